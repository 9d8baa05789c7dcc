// Why things still fail: a cause a line, with how many people and groups, since when; opened it explains itself by its newest event. Past causes are folded.
import { Button, Caption1, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { CauseSummary, LogFilter } from '../../../contract/provisioning-log.ts';
import { Code } from '../../components/code.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { ChevronRightRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { rawButton } from '../../components/raw-button.ts';
import { StatusIcon, ToneIcon } from '../../components/status.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';
import { count, dateTime } from '../../words/format.ts';
import { filterOfCause, whomOf } from '../../words/provisioning-log.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 12px',
    padding: '10px 24px',
    '@media (max-width: 760px)': { padding: '10px 16px' },
  },
  line: {
    ...rawButton,
    flexGrow: 1,
    flexBasis: '260px',
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) 16px',
    columnGap: '14px',
    alignItems: 'start',
  },
  words: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  chevron: { display: 'inline-flex', paddingTop: '2px', transitionProperty: 'transform', transitionDuration: tokens.durationFaster },
  open: { transform: 'rotate(90deg)' },
  body: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '12px',
    padding: '4px 24px 20px',
    '@media (max-width: 760px)': { padding: '4px 16px 16px' },
  },
  none: { display: 'flex', alignItems: 'center', columnGap: '10px', padding: '4px 24px 20px' },
  past: {
    padding: '10px 24px 14px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 760px)': { padding: '10px 16px 14px' },
  },
});

function Explanation({ filter }: { readonly filter: LogFilter }) {
  const styles = useStyles();
  const revision = useSteward((state) => state.logRevision);
  const read = useSteward((state) => state.readNewestEvent);
  const { value, state, trouble, again } = useReply(read, { filter, revision });
  if (state === 'failed') return <Trouble title="The explanation could not be read" text={trouble} onAgain={() => void again()} />;
  if (value === undefined) return <Spinner size="tiny" label="Reading the newest event" />;
  if (value === null) return <Text className={styles.quiet}>There is no such event any more.</Text>;
  return (
    <>
      {value.findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      {value.findings.length > 0 ? null : (
        <Text>
          SCIM Steward has no explanation of this code. What the log says: {value.event.reason === null ? 'nothing more.' : ''}
          <bdi>{value.event.reason ?? ''}</bdi>
        </Text>
      )}
      {value.serverAnswer === null ? null : <Code label="The server’s own answer, newest event" text={value.serverAnswer} />}
    </>
  );
}

function Cause({ cause, app }: { readonly cause: CauseSummary; readonly app: LogFilter }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const clear = useSteward((state) => state.clearLogFilter);
  const change = useSteward((state) => state.changeLogFilter);
  const filter = filterOfCause(cause);
  const show = () => {
    clear();
    change(filter);
    document.getElementById('log-events')?.scrollIntoView({ block: 'start' });
  };
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <button type="button" className={styles.line} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <StatusIcon status={cause.standing === 'open' ? 'failed' : cause.standing === 'over' ? 'passed' : 'warned'} as="beside words" />
          <span className={styles.words}>
            <Text weight="semibold">
              <bdi>{cause.cause === 'no code' ? 'Failures without a code' : cause.cause}</bdi>
            </Text>
            <Text>{whomOf(cause)}</Text>
            <Caption1 className={styles.quiet}>
              First {dateTime(cause.first)}, last {dateTime(cause.last)}
              {cause.standing === 'unknown' ? '. The job stopped since: whether it still fails is not known.' : ''}
            </Caption1>
          </span>
          <span className={mergeClasses(styles.chevron, open && styles.open)} aria-hidden="true">
            <ChevronRightRegular />
          </span>
        </button>
        <Button size="small" aria-label={`Show the events of ${cause.cause}`} onClick={show}>
          Show the events
        </Button>
      </div>
      <div id={id} hidden={!open} className={open ? styles.body : undefined}>
        {open ? <Explanation filter={{ ...filter, ...app }} /> : null}
      </div>
    </li>
  );
}

interface CausesPanelProps {
  readonly still: readonly CauseSummary[];
  readonly past: readonly CauseSummary[];
  readonly app: LogFilter;
}

export function CausesPanel({ still, past, app }: CausesPanelProps) {
  const styles = useStyles();
  const list = (label: string, causes: readonly CauseSummary[]) => (
    <ul className={styles.list} aria-label={label}>
      {causes.map((cause) => (
        <Cause key={`${cause.cause} ${cause.standing}`} cause={cause} app={app} />
      ))}
    </ul>
  );
  return (
    <Panel
      title="Still failing"
      edges="flush"
      {...(still.length === 0 ? {} : { text: 'No later event ended these. One line a cause, the one that meets most people first.' })}
    >
      {still.length === 0 ? (
        <div className={styles.none}>
          <ToneIcon tone="good" />
          <Text>
            {past.length === 0 ? 'Nothing failed in this log.' : 'Nothing is still failing: a later event ended every failure in this log.'}
          </Text>
        </div>
      ) : (
        list('Causes that still fail', still)
      )}
      {past.length === 0 ? null : (
        <div className={styles.past}>
          <Disclosure title="Past" summary={`${count(past.length, 'cause', 'causes')} ended by a later success`}>
            {list('Past causes', past)}
          </Disclosure>
        </div>
      )}
    </Panel>
  );
}
