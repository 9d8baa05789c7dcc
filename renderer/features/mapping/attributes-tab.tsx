// Which attribute can be externalId: each one counted over the people of the chosen snapshot, and what is recommended, with its reason.
import { Button, Field, makeStyles, Subtitle2, Text, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Snapshot } from '../../../contract/directory.ts';
import type { Simulation } from '../../../contract/mapping.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { LightbulbRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Panel } from '../../components/panel.tsx';
import { SnapshotPicker } from '../../components/snapshot-picker.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import type { MappingRoom } from '../../state/mapping-slice.ts';
import { useReply } from '../../state/use-reply.ts';
import { count } from '../../words/format.ts';
import { isRecommended } from '../../words/simulation.ts';
import { CandidatesTable } from './candidates-table.tsx';

const useStyles = makeStyles({
  advice: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: '14px', alignItems: 'start' },
  icon: { display: 'inline-flex', fontSize: '24px', color: tokens.colorBrandForeground1 },
  words: { display: 'flex', flexDirection: 'column', rowGap: '4px', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  notes: { margin: 0, paddingLeft: '18px', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  mono: { fontFamily: tokens.fontFamilyMonospace },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

export function SimulationNotes({ notes }: { readonly notes: readonly string[] }) {
  const styles = useStyles();
  return notes.length === 0 ? null : (
    <ul className={styles.notes} aria-label="Notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function Advice({ simulation }: { readonly simulation: Simulation }) {
  const styles = useStyles();
  const { attribute, reason } = simulation.recommendation;
  const mapped = simulation.candidates.find((candidate) => candidate.mapped);
  const already = mapped !== undefined && isRecommended(mapped, simulation.recommendation);
  return (
    <div className={styles.advice}>
      <span className={styles.icon} aria-hidden="true">
        <LightbulbRegular />
      </span>
      <div className={styles.words}>
        <Subtitle2 as="h3" style={{ margin: 0 }}>
          {attribute === null ? (
            'No attribute can be recommended'
          ) : (
            <>
              {already ? 'externalId from' : 'Map externalId to'} <bdi className={styles.mono}>{attribute}</bdi>
              {already ? ' is right' : ''}
            </>
          )}
        </Subtitle2>
        <Text>{reason}</Text>
      </div>
    </div>
  );
}

function SeenForm({ seen, onSeen }: { readonly seen: string; readonly onSeen: (seen: string) => void }) {
  const styles = useStyles();
  const [typed, setTyped] = useState(seen);
  return (
    <Disclosure
      title="Compare with Provider IDs that people have already"
      summary={seen === '' ? 'When the provider is in use: they decide' : count(seen.trim().split('\n').length, 'line', 'lines')}
      start={seen === '' ? 'closed' : 'open'}
    >
      <Field
        label="Provider IDs seen"
        hint="One on each line, or userName,providerId. From Foundry’s list of users or a sign-in log. Read on this machine and kept nowhere."
      >
        <Textarea
          value={typed}
          rows={5}
          resize="vertical"
          textarea={{ spellCheck: false, className: styles.mono }}
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <div className={styles.bar}>
        <Button disabledFocusable={typed === seen} onClick={() => onSeen(typed)}>
          Compare
        </Button>
        {seen === '' ? null : (
          <Button
            appearance="subtle"
            onClick={() => {
              setTyped('');
              onSeen('');
            }}
          >
            Take them away
          </Button>
        )}
      </div>
    </Disclosure>
  );
}

export function AttributesTab({ snapshot, room }: { readonly snapshot: Snapshot; readonly room: MappingRoom }) {
  const styles = useStyles();
  const read = useSteward((state) => state.countCandidates);
  const [seen, setSeen] = useState('');
  const { mapping, signOn } = room;
  const order = { snapshotId: snapshot.id, signOn, mapping, after: null, dropped: [], seen };
  const { value, state, trouble, again } = useReply(read, order);
  return (
    <>
      <SnapshotPicker />
      {state === 'failed' ? <Trouble title="The attributes could not be counted" text={trouble} onAgain={() => void again()} /> : null}
      {value === undefined ? (
        state === 'failed' ? null : (
          <Loading what="Every attribute of everybody in scope" lines={8} />
        )
      ) : (
        <>
          <Panel
            title="What externalId can be made from"
            text={`Counted over ${count(value.inScope, 'person', 'people')} in scope of provisioning by assignments, of ${value.people.toLocaleString('en')} in the snapshot.`}
            aside={state === 'behind' ? <Text className={styles.quiet}>Counting again</Text> : undefined}
          >
            <Advice simulation={value} />
            <CandidatesTable simulation={value} />
            <SimulationNotes notes={value.notes} />
            <SeenForm seen={seen} onSeen={setSeen} />
          </Panel>
          {value.findings.map((finding) => (
            <FindingCard key={`${finding.id} ${finding.cause}`} finding={finding} />
          ))}
        </>
      )}
    </>
  );
}
