// Runs as rows: what, when, how it ended. A row opens its run; with `choice` two can be picked to compare.
import {
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
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../contract/common.ts';
import { toHash } from '../state/routes.ts';
import { dateTime, duration } from '../words/format.ts';
import { runKindWords, runStateWords, statusWords } from '../words/labels.ts';
import { useFaultTitles } from './fault-words.tsx';
import { StatusBadge } from './status.tsx';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { tableLayout: 'fixed', minWidth: '640px', [narrow]: { minWidth: 0 } },
  // What stands below has a line of its own.
  body: { '& > :last-child': { borderBottomStyle: 'none' } },
  pick: { width: '44px', paddingLeft: '16px', paddingRight: 0, [narrow]: { width: '36px', paddingLeft: '8px' } },
  kind: { width: '26%', paddingLeft: '24px', [narrow]: { width: 'auto', paddingLeft: '16px' } },
  state: { width: '160px', [narrow]: { width: '144px' } },
  wide: { [narrow]: { display: 'none' } },
  slim: { display: 'none', [narrow]: { display: 'block' } },
  when: { width: '150px', paddingRight: '16px', [narrow]: { display: 'none' } },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  menu: { width: '56px' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, padding: '8px 0' },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  two: { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden', overflowWrap: 'anywhere' },
});

/** The column is narrow: what it found stands beside it in full. */
const shortWords = { ...statusWords, warned: 'Warnings', 'not-reachable-from-here': 'Not reached' };

interface RunTableProps {
  readonly label: string;
  readonly runs: readonly RunSummary[];
  readonly choice?: { readonly chosen: readonly string[]; readonly onChoose: (ids: readonly string[]) => void };
  readonly actions?: (run: RunSummary) => ReactNode;
}

function took(run: RunSummary): string {
  return run.finishedAt === undefined ? '' : duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt));
}

function State({ run }: { readonly run: RunSummary }) {
  if (run.state === 'running') return <StatusBadge status="running" word="Running" />;
  if (run.state === 'interrupted') return <StatusBadge status="warned" word="Interrupted" />;
  if (run.state === 'broken') return <StatusBadge status="failed" word="App fault" />;
  if (run.state === 'cancelled') return <StatusBadge status="skipped" word="Stopped by you" />;
  return <StatusBadge status={run.verdict ?? 'skipped'} word={run.verdict === undefined ? runStateWords.finished : shortWords[run.verdict]} />;
}

/** A failure that somebody asked for must not be taken for one that came by itself. */
function OnPurpose({ run }: { readonly run: RunSummary }) {
  const styles = useStyles();
  const titles = useFaultTitles(run.faults);
  if (titles.length === 0) return null;
  const words = `On purpose: ${titles.join(' · ')}`;
  return (
    <Caption1 className={mergeClasses(styles.cut, styles.quiet)} title={words}>
      {words}
    </Caption1>
  );
}

export function RunTable({ label, runs, choice, actions }: RunTableProps) {
  const styles = useStyles();
  return (
    <div className={styles.scroll}>
      <Table aria-label={label} className={styles.table}>
        <TableHeader>
          <TableRow>
            {choice === undefined ? null : (
              <TableHeaderCell className={styles.pick}>
                <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>Compare</span>
              </TableHeaderCell>
            )}
            <TableHeaderCell className={mergeClasses(styles.kind, styles.head)}>Run</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.state, styles.head)}>Outcome</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.wide, styles.head)}>What it found</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.when, styles.head)}>Started</TableHeaderCell>
            {actions === undefined ? null : (
              <TableHeaderCell className={styles.menu}>
                <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>Actions</span>
              </TableHeaderCell>
            )}
          </TableRow>
        </TableHeader>
        <TableBody className={styles.body}>
          {runs.map((run) => (
            <TableRow key={run.id}>
              {choice === undefined ? null : (
                <TableCell className={styles.pick}>
                  <Checkbox
                    aria-label={`Choose ${runKindWords[run.kind]} of ${dateTime(run.startedAt)} to compare`}
                    checked={choice.chosen.includes(run.id)}
                    onChange={(_, data) =>
                      choice.onChoose(data.checked === true ? [...choice.chosen, run.id].slice(-2) : choice.chosen.filter((id) => id !== run.id))
                    }
                  />
                </TableCell>
              )}
              <TableCell className={styles.kind}>
                <div className={styles.words}>
                  <Link href={toHash({ screen: 'runs', id: run.id })} className={styles.cut}>
                    {runKindWords[run.kind]}
                  </Link>
                  <Caption1 className={mergeClasses(styles.cut, styles.quiet)} title={run.connectionName}>
                    {run.connectionName}
                  </Caption1>
                  <OnPurpose run={run} />
                  <Caption1 className={mergeClasses(styles.slim, styles.quiet)}>{dateTime(run.startedAt)}</Caption1>
                  <Caption1 className={mergeClasses(styles.slim, styles.quiet)}>{run.summary}</Caption1>
                </div>
              </TableCell>
              <TableCell>
                <State run={run} />
              </TableCell>
              <TableCell className={styles.wide}>
                <Text size={200} className={styles.two} title={run.summary ?? ''}>
                  {run.summary ?? '–'}
                </Text>
              </TableCell>
              <TableCell className={styles.when}>
                <div className={styles.words}>
                  <Text size={200}>{dateTime(run.startedAt)}</Text>
                  <Caption1 className={styles.quiet}>{took(run)}</Caption1>
                </div>
              </TableCell>
              {actions === undefined ? null : <TableCell>{actions(run)}</TableCell>}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
