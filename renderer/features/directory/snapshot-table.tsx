// Snapshots as rows: where each comes from, what it holds, how complete it is. One is chosen for every screen; two can be compared.
import {
  Button,
  Caption1,
  Checkbox,
  Link,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Snapshot } from '../../../contract/directory.ts';
import { BranchCompareRegular, CheckmarkRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge, Tag } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { coverageStatus, coverageSummary, knownCount, sourceLine } from '../../words/directory.ts';
import { SnapshotMenu } from './snapshot-menu.tsx';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  table: { tableLayout: 'fixed' },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  pick: { width: '44px', paddingLeft: '16px', paddingRight: 0, [narrow]: { width: '36px', paddingLeft: '8px' } },
  name: { width: 'auto', paddingLeft: '16px', [narrow]: { paddingLeft: '8px' } },
  first: { paddingLeft: '24px', [narrow]: { paddingLeft: '16px' } },
  number: { width: '92px', textAlign: 'right', justifyContent: 'end', [narrow]: { display: 'none' } },
  numberHead: { '& > div': { justifyContent: 'flex-end' } },
  coverage: { width: '190px', paddingLeft: '24px', [narrow]: { width: '128px', paddingLeft: '8px' } },
  menu: { width: '56px', paddingRight: '12px' },
  words: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0, padding: '10px 0', alignItems: 'flex-start' },
  title: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', maxWidth: '100%' },
  link: { overflowWrap: 'anywhere' },
  wide: { [narrow]: { display: 'none' } },
  quiet: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  bar: { display: 'flex', justifyContent: 'flex-end', padding: '10px 24px', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
});

const number = (value: number | undefined) => value?.toLocaleString('en') ?? '–';
const hidden = { position: 'absolute', clipPath: 'inset(50%)' } as const;

export function SnapshotTable({ snapshots }: { readonly snapshots: readonly Snapshot[] }) {
  const styles = useStyles();
  const chosenId = useSteward((state) => state.snapshotId);
  const navigate = useSteward((state) => state.navigate);
  const [picked, setPicked] = useState<readonly string[]>([]);
  // In the order they were taken, whichever was ticked first.
  const pair = snapshots.filter((snapshot) => picked.includes(snapshot.id)).sort((a, b) => a.takenAt.localeCompare(b.takenAt));
  const [before, after] = pair;
  const several = snapshots.length > 1;
  const head = mergeClasses(styles.number, styles.numberHead, styles.head);
  return (
    <Panel edges="flush" title="Snapshots" text="The chosen one is what the other screens look at.">
      <Table aria-label="Snapshots" className={styles.table}>
        <TableHeader>
          <TableRow>
            {several ? (
              <TableHeaderCell className={styles.pick}>
                <span style={hidden}>Compare</span>
              </TableHeaderCell>
            ) : null}
            <TableHeaderCell className={mergeClasses(styles.name, styles.head, !several && styles.first)}>Snapshot</TableHeaderCell>
            <TableHeaderCell className={head}>Users</TableHeaderCell>
            <TableHeaderCell className={head}>Groups</TableHeaderCell>
            <TableHeaderCell className={head}>Memberships</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.coverage, styles.head)}>What was read</TableHeaderCell>
            <TableHeaderCell className={styles.menu}>
              <span style={hidden}>Actions</span>
            </TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {snapshots.map((snapshot) => (
            <TableRow key={snapshot.id}>
              {several ? (
                <TableCell className={styles.pick}>
                  <Checkbox
                    aria-label={`Choose ${snapshot.name} to compare`}
                    checked={picked.includes(snapshot.id)}
                    onChange={(_, data) =>
                      setPicked(data.checked === true ? [...picked, snapshot.id].slice(-2) : picked.filter((id) => id !== snapshot.id))
                    }
                  />
                </TableCell>
              ) : null}
              <TableCell className={mergeClasses(styles.name, !several && styles.first)}>
                <div className={styles.words}>
                  <span className={styles.title}>
                    <Link href={toHash({ screen: 'directory', id: snapshot.id })} className={styles.link}>
                      <bdi>{snapshot.name}</bdi>
                    </Link>
                    {snapshot.id === chosenId ? (
                      <Tag look="info" icon={<CheckmarkRegular fontSize={14} />}>
                        Chosen
                      </Tag>
                    ) : null}
                  </span>
                  <Caption1 className={styles.quiet}>{sourceLine(snapshot)}</Caption1>
                </div>
              </TableCell>
              <TableCell className={styles.number}>{number(knownCount(snapshot, 'users', 'users'))}</TableCell>
              <TableCell className={styles.number}>{number(knownCount(snapshot, 'groups', 'groups'))}</TableCell>
              <TableCell className={styles.number}>{number(knownCount(snapshot, 'memberships', 'memberships'))}</TableCell>
              <TableCell className={styles.coverage}>
                <div className={styles.words}>
                  <StatusBadge {...coverageStatus(snapshot.coverage)} />
                  <Caption1 className={mergeClasses(styles.quiet, styles.wide)}>{coverageSummary(snapshot.coverage)}</Caption1>
                </div>
              </TableCell>
              <TableCell className={styles.menu}>
                <SnapshotMenu snapshot={snapshot} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {several ? (
        <div className={styles.bar}>
          <Button
            icon={<BranchCompareRegular />}
            disabled={before === undefined || after === undefined}
            onClick={() => navigate({ screen: 'directory', id: 'compare', part: `${before?.id}..${after?.id}` })}
          >
            {after === undefined ? 'Compare: choose two snapshots' : 'Compare the two'}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
