// A snapshot in short: its numbers, and how complete each part of it is. What was not permitted or not read is never shown as empty.
import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { DirectorySet, Snapshot } from '../../../contract/directory.ts';
import { Panel } from '../../components/panel.tsx';
import { StatusIcon } from '../../components/status.tsx';
import { coverageStatuses, coverageWords, knownCount, setWords } from '../../words/directory.ts';
import { count } from '../../words/format.ts';
import { vantageWords } from '../../words/labels.ts';

const useStyles = makeStyles({
  numbers: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: '20px 24px', margin: 0 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontVariantNumeric: 'tabular-nums' },
  more: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: '14px',
    alignItems: 'start',
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 760px)': { padding: '12px 16px' },
  },
  words: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  notes: { margin: 0, paddingLeft: '18px', overflowWrap: 'anywhere' },
});

interface Figure {
  readonly label: string;
  readonly of: keyof Snapshot['counts'];
  readonly set: DirectorySet;
  readonly more?: string;
}

const number = (value: number) => value.toLocaleString('en');

function figuresOf({ counts }: Snapshot): readonly Figure[] {
  return [
    { label: 'Users', of: 'users', set: 'users', more: `${number(counts.enabledUsers)} enabled, ${count(counts.guests, 'guest', 'guests')}` },
    { label: 'Groups', of: 'groups', set: 'groups' },
    {
      label: 'Direct memberships',
      of: 'memberships',
      set: 'memberships',
      more: counts.nested === 1 ? '1 is a group in a group' : `${number(counts.nested)} are a group in a group`,
    },
    { label: 'Assigned groups', of: 'assignedGroups', set: 'scim-assignments', more: 'to the SCIM app' },
    { label: 'Assigned users', of: 'assignedUsers', set: 'scim-assignments', more: 'to the SCIM app' },
  ];
}

/** What is odd in the data itself, one sentence a line. */
function oddities({ counts }: Snapshot): readonly string[] {
  return [
    ...(counts.unresolved > 0 ? [`${count(counts.unresolved, 'member is', 'members are')} neither a known user nor a known group.`] : []),
    ...(counts.repeated > 0 ? [`${count(counts.repeated, 'membership was', 'memberships were')} given more than once; each counts once.`] : []),
    ...(counts.aside > 0 ? [`${count(counts.aside, 'row', 'rows')} could not be taken: see “Kept aside” for the place and the reason.`] : []),
  ];
}

export function AboutSnapshot({ snapshot }: { readonly snapshot: Snapshot }) {
  const styles = useStyles();
  const odd = oddities(snapshot);
  return (
    <>
      {odd.length === 0 ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Look at these</MessageBarTitle>
            <ul className={styles.notes}>
              {odd.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      <Panel title="What it holds">
        <dl className={styles.numbers}>
          {figuresOf(snapshot).map(({ label, of, set, more }) => {
            const value = knownCount(snapshot, of, set);
            return (
              <div key={label}>
                <dt className={styles.term}>{label}</dt>
                <dd className={styles.value}>{value === undefined ? '–' : number(value)}</dd>
                <dd className={styles.more}>{value === undefined ? 'not known: see below' : more}</dd>
              </div>
            );
          })}
        </dl>
      </Panel>
      <Panel
        title="How complete it is"
        edges="flush"
        text={`${vantageWords[snapshot.vantage]}. Nothing is said to be missing from a part that is not complete.`}
      >
        <ul className={styles.list}>
          {snapshot.coverage.map((one) => (
            <li key={one.set} className={styles.item}>
              <StatusIcon status={coverageStatuses[one.state]} as="beside words" />
              <span className={styles.words}>
                <Text weight="semibold">{setWords[one.set]}</Text>
                {one.note === '' ? null : <Text className={styles.quiet}>{one.note}</Text>}
              </span>
              <Text className={styles.quiet}>{coverageWords[one.state]}</Text>
            </li>
          ))}
        </ul>
      </Panel>
      {snapshot.notes.length === 0 ? null : (
        <Panel title="Notes">
          <ul className={styles.notes}>
            {snapshot.notes.map((note) => (
              <li key={note}>
                <bdi>{note}</bdi>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
