// Every event that passes the filter, newest first, drawn as it comes into view. Columns are chosen; a row opens to all that is known of it.
import {
  Button,
  Caption1,
  Menu,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { LogEvent, LogFilter } from '../../../contract/provisioning-log.ts';
import { ArrowExportRegular, ColumnTripleEditRegular, SearchRegular } from '../../components/icons.ts';
import { LongTable } from '../../components/long-table.tsx';
import type { GridColumn } from '../../components/row-grid.tsx';
import { Plain, TwoLines } from '../../components/row-words.tsx';
import { StatusIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { usePagedRows } from '../../state/use-paged-rows.ts';
import { count, dateTime } from '../../words/format.ts';
import {
  type LogColumn,
  logActionWords,
  logColumnWords,
  logKindWords,
  logStatusLooks,
  logStatusWords,
  objectOf,
} from '../../words/provisioning-log.ts';
import { EventDrawer } from './event-drawer.tsx';
import { EventFilters } from './event-filters.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '16px 24px 8px',
    '@media (max-width: 760px)': { padding: '14px 16px 8px' },
  },
  title: { margin: 0, flexGrow: 1 },
  status: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  two: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis' },
  // In a wide window the code has its own column.
  under: { color: tokens.colorNeutralForeground3, display: 'none', '@media (max-width: 760px)': { display: 'inline' } },
  word: { color: tokens.colorNeutralForeground1, '@media (max-width: 760px)': { display: 'none' } },
});

function Status({ status }: { readonly status: LogEvent['status'] }) {
  const styles = useStyles();
  return (
    <span className={styles.status} title={logStatusWords[status]}>
      <StatusIcon status={logStatusLooks[status]} as="beside words" />
      <span className={styles.word}>{logStatusWords[status]}</span>
    </span>
  );
}

function Whom({ event }: { readonly event: LogEvent }) {
  const styles = useStyles();
  const name = objectOf(event);
  return (
    <div className={styles.two}>
      <span className={styles.cut} title={name}>
        <bdi>{name}</bdi>
      </span>
      {event.code === null ? null : (
        <Caption1 className={mergeClasses(styles.cut, styles.under)}>
          <bdi>{event.code}</bdi>
        </Caption1>
      )}
    </div>
  );
}

const columns: Readonly<Record<LogColumn, GridColumn<LogEvent>>> = {
  status: { id: 'status', title: logColumnWords.status, track: '116px', narrow: '44px', cell: ({ status }) => <Status status={status} /> },
  object: {
    id: 'object',
    title: logColumnWords.object,
    track: 'minmax(0, 3fr)',
    narrow: 'minmax(0, 1fr)',
    cell: (event) => <Whom event={event} />,
  },
  action: {
    id: 'action',
    title: logColumnWords.action,
    track: '96px',
    narrow: 'left out',
    cell: ({ action }) => <Plain value={logActionWords[action]} />,
  },
  kind: { id: 'kind', title: logColumnWords.kind, track: '72px', narrow: 'left out', cell: ({ from }) => logKindWords[from.kind] },
  code: { id: 'code', title: logColumnWords.code, track: 'minmax(0, 2fr)', narrow: 'left out', cell: ({ code }) => <Plain value={code} /> },
  reason: { id: 'reason', title: logColumnWords.reason, track: 'minmax(0, 3fr)', narrow: 'left out', cell: ({ reason }) => <Plain value={reason} /> },
  target: {
    id: 'target',
    title: logColumnWords.target,
    track: 'minmax(0, 2fr)',
    narrow: 'left out',
    cell: ({ to }) => <TwoLines first={to.name ?? to.id ?? '–'} second={to.name === null ? null : to.id} />,
  },
  at: { id: 'at', title: logColumnWords.at, track: '146px', narrow: '132px', cell: ({ at }) => dateTime(at) },
};
const order = Object.keys(columns) as LogColumn[];

function ColumnsMenu() {
  const chosen = useSteward((state) => state.logColumns);
  const set = useSteward((state) => state.setLogColumns);
  return (
    <Menu
      checkedValues={{ columns: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => set(order.filter((one) => checkedItems.includes(one) || one === 'object'))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ColumnTripleEditRegular />}>Columns</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {order
            .filter((one) => one !== 'object')
            .map((one) => (
              <MenuItemCheckbox key={one} name="columns" value={one}>
                {logColumnWords[one]}
              </MenuItemCheckbox>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function ExportMenu({ filter }: { readonly filter: LogFilter }) {
  const save = useSteward((state) => state.exportLog);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ArrowExportRegular />}>Export</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem secondaryContent="for a spreadsheet" onClick={() => void save(filter, 'csv')}>
            CSV
          </MenuItem>
          <MenuItem secondaryContent="for a script" onClick={() => void save(filter, 'json')}>
            JSON
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

interface EventsTableProps {
  readonly filter: LogFilter;
  readonly app: LogFilter;
  readonly textSearch: 'indexed' | 'slow';
}

export function EventsTable({ filter, app, textSearch }: EventsTableProps) {
  const styles = useStyles();
  const read = useSteward((state) => state.readLogPage);
  const revision = useSteward((state) => state.logRevision);
  const chosen = useSteward((state) => state.logColumns);
  const shown = useMemo(() => chosen.map((one) => columns[one]), [chosen]);
  const question = { filter, revision };
  const { rows, pager } = usePagedRows(read, question);
  const [opened, setOpened] = useState<string | undefined>(undefined);
  const close = useCallback(() => setOpened(undefined), []);
  return (
    <div id="log-events">
      <LongTable
        label="Events"
        totalWords={(total) => count(total, 'event', 'events')}
        columns={shown}
        rows={rows}
        pager={pager}
        place={JSON.stringify(question)}
        empty={{ icon: <SearchRegular />, title: 'No event fits', text: 'No event passes all these conditions. Take one away, or show all events.' }}
        above={
          <>
            <div className={styles.head}>
              <Subtitle2 as="h2" className={styles.title}>
                Events
              </Subtitle2>
              <ColumnsMenu />
              <ExportMenu filter={filter} />
            </div>
            <EventFilters app={app} textSearch={textSearch} />
          </>
        }
        onOpen={(event) => setOpened(event.id)}
      />
      {opened === undefined ? null : <EventDrawer id={opened} onClose={close} />}
    </div>
  );
}
