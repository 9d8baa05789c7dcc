// The groups of a snapshot: searched and filtered by main, drawn as they come into view, each opened to all that the source says.
import { useCallback, useMemo, useState } from 'react';
import type { GroupRow, Snapshot } from '../../../contract/directory.ts';
import { type Detail, DetailsDrawer } from '../../components/details-drawer.tsx';
import { PeopleRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { Apps, Quiet, TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { appsWords, groupKindWords, groupName, yesNo } from '../../words/directory-rows.ts';
import { count } from '../../words/format.ts';

const filters = {
  all: 'All groups',
  assigned: 'Assigned to the SCIM app',
  nested: 'With groups in them',
  dynamic: 'Dynamic',
  'not-assignable': 'Not assignable',
} as const;

const number = (value: number) => (value === 0 ? <Quiet>0</Quiet> : value.toLocaleString('en'));

const columnsOf = (snapshot: Snapshot): readonly GridColumn<GroupRow>[] => [
  {
    id: 'group',
    title: 'Group',
    track: 'minmax(0, 3fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={groupName(row)} second={groupKindWords(row)} />,
  },
  { id: 'people', title: 'People', track: '88px', narrow: '64px', align: 'end', cell: (row) => number(row.directPeople) },
  { id: 'groups', title: 'Groups in it', track: '96px', narrow: '84px', align: 'end', cell: (row) => number(row.childGroups) },
  {
    id: 'apps',
    title: 'Assigned to',
    track: '140px',
    narrow: 'left out',
    cell: (row) => <Apps words={appsWords(row, snapshot, 'assignedGroups')} />,
  },
];

function detailsOf(row: GroupRow, snapshot: Snapshot): readonly Detail[] {
  return [
    { label: 'Display name', value: row.displayName },
    { label: 'Kind', value: groupKindWords(row) },
    { label: 'Assigned directly to', value: appsWords(row, snapshot, 'assignedGroups') },
    { label: 'Direct members: people', value: row.directPeople.toLocaleString('en') },
    { label: 'Direct members: groups', value: row.childGroups.toLocaleString('en') },
    { label: 'Direct members: nobody known', value: row.unresolved.toLocaleString('en') },
    { label: 'ID at the source', value: row.id },
    { label: 'External ID', value: row.externalId },
    { label: 'SAM account name', value: row.onPremisesSamAccountName },
    { label: 'Security-enabled', value: yesNo(row.securityEnabled) },
    { label: 'Mail-enabled', value: yesNo(row.mailEnabled) },
    { label: 'Members hidden', value: yesNo(row.membersHidden) },
    ...(row.dynamicRule === null ? [] : [{ label: 'Membership rule', value: row.dynamicRule }]),
  ];
}

export function GroupsTable({ snapshot }: { readonly snapshot: Snapshot }) {
  const read = useSteward((state) => state.readGroups);
  const query = useSteward((state) => state.groupQuery);
  const change = useSteward((state) => state.setGroupQuery);
  const question = { snapshotId: snapshot.id, ...query };
  const columns = useMemo(() => columnsOf(snapshot), [snapshot]);
  const { rows, pager } = usePagedRows(read, question);
  const [opened, setOpened] = useState<GroupRow | undefined>(undefined);
  const close = useCallback(() => setOpened(undefined), []);
  const groups = snapshot.coverage.find(({ set }) => set === 'groups');
  return (
    <>
      <LongTable
        label="Groups"
        totalWords={(total) =>
          total === snapshot.counts.groups
            ? count(total, 'group', 'groups')
            : `${total.toLocaleString('en')} of ${count(snapshot.counts.groups, 'group', 'groups')}`
        }
        columns={columns}
        rows={rows}
        pager={pager}
        place={JSON.stringify(question)}
        tools={{ ...query, searchLabel: 'Search groups by name or ID', filters, filterLabel: 'Which groups', onChange: change }}
        empty={{
          icon: <PeopleRegular />,
          title: groups?.state === 'complete' ? 'The directory has no groups' : 'No groups were read',
          text: groups?.note || 'Import a file of groups, or take the snapshot again.',
        }}
        onOpen={setOpened}
      />
      {opened === undefined ? null : <DetailsDrawer title={groupName(opened)} details={detailsOf(opened, snapshot)} onClose={close} />}
    </>
  );
}
