// The users of a snapshot: searched and filtered by main, drawn as they come into view, each opened to all that the source says.
import { useCallback, useMemo, useState } from 'react';
import type { Snapshot, UserRow } from '../../../contract/directory.ts';
import { type Detail, DetailsDrawer } from '../../components/details-drawer.tsx';
import { PersonRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { Apps, Plain, TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { appsWords, userName, userStateWords } from '../../words/directory-rows.ts';
import { count } from '../../words/format.ts';

const filters = {
  all: 'All users',
  enabled: 'Enabled',
  disabled: 'Disabled',
  guests: 'Guests',
  'no-mail': 'Without mail',
  assigned: 'Assigned to the SCIM app',
} as const;

const columnsOf = (snapshot: Snapshot): readonly GridColumn<UserRow>[] => [
  {
    id: 'person',
    title: 'User',
    track: 'minmax(0, 3fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={userName(row)} second={row.displayName === null ? null : row.userName} />,
  },
  { id: 'mail', title: 'Mail', track: 'minmax(0, 3fr)', narrow: 'left out', cell: (row) => <Plain value={row.mail} /> },
  { id: 'state', title: 'State', track: '136px', narrow: '116px', cell: (row) => userStateWords(row) },
  { id: 'apps', title: 'Assigned to', track: '128px', narrow: 'left out', cell: (row) => <Apps words={appsWords(row, snapshot, 'assignedUsers')} /> },
];

function detailsOf(row: UserRow, snapshot: Snapshot): readonly Detail[] {
  return [
    { label: 'User name', value: row.userName },
    { label: 'Display name', value: row.displayName },
    { label: 'State', value: userStateWords(row) },
    { label: 'Assigned directly to', value: appsWords(row, snapshot, 'assignedUsers') },
    { label: 'Mail', value: row.mail },
    { label: 'ID at the source', value: row.id },
    { label: 'External ID', value: row.externalId },
    { label: 'Employee ID', value: row.employeeId },
    { label: 'Mail nickname', value: row.mailNickname },
    { label: 'On-premises immutable ID', value: row.onPremisesImmutableId },
    { label: 'SAM account name', value: row.onPremisesSamAccountName },
    ...Object.entries(row.other).map(([label, value]) => ({ label, value })),
  ];
}

export function UsersTable({ snapshot }: { readonly snapshot: Snapshot }) {
  const read = useSteward((state) => state.readUsers);
  const query = useSteward((state) => state.userQuery);
  const change = useSteward((state) => state.setUserQuery);
  const question = { snapshotId: snapshot.id, ...query };
  const columns = useMemo(() => columnsOf(snapshot), [snapshot]);
  const { rows, pager } = usePagedRows(read, question);
  const [opened, setOpened] = useState<UserRow | undefined>(undefined);
  const close = useCallback(() => setOpened(undefined), []);
  const users = snapshot.coverage.find(({ set }) => set === 'users');
  return (
    <>
      <LongTable
        label="Users"
        totalWords={(total) =>
          total === snapshot.counts.users
            ? count(total, 'user', 'users')
            : `${total.toLocaleString('en')} of ${count(snapshot.counts.users, 'user', 'users')}`
        }
        columns={columns}
        rows={rows}
        pager={pager}
        place={JSON.stringify(question)}
        tools={{ ...query, searchLabel: 'Search users by name, mail or ID', filters, filterLabel: 'Which users', onChange: change }}
        empty={{
          icon: <PersonRegular />,
          title: users?.state === 'complete' ? 'The directory has no users' : 'No users were read',
          text: users?.note || 'Import a file of users, or take the snapshot again.',
        }}
        onOpen={setOpened}
      />
      {opened === undefined ? null : <DetailsDrawer title={userName(opened)} details={detailsOf(opened, snapshot)} onClose={close} />}
    </>
  );
}
