// One row of the chosen snapshot, searched by name: a person, or an assigned group. Rows are read as they come into view.
import { Button, Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { GroupRow, UserRow } from '../../../contract/directory.ts';
import { DismissRegular, PeopleRegular, PersonRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { Plain, TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { userName } from '../../words/directory-rows.ts';
import { count } from '../../words/format.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '720px' },
  content: { paddingBottom: '4px' },
});

const userFilters = {
  all: 'All users',
  assigned: 'Assigned to the SCIM app',
  enabled: 'Enabled',
  disabled: 'Disabled',
  guests: 'Guests',
  'no-mail': 'Without mail',
} as const;
const groupFilters = {
  assigned: 'Assigned to the SCIM app',
  all: 'All groups',
  nested: 'With groups inside',
  dynamic: 'Dynamic',
  'not-assignable': 'Not assignable',
} as const;

const userColumns: readonly GridColumn<UserRow>[] = [
  {
    id: 'person',
    title: 'User',
    track: 'minmax(0, 1fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={userName(row)} second={row.displayName === null ? null : row.userName} />,
  },
  { id: 'mail', title: 'Mail', track: 'minmax(0, 1fr)', narrow: 'left out', cell: (row) => <Plain value={row.mail} /> },
];

const groupColumns: readonly GridColumn<GroupRow>[] = [
  {
    id: 'group',
    title: 'Group',
    track: 'minmax(0, 1fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (row) => <TwoLines first={row.displayName ?? row.id} second={row.id} />,
  },
];

interface PickProps<R> {
  readonly snapshotId: string;
  readonly onPick: (row: R) => void;
  readonly onClose: () => void;
}

function PickDialog({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: React.ReactNode }) {
  const styles = useStyles();
  return (
    <Dialog
      open
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle action={<Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />}>{title}</DialogTitle>
          <DialogContent className={styles.content}>{children}</DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

export function PickPerson({
  snapshotId,
  title,
  first,
  onPick,
  onClose,
}: PickProps<UserRow> & { readonly title: string; readonly first: 'all' | 'assigned' }) {
  const read = useSteward((state) => state.readUsers);
  const [query, setQuery] = useState<{ readonly search: string; readonly filter: keyof typeof userFilters }>({ search: '', filter: first });
  const question = { snapshotId, ...query };
  const { rows, pager } = usePagedRows(read, question);
  return (
    <PickDialog title={title} onClose={onClose}>
      <LongTable
        label="Users"
        totalWords={(total) => count(total, 'user', 'users')}
        columns={userColumns}
        rows={rows}
        pager={pager}
        place={JSON.stringify(question)}
        tools={{
          ...query,
          searchLabel: 'Search by name, mail or ID',
          filters: userFilters,
          filterLabel: 'Which users',
          onChange: (change) => setQuery((before) => ({ ...before, ...change })),
        }}
        empty={{ icon: <PersonRegular />, title: 'The snapshot has no users', text: 'Choose another snapshot, or take one.' }}
        onOpen={onPick}
      />
    </PickDialog>
  );
}

export function PickGroup({ snapshotId, title, onPick, onClose }: PickProps<GroupRow> & { readonly title: string }) {
  const read = useSteward((state) => state.readGroups);
  const [query, setQuery] = useState<{ readonly search: string; readonly filter: keyof typeof groupFilters }>({ search: '', filter: 'assigned' });
  const question = { snapshotId, ...query };
  const { rows, pager } = usePagedRows(read, question);
  return (
    <PickDialog title={title} onClose={onClose}>
      <LongTable
        label="Groups"
        totalWords={(total) => count(total, 'group', 'groups')}
        columns={groupColumns}
        rows={rows}
        pager={pager}
        place={JSON.stringify(question)}
        tools={{
          ...query,
          searchLabel: 'Search by name or ID',
          filters: groupFilters,
          filterLabel: 'Which groups',
          onChange: (change) => setQuery((before) => ({ ...before, ...change })),
        }}
        empty={{ icon: <PeopleRegular />, title: 'The snapshot has no groups', text: 'Choose another snapshot, or take one.' }}
        onOpen={onPick}
      />
    </PickDialog>
  );
}
