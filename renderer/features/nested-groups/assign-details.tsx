// The remedy “assign”: which groups, how sure it is that fewer do not suffice, what to watch, and what Foundry needs.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Remedy } from '../../../contract/nested-groups.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Tag } from '../../components/status.tsx';
import { count } from '../../words/format.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '4px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  line: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
});

type Assign = Extract<Remedy, { kind: 'assign' }>;
type Named = { readonly id: string; readonly name: string };

const shownAtOnce = 8;

function Groups({ groups }: { readonly groups: Assign['groups'] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {groups.map(({ id, name, reaches }) => (
        <li key={id}>
          <bdi>{name}</bdi> <Text className={styles.quiet}>{count(reaches, 'direct member', 'direct members')}</Text>
        </li>
      ))}
    </ul>
  );
}

function Names({ groups }: { readonly groups: readonly Named[] }) {
  return groups.slice(0, shownAtOnce).map(({ id, name }, at) => (
    <span key={id}>
      {at === 0 ? '' : ', '}
      <bdi>“{name}”</bdi>
      {at === shownAtOnce - 1 && groups.length > shownAtOnce ? ` and ${groups.length - shownAtOnce} more` : ''}
    </span>
  ));
}

export function AssignDetails({ remedy }: { readonly remedy: Assign }) {
  const styles = useStyles();
  const { groups, alsoAssigned, notBelow, notReached } = remedy;
  return (
    <>
      {groups.length === 0 ? (
        <Text>
          No assignment is missing: the groups that hold these people are assigned already, and only lack in Foundry what this one is granted.
        </Text>
      ) : (
        <>
          <div className={styles.line}>
            <Text>{count(groups.length, 'group', 'groups')} to assign to the app:</Text>
            <Tag look={remedy.certainty === 'proven smallest' ? 'good' : 'unknown'}>
              {remedy.certainty === 'proven smallest' ? 'Proven: fewer do not suffice' : 'Best found'}
            </Tag>
          </div>
          <Groups groups={groups.slice(0, shownAtOnce)} />
          {groups.length > shownAtOnce ? (
            <Disclosure title={`${(groups.length - shownAtOnce).toLocaleString('en')} more`}>
              <Groups groups={groups.slice(shownAtOnce)} />
            </Disclosure>
          ) : null}
        </>
      )}
      {alsoAssigned.length === 0 ? null : (
        <Text>
          Assigned already, and to be granted the same: <Names groups={alsoAssigned} />.
        </Text>
      )}
      {notBelow.length === 0 ? null : (
        <Text>
          <Text weight="semibold">Watch these:</Text> <Names groups={notBelow} /> {notBelow.length === 1 ? 'is' : 'are'} not inside this group. Today{' '}
          {notBelow.length === 1 ? 'it holds' : 'they hold'} nobody else, but nothing keeps it so.
        </Text>
      )}
      {notReached === 0 ? null : (
        <Text>
          <Text weight="semibold">{count(notReached, 'person is', 'people are')} not reached:</Text> every group that holds them holds strangers too.
          A flat copy reaches them.
        </Text>
      )}
      <Text>
        <Text weight="semibold">In Foundry:</Text> {remedy.inFoundry}
      </Text>
    </>
  );
}
