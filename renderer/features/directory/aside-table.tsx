// Rows that could not be taken: where each stands, why it was not taken, and what it says.
import { useCallback, useState } from 'react';
import type { AsideRow, Snapshot } from '../../../contract/directory.ts';
import { type Detail, DetailsDrawer } from '../../components/details-drawer.tsx';
import { CheckmarkRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { TwoLines } from '../../components/row-words.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { setWords } from '../../words/directory.ts';
import { asideLine, asidePlace } from '../../words/directory-rows.ts';
import { count } from '../../words/format.ts';

const columns: readonly GridColumn<AsideRow>[] = [
  {
    id: 'where',
    title: 'Where',
    track: 'minmax(0, 2fr)',
    narrow: 'minmax(0, 2fr)',
    cell: (row) => <TwoLines first={row.where} second={asideLine(row)} />,
  },
  {
    id: 'reason',
    title: 'Why it was kept aside',
    track: 'minmax(0, 4fr)',
    narrow: 'minmax(0, 3fr)',
    cell: (row) => <TwoLines first={row.reason} second={row.excerpt} />,
  },
];

function detailsOf(row: AsideRow): readonly Detail[] {
  return [
    { label: 'What it would have been', value: setWords[row.set] },
    { label: 'Why it was kept aside', value: row.reason },
    { label: 'The row as it was read', value: row.excerpt },
  ];
}

export function AsideTable({ snapshot }: { readonly snapshot: Snapshot }) {
  const read = useSteward((state) => state.readAside);
  const question = { snapshotId: snapshot.id };
  const { rows, pager } = usePagedRows(read, question);
  const [opened, setOpened] = useState<AsideRow | undefined>(undefined);
  const close = useCallback(() => setOpened(undefined), []);
  return (
    <>
      <LongTable
        label="Rows kept aside"
        totalWords={(total) => `${count(total, 'row', 'rows')} kept aside: mend them at the source and import again`}
        columns={columns}
        rows={rows}
        pager={pager}
        place={snapshot.id}
        empty={{ icon: <CheckmarkRegular />, title: 'Every row was taken', text: 'Nothing had to be kept aside.' }}
        onOpen={setOpened}
      />
      {opened === undefined ? null : <DetailsDrawer title={asidePlace(opened)} details={detailsOf(opened)} onClose={close} />}
    </>
  );
}
