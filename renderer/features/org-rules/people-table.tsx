// Everybody on the list of a rerun: why, where they are, where the rules would place them, what became of them. A row opens to all of it.
import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { RerunPerson, RerunView } from '../../../contract/org-rules.ts';
import { Choice } from '../../components/choice.tsx';
import { type Detail, DetailsDrawer } from '../../components/details-drawer.tsx';
import { PeopleRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { TwoLines } from '../../components/row-words.tsx';
import { Tag } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import type { PeopleQuery } from '../../state/org-rules-slice.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { count } from '../../words/format.ts';
import { countWords, membershipWords, personStates, placeReason, placeWords } from '../../words/org-rules.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'end', justifyContent: 'space-between' },
  reason: { color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  choice: { flexGrow: 1, maxWidth: '360px', minWidth: 0 },
});

function Reason({ text }: { readonly text: string }) {
  const styles = useStyles();
  return (
    <Caption1 block className={styles.reason} title={text}>
      <bdi>{text}</bdi>
    </Caption1>
  );
}

type Column = GridColumn<RerunPerson>;

const person: Column = {
  id: 'person',
  title: 'Person',
  track: 'minmax(0, 3fr)',
  narrow: 'minmax(0, 3fr)',
  cell: ({ displayName, userName }) => <TwoLines first={displayName || userName} second={userName} />,
};
const why: Column = {
  id: 'why',
  title: 'Why on the list',
  track: 'minmax(0, 3fr)',
  narrow: 'left out',
  cell: (row) => <TwoLines first={row.why} second={membershipWords[row.membership]} />,
};
const place = (id: string, title: string, narrow: Column['narrow'], of: (row: RerunPerson) => RerunPerson['after']): Column => ({
  id,
  title,
  track: 'minmax(0, 2fr)',
  narrow,
  cell: (row) => <TwoLines first={placeWords(of(row))} />,
});
const now = (title: string) => place('before', title, 'left out', ({ before }) => before);
/** A move is said in words: it is what somebody must agree to, and the only place for it in a narrow window. */
const expected: Column = {
  ...place('expected', 'By the rules', 'minmax(0, 2fr)', (row) => row.expected),
  cell: ({ before, expected: by }) => (
    <TwoLines
      first={placeWords(by)}
      second={before.kind === 'known' && by.kind === 'known' && before.name !== by.name ? `was ${placeWords(before)}` : null}
    />
  ),
};
const after = place('after', 'Now', 'left out', (row) => row.after);
const underWay: ReadonlySet<RerunPerson['state']> = new Set(['sending', 'touching', 'restoring']);

/** While it goes on, a write without an answer is under way; afterwards its answer is lost. */
const state = (goes: 'on' | 'no longer'): Column => ({
  id: 'state',
  title: 'State',
  track: 'minmax(112px, 2fr)',
  narrow: '108px',
  cell: (row) => (
    <>
      {goes === 'on' && underWay.has(row.state) ? (
        <Tag look="info">Under way</Tag>
      ) : (
        <Tag look={personStates[row.state].look}>{personStates[row.state].words}</Tag>
      )}
      {row.reason === '' ? null : <Reason text={row.reason} />}
    </>
  ),
});

const planned = [person, why, now('Now'), expected, state('no longer')];
const going = [person, now('Before'), expected, after, state('on')];
const begun = [person, now('Before'), expected, after, state('no longer')];

const filters: Readonly<Record<PeopleQuery['state'], string>> = { all: 'Everybody', ...countWords, misplaced: 'Not where the rules place them' };

const detailsOf = (row: RerunPerson): readonly Detail[] => [
  { label: 'State', value: `${personStates[row.state].words}${row.reason === '' ? '' : `: ${row.reason}`}` },
  { label: 'Why on the list', value: row.why },
  { label: 'Membership', value: membershipWords[row.membership] },
  { label: 'Organization before', value: placeReason(row.before) },
  { label: 'Organization by the rules', value: placeReason(row.expected) },
  { label: 'Organization after', value: placeReason(row.after) },
  { label: 'User name', value: row.userName },
  { label: 'externalId', value: row.externalId === '' ? null : row.externalId },
  { label: 'SCIM id', value: row.id },
  ...(row.lost === 0 ? [] : [{ label: 'Answers lost', value: String(row.lost) }]),
  ...(row.repeats === 0 ? [] : [{ label: 'Sent again', value: String(row.repeats) }]),
];

export function PeopleTable({ view: { rerun, counts }, aside }: { readonly view: RerunView; readonly aside: ReactNode }) {
  const styles = useStyles();
  const read = useSteward((steward) => steward.readRerunPeople);
  const [filter, setFilter] = useState<PeopleQuery['state']>('all');
  const [opened, setOpened] = useState<RerunPerson>();
  // While it goes on the rows are read again twenty times in all, not at each person.
  const part = Math.floor(((rerun.people - counts.notSent) * 20) / Math.max(1, rerun.people));
  const question = { rerunId: rerun.id, state: filter, tick: JSON.stringify([rerun.state, rerun.state === 'going' ? part : counts]) };
  const { rows, pager } = usePagedRows(read, question);
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.choice}>
          <Choice label="Show" value={filter} words={filters} onChange={setFilter} />
        </div>
        {aside}
      </div>
      <LongTable
        label="People of the rerun"
        totalWords={(total) => count(total, 'person', 'people')}
        columns={rerun.runIds.length === 0 ? planned : rerun.state === 'going' ? going : begun}
        rows={rows}
        pager={pager}
        place={`${rerun.id} ${filter}`}
        empty={{ icon: <PeopleRegular />, title: 'Nobody', text: 'Nobody of this list is in this state.' }}
        onOpen={setOpened}
      />
      {opened === undefined ? null : (
        <DetailsDrawer title={opened.displayName || opened.userName} details={detailsOf(opened)} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}
