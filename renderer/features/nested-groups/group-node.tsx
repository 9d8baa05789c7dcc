// One group in the picture: its name, its direct people, and in one colour and in words how many of them are lost. The size is the layout's.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { NestedNode } from '../../../contract/nested-groups.ts';
import { ArrowRepeatAllRegular } from '../../components/icons.ts';
import { count } from '../../words/format.ts';

export const nodeSize = { width: 220, height: 64 } as const;

/** Not called `group`: the library dresses that kind itself. */
export type GroupNodeType = Node<{ readonly group: NestedNode; readonly inItself: boolean }, 'directory-group'>;

/** Lines that lead back up leave and arrive below, or they would hide behind the groups. */
export const lowHandles = { out: 'back-out', into: 'back-into' } as const;

const useStyles = makeStyles({
  box: {
    boxSizing: 'border-box',
    width: `${nodeSize.width}px`,
    height: `${nodeSize.height}px`,
    padding: '8px 12px',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    rowGap: '2px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    textAlign: 'left',
    forcedColorAdjust: 'auto',
  },
  top: { border: `2px solid ${tokens.colorBrandStroke1}` },
  lost: { backgroundColor: tokens.colorStatusDangerBackground1, border: `1px solid ${tokens.colorStatusDangerBorder1}` },
  line: { display: 'flex', alignItems: 'center', columnGap: '6px', minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  circle: { display: 'inline-flex', flexShrink: 0, color: tokens.colorStatusWarningForeground1 },
  people: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  lostWord: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  handle: { visibility: 'hidden' },
});

export function GroupNode({ data: { group, inItself } }: NodeProps<GroupNodeType>) {
  const styles = useStyles();
  const circle = inItself ? 'Contains itself' : 'In a circle';
  return (
    <div className={mergeClasses(styles.box, group.lost > 0 && styles.lost, group.under === null && styles.top)} title={group.name}>
      <Handle type="target" position={Position.Left} isConnectable={false} className={styles.handle} />
      <span className={styles.line}>
        <bdi className={styles.name}>{group.name}</bdi>
        {group.inCycle ? (
          <span className={styles.circle} role="img" aria-label={circle} title={circle}>
            <ArrowRepeatAllRegular />
          </span>
        ) : null}
      </span>
      <span className={styles.people}>
        {count(group.direct, 'direct member', 'direct members')}
        {group.lost === 0 ? null : <span className={styles.lostWord}> · {group.lost.toLocaleString('en')} lost</span>}
        {group.folded === 0 ? null : ` · ${group.folded.toLocaleString('en')} more inside`}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} className={styles.handle} />
      <Handle type="source" id={lowHandles.out} position={Position.Bottom} isConnectable={false} className={styles.handle} />
      <Handle type="target" id={lowHandles.into} position={Position.Bottom} isConnectable={false} className={styles.handle} />
    </div>
  );
}
