// The two vantages beside each other, and the sentence both together allow. Green here can be red there.
import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import { FindingCard } from '../../components/finding-card.tsx';
import { CloudRegular, DesktopRegular, EditRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { ToneIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { withReadableTimes } from '../../words/format.ts';
import { idpWords } from '../../words/labels.ts';
import { AskIdp } from './ask-idp.tsx';
import { IngressHelper } from './ingress-helper.tsx';
import { ReportDialog } from './report-dialog.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '16px',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '6px',
    padding: '16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
  },
  head: { minHeight: '24px', display: 'flex', alignItems: 'center', columnGap: '8px', color: tokens.colorNeutralForeground3 },
  icon: { display: 'inline-flex', fontSize: '18px' },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: '6px' },
  grow: { flexGrow: 1, overflowWrap: 'anywhere' },
  together: {
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: '12px',
    padding: '14px 16px',
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid',
  },
  good: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    borderTopColor: tokens.colorStatusSuccessBorder1,
    borderRightColor: tokens.colorStatusSuccessBorder1,
    borderBottomColor: tokens.colorStatusSuccessBorder1,
    borderLeftColor: tokens.colorStatusSuccessBorder1,
  },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderTopColor: tokens.colorStatusWarningBorder1,
    borderRightColor: tokens.colorStatusWarningBorder1,
    borderBottomColor: tokens.colorStatusWarningBorder1,
    borderLeftColor: tokens.colorStatusWarningBorder1,
  },
  bad: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    borderTopColor: tokens.colorStatusDangerBorder1,
    borderRightColor: tokens.colorStatusDangerBorder1,
    borderBottomColor: tokens.colorStatusDangerBorder1,
    borderLeftColor: tokens.colorStatusDangerBorder1,
  },
  unknown: {
    backgroundColor: tokens.colorNeutralBackground3,
    borderTopColor: tokens.colorNeutralStroke2,
    borderRightColor: tokens.colorNeutralStroke2,
    borderBottomColor: tokens.colorNeutralStroke2,
    borderLeftColor: tokens.colorNeutralStroke2,
  },
});

function Column({
  icon,
  title,
  action,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.column}>
      <div className={styles.head}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <Text weight="semibold" size={200} className={styles.grow}>
          {title}
        </Text>
        {action}
      </div>
      {children}
    </div>
  );
}

export function TwoColumns({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const columns = useSteward((state) => state.columns[connection.id]);
  const [asking, setAsking] = useState(false);
  const [helping, setHelping] = useState(false);
  if (columns === undefined) return null;
  const { report } = columns;
  const blocked = report?.outcome === 'credential-validation-unavailable';
  const who = connection.idp === 'other' ? 'your IdP' : idpWords[connection.idp];
  return (
    <>
      <Panel title="Verdict" text={`What this desk sees and what ${who} sees can differ: it calls from other addresses.`}>
        <div className={styles.columns}>
          <Column icon={<DesktopRegular />} title="From this desk">
            <Text>{withReadableTimes(columns.thisDesk)}</Text>
          </Column>
          <Column
            icon={<CloudRegular />}
            title={`From ${who}`}
            action={
              <span className={styles.actions}>
                {connection.idp === 'entra' ? <AskIdp connection={connection} /> : null}
                <Button size="small" icon={<EditRegular />} onClick={() => setAsking(true)}>
                  {report === null ? 'Record' : 'Change'}
                </Button>
              </span>
            }
          >
            <Text>{withReadableTimes(columns.fromIdp)}</Text>
          </Column>
        </div>
        <div className={mergeClasses(styles.together, styles[columns.tone])}>
          <ToneIcon tone={columns.tone} />
          <Text weight="semibold" size={400} className={styles.grow}>
            {withReadableTimes(columns.together)}
          </Text>
        </div>
      </Panel>
      {columns.findings.map((finding) => (
        <FindingCard
          key={finding.id}
          finding={finding}
          extra={
            blocked && !helping ? (
              <div>
                <Button onClick={() => setHelping(true)}>Compare with Microsoft’s ranges</Button>
              </div>
            ) : undefined
          }
        />
      ))}
      {blocked && (helping || columns.findings.length === 0) ? <IngressHelper connectionId={connection.id} /> : null}
      {asking ? <ReportDialog connection={connection} report={report} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
