// Foundry's part in the practice tenant: who is in which organization, the rules, a log-in, the switches for what the documentation leaves open.
import { Button, Caption1, Field, Input, Link, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PracticePerson, PracticeQuestion, PracticeRoom } from '../../../contract/practice.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { useReply } from '../../state/use-reply.ts';
import { organizationWords, originWords } from '../../words/foundry.ts';
import { PracticeLoginPanel } from './practice-login.tsx';
import { PracticeRulesPanel } from './practice-rules.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: '4px 24px',
    alignItems: 'center',
    padding: '10px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  words: { display: 'flex', flexDirection: 'column' },
  quiet: { color: tokens.colorNeutralForeground3 },
  search: { maxWidth: '360px' },
  scroll: { maxHeight: '420px', overflowY: 'auto' },
  switches: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    gap: '16px 24px',
    alignItems: 'end',
  },
});

interface PersonProps {
  readonly person: PracticePerson;
  readonly organizations: readonly string[];
  readonly onChoose: () => void;
  readonly onPlaced: () => void;
}

const none = '';

function Person({ person, organizations, onChoose, onPlaced }: PersonProps) {
  const styles = useStyles();
  const place = useSteward((state) => state.placeInPractice);
  return (
    <li className={styles.item}>
      <span className={styles.words}>
        <Link as="button" onClick={onChoose}>
          {person.userName}
        </Link>
        <Caption1 className={styles.quiet}>
          {originWords[person.origin]} · externalId {person.externalId ?? 'none'}
          {person.active ? '' : ' · inactive'}
        </Caption1>
        <Caption1 className={styles.quiet}>{person.groups.length === 0 ? 'In no group' : person.groups.join(', ')}</Caption1>
      </span>
      <span className={styles.words}>
        <Select
          aria-label={`Organization of ${person.userName}`}
          value={person.organization ?? none}
          onChange={(_, data) => void place(person.id, data.value === none ? null : data.value).then(onPlaced)}
        >
          <option value={none}>{organizationWords(null)}</option>
          {organizations.map((organization) => (
            <option key={organization} value={organization}>
              {organization}
            </option>
          ))}
        </Select>
        {person.organization === person.expected ? null : <Caption1>By the rules: {organizationWords(person.expected)}</Caption1>}
      </span>
    </li>
  );
}

function Switches({ questions, onSet }: { readonly questions: readonly PracticeQuestion[]; readonly onSet: () => void }) {
  const styles = useStyles();
  const set = useSteward((state) => state.setPracticeQuestion);
  return (
    <Panel title="What Foundry’s documentation leaves open" text="The practice tenant can do either. The setting stays until the app is closed.">
      <div className={styles.switches}>
        {questions.map(({ name, question, settings, setting }) => (
          <Field key={name} label={question}>
            <Select value={setting} onChange={(_, data) => void set(name, data.value).then(onSet)}>
              {settings.map((one) => (
                <option key={one} value={one}>
                  {one.replaceAll('-', ' ')}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </Panel>
  );
}

function Room({
  room,
  text,
  onSearch,
  again,
}: {
  readonly room: PracticeRoom;
  readonly text: string;
  readonly onSearch: (text: string) => void;
  readonly again: () => void;
}) {
  const styles = useStyles();
  const [chosen, setChosen] = useState<PracticePerson>();
  return (
    <>
      <Panel
        title="People"
        text="Where each person is, and where the rules would place them. Choosing an organization places somebody by hand; the next run of the rules may move them again."
      >
        <Field label="Find a person" className={styles.search}>
          <Input type="search" value={text} maxLength={200} onChange={(_, data) => onSearch(data.value)} />
        </Field>
        {room.people.length === 0 ? <Text>Nobody is called that here.</Text> : null}
        {/* A region that scrolls must be reachable by keyboard. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs it */}
        <section className={styles.scroll} aria-label="People of the practice tenant" tabIndex={0}>
          <ul className={styles.list}>
            {room.people.map((person) => (
              <Person key={person.id} person={person} organizations={room.organizations} onChoose={() => setChosen(person)} onPlaced={again} />
            ))}
          </ul>
        </section>
        {room.found > room.people.length ? (
          <Caption1 className={styles.quiet}>
            {room.people.length} of {room.found}.
          </Caption1>
        ) : null}
      </Panel>
      <PracticeLoginPanel key={chosen?.id ?? 'nobody'} person={chosen} onDone={again} />
      <PracticeRulesPanel start={room} onKept={again} />
      <Switches questions={room.questions} onSet={again} />
    </>
  );
}

export function PracticeScreen() {
  const read = useSteward((state) => state.readPracticeRoom);
  const [text, setText] = useState('');
  const { value, state, trouble, again } = useReply(read, { text });
  return (
    <Page
      title="Foundry’s part in the practice tenant"
      lead="Edit organization rules, log somebody in, and see what Foundry would do. Nothing here leaves this machine."
      above={<Link href={toHash({ screen: 'connections' })}>Connection</Link>}
    >
      {state === 'failed' ? (
        <Panel>
          <Text>{trouble}</Text>
          <Button onClick={() => void again()}>Try again</Button>
        </Panel>
      ) : null}
      {value === undefined ? (
        state === 'failed' ? null : (
          <Loading what="The practice tenant" lines={6} />
        )
      ) : (
        <Room room={value} text={text} onSearch={setText} again={() => void again()} />
      )}
    </Page>
  );
}
