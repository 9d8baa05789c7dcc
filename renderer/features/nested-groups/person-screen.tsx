// One person: found by name, user name, mail or ID; then each assigned group, by login and by provisioning, with every way into it.
import { Button, Caption1, Link, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { PersonRef } from '../../../contract/nested-groups.ts';
import { Empty } from '../../components/empty.tsx';
import { ChevronRightRegular, PersonRegular, PersonSearchRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { rawButton } from '../../components/raw-button.ts';
import { Tag } from '../../components/status.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { useReply } from '../../state/use-reply.ts';
import { count } from '../../words/format.ts';
import { PersonGroups } from './person-groups.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  search: { flexGrow: 1, flexBasis: '260px', maxWidth: '520px', minWidth: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  match: {
    ...rawButton,
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) 16px',
    columnGap: '14px',
    alignItems: 'center',
    width: '100%',
    padding: '10px 24px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '@media (max-width: 760px)': { padding: '10px 16px' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
});

/** Main gives no more matches than this. */
const matchesAtMost = 50;

function Matches({ matches, onChoose }: { readonly matches: readonly PersonRef[]; readonly onChoose: (person: PersonRef) => void }) {
  const styles = useStyles();
  return (
    <Panel
      title={matches.length < matchesAtMost ? `${count(matches.length, 'person', 'people')} fit` : `The first ${matchesAtMost} who fit`}
      text={matches.length < matchesAtMost ? 'Choose one to see every way into every group.' : 'Type more of the name to find one.'}
      edges="flush"
    >
      <ul className={styles.list}>
        {matches.map((person) => (
          <li key={person.id} className={styles.item}>
            <button type="button" className={styles.match} onClick={() => onChoose(person)}>
              <PersonRegular aria-hidden="true" fontSize={20} />
              <span className={styles.words}>
                <Text weight="semibold">
                  <bdi>{person.name}</bdi>
                </Text>
                <Caption1 className={styles.quiet}>
                  <bdi>{person.userName}</bdi>
                  {person.guest ? ' · Guest' : ''}
                  {person.enabled ? '' : ' · Disabled'}
                </Caption1>
              </span>
              <ChevronRightRegular aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Found({ snapshotId, text }: { readonly snapshotId: string; readonly text: string }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readNestedPerson);
  const navigate = useSteward((state) => state.navigate);
  const { value, state, trouble, again } = useReply(read, { snapshotId, text });
  if (state === 'failed') return <Trouble title="The person could not be looked up" text={trouble} onAgain={() => void again()} />;
  if (value === undefined) return <Loading what="The person" lines={6} />;
  const { matches, groups, totals } = value;
  const [person] = matches;
  if (person === undefined) {
    return (
      <Panel>
        <Empty
          icon={<PersonSearchRegular />}
          title="Nobody fits"
          text="The beginning of a name, user name or mail finds people; an ID must be whole."
        />
      </Panel>
    );
  }
  if (matches.length > 1) {
    return <Matches matches={matches} onChoose={({ id }) => navigate({ screen: 'nested-groups', id: 'person', part: id })} />;
  }
  return (
    <>
      <Panel title={person.name} text={<bdi>{person.userName}</bdi>}>
        {person.enabled && !person.guest ? null : (
          <div className={styles.tags}>
            {person.enabled ? null : <Tag look="warning">Disabled: neither a login nor provisioning gives a group</Tag>}
            {person.guest ? <Tag look="info">Guest</Tag> : null}
          </div>
        )}
      </Panel>
      <PersonGroups groups={groups} totals={totals} />
    </>
  );
}

export function PersonScreen({ snapshotId, text }: { readonly snapshotId: string; readonly text: string }) {
  const styles = useStyles();
  const navigate = useSteward((state) => state.navigate);
  const [typed, setTyped] = useState(text);
  const search = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typed.trim();
    if (wanted !== '') navigate({ screen: 'nested-groups', id: 'person', part: wanted });
  };
  return (
    <Page
      title="Look for a person"
      lead="Every assigned group somebody is in, by login and by provisioning, with every way into it."
      above={<Link href={toHash({ screen: 'nested-groups' })}>Nested groups</Link>}
    >
      <form className={styles.form} onSubmit={search}>
        <SearchBox
          className={styles.search}
          aria-label="Name, user name, mail or ID"
          placeholder="Name, user name, mail or ID"
          dir="auto"
          maxLength={200}
          value={typed}
          onChange={(_, data) => setTyped(data.value)}
        />
        <Button type="submit" appearance="primary" disabledFocusable={typed.trim() === ''}>
          Look
        </Button>
      </form>
      {text === '' ? null : <Found snapshotId={snapshotId} text={text} />}
    </Page>
  );
}
