// One event in full: what happened in words, what it means, the server's own answer, steps, what changed, and the event as the source gave it.
import {
  Button,
  Caption1,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { LogEventDetail } from '../../../contract/provisioning-log.ts';
import { Code } from '../../components/code.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { DismissRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { StatusBadge, StatusIcon } from '../../components/status.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';
import { count, duration, toTheSecond } from '../../words/format.ts';
import { actionSentence, logStatusLooks, logStatusWords, objectOf, stepLines } from '../../words/provisioning-log.ts';

const useStyles = makeStyles({
  drawer: { width: 'min(680px, 100vw)' },
  title: { overflowWrap: 'anywhere' },
  body: { display: 'flex', flexDirection: 'column', rowGap: '20px', paddingBottom: '24px' },
  part: { display: 'flex', flexDirection: 'column', rowGap: '8px', minWidth: 0 },
  heading: { margin: 0 },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px' },
  grid: { display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: '6px 16px', margin: 0 },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', rowGap: '10px' },
  step: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '10px', alignItems: 'start' },
  icon: { display: 'flex', paddingTop: '2px' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  table: { borderCollapse: 'collapse', width: '100%', tableLayout: 'fixed', fontSize: tokens.fontSizeBase200 },
  head: { textAlign: 'left', padding: '6px 8px 6px 0', color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  cell: {
    padding: '6px 8px 6px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    verticalAlign: 'top',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
  },
});

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.part} aria-label={title}>
      <Subtitle2 as="h3" className={styles.heading}>
        {title}
      </Subtitle2>
      {children}
    </section>
  );
}

function Facts({ detail: { event } }: { readonly detail: LogEventDetail }) {
  const styles = useStyles();
  const identity = ({ name, id }: LogEventDetail['event']['from']) => [name, id].filter((one) => one !== null && one !== '').join(' · ');
  const facts: readonly (readonly [string, string | null])[] = [
    ['At the source', identity(event.from)],
    ['In the target', identity(event.to)],
    ['Code', event.code],
    ['App', event.app.name ?? event.app.id],
    ['Tenant', event.app.tenantId],
    ['Job', event.jobId],
    ['Cycle', event.cycleId],
    ['Change', event.changeId],
    ['Event', event.id],
    ['Took', event.durationMs === null ? null : duration(event.durationMs)],
  ];
  return (
    <dl className={styles.grid}>
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt className={styles.term}>{label}</dt>
            <dd className={styles.value}>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Changes({ changes }: { readonly changes: LogEventDetail['modifiedProperties'] }) {
  const styles = useStyles();
  return (
    <table className={styles.table} aria-label="What changed">
      <thead>
        <tr>
          {['Attribute', 'Before', 'After'].map((title) => (
            <th key={title} scope="col" className={styles.head}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, oldValue, newValue }) => (
          <tr key={`${name} ${oldValue ?? ''} ${newValue ?? ''}`}>
            <th scope="row" className={styles.cell}>
              <bdi>{name}</bdi>
            </th>
            <td className={styles.cell}>{oldValue === null || oldValue === '' ? <span className={styles.quiet}>–</span> : <bdi>{oldValue}</bdi>}</td>
            <td className={styles.cell}>{newValue === null || newValue === '' ? <span className={styles.quiet}>–</span> : <bdi>{newValue}</bdi>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Steps({ steps }: { readonly steps: LogEventDetail['steps'] }) {
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps of an event have no other name than their place
        <li key={at} className={styles.step}>
          <span className={styles.icon}>
            <StatusIcon status={logStatusLooks[step.status]} size={16} />
          </span>
          <span className={styles.words}>
            <Text weight="semibold">
              <bdi>{step.name}</bdi> <Caption1 className={styles.quiet}>{step.type}</Caption1>
            </Text>
            {stepLines(step).map((line) => (
              <Text key={line}>
                <bdi>{line}</bdi>
              </Text>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Detail({ detail }: { readonly detail: LogEventDetail }) {
  const styles = useStyles();
  const { event, findings, serverAnswer, steps, modifiedProperties, raw } = detail;
  return (
    <div className={styles.body}>
      <div className={styles.line}>
        <StatusBadge status={logStatusLooks[event.status]} word={logStatusWords[event.status]} />
        <Text>
          {actionSentence(event)}, {toTheSecond(event.at)}
        </Text>
        <CopyButton label="Copy the event" text={() => raw} />
      </div>
      {event.reason === null || event.reason === '' ? null : (
        <Part title="What the log says">
          <Text className={styles.value}>
            <bdi>{event.reason}</bdi>
          </Text>
        </Part>
      )}
      {findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      {findings.length === 0 && event.status === 'failure' ? (
        <Text className={styles.quiet}>SCIM Steward has no explanation of this code.</Text>
      ) : null}
      {serverAnswer === null ? null : (
        <Part title="The server’s own answer">
          <Code label="As the log repeats it" text={serverAnswer} />
        </Part>
      )}
      {modifiedProperties.length === 0 ? null : (
        <Part title="What changed">
          <Changes changes={modifiedProperties} />
        </Part>
      )}
      {steps.length === 0 ? null : (
        <Part title="Steps">
          <Steps steps={steps} />
        </Part>
      )}
      <Part title="About the event">
        <Facts detail={detail} />
      </Part>
      <Disclosure title="As the source gave it" summary={`${count(raw.length, 'character', 'characters')} of JSON`}>
        <Code label="The event" text={raw} />
      </Disclosure>
    </div>
  );
}

export function EventDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const styles = useStyles();
  const revision = useSteward((state) => state.logRevision);
  const read = useSteward((state) => state.readLogEvent);
  const { value, state, trouble, again } = useReply(read, { id, revision });
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.drawer}
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ className: styles.title }}
          action={<Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />}
        >
          <bdi>{value === undefined ? 'Event' : objectOf(value.event)}</bdi>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        {state === 'failed' ? (
          <Trouble title="The event could not be read" text={trouble} onAgain={() => void again()} />
        ) : value === undefined ? (
          <Loading what="The event" lines={6} />
        ) : (
          <Detail detail={value} />
        )}
      </DrawerBody>
    </OverlayDrawer>
  );
}
