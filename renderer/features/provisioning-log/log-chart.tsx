// Results over time: a bar a span, in the colours of the four results, and the same as a table, from which a span can be chosen. The picture is for eyes,
// the table for everybody.
import {
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { LogFilter, LogStatus } from '../../../contract/provisioning-log.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Loading } from '../../components/loading.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';
import { count, dateTime } from '../../words/format.ts';
import { logStatuses, logStatusWords, spanOf } from '../../words/provisioning-log.ts';

const buckets = 60;
const height = 120;
const barWidth = 10;
/** From the bottom of a bar: what matters most stands where eyes compare best. */
const stacked = ['failure', 'warning', 'skipped', 'success'] as const satisfies readonly LogStatus[];

const useStyles = makeStyles({
  picture: { display: 'block', width: '100%', height: `${height}px`, borderBottom: `1px solid ${tokens.colorNeutralStroke1}` },
  success: { fill: tokens.colorPaletteGreenForeground3, backgroundColor: tokens.colorPaletteGreenForeground3 },
  failure: { fill: tokens.colorPaletteRedForeground3, backgroundColor: tokens.colorPaletteRedForeground3 },
  skipped: { fill: tokens.colorNeutralForeground4, backgroundColor: tokens.colorNeutralForeground4 },
  warning: { fill: tokens.colorPaletteMarigoldForeground3, backgroundColor: tokens.colorPaletteMarigoldForeground3 },
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', margin: 0, padding: 0, listStyleType: 'none' },
  key: { display: 'inline-flex', alignItems: 'center', columnGap: '6px', fontSize: tokens.fontSizeBase200 },
  dot: { width: '10px', height: '10px', borderRadius: tokens.borderRadiusSmall, '@media (forced-colors: active)': { forcedColorAdjust: 'none' } },
  ends: { display: 'flex', justifyContent: 'space-between', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  scroll: { maxHeight: '320px', overflow: 'auto' },
  // Narrower than this the times would break into five lines: it scrolls instead.
  table: { minWidth: '560px', fontVariantNumeric: 'tabular-nums' },
  bar: { forcedColorAdjust: 'none' },
});

interface Bucket {
  readonly from: string;
  readonly to: string;
  readonly counts: Readonly<Record<LogStatus, number>>;
  readonly total: number;
}

function bucketsOf(from: string, bucketMs: number, counts: readonly (readonly number[])[]): readonly Bucket[] {
  const start = Date.parse(from);
  return counts.map(([success = 0, failure = 0, skipped = 0, warning = 0], at) => ({
    from: new Date(start + at * bucketMs).toISOString(),
    to: new Date(start + (at + 1) * bucketMs).toISOString(),
    counts: { success, failure, skipped, warning },
    total: success + failure + skipped + warning,
  }));
}

function Picture({ bars }: { readonly bars: readonly Bucket[] }) {
  const styles = useStyles();
  const most = Math.max(1, ...bars.map(({ total }) => total));
  const sum = (status: LogStatus) => bars.reduce((all, { counts }) => all + counts[status], 0);
  const words = logStatuses.map((status) => `${logStatusWords[status]}: ${sum(status).toLocaleString('en')}`).join(', ');
  return (
    <svg
      role="img"
      aria-label={`Results over time. ${words}. The same stands in the table below.`}
      viewBox={`0 0 ${bars.length * barWidth} ${height}`}
      preserveAspectRatio="none"
      className={styles.picture}
    >
      {bars.map((bar, at) => {
        let top = height;
        return (
          <g key={bar.from}>
            <title>{`${spanOf(bar.from, bar.to)}: ${logStatuses.map((status) => `${logStatusWords[status]} ${bar.counts[status]}`).join(', ')}`}</title>
            {stacked.map((status) => {
              const tall = (bar.counts[status] / most) * (height - 4);
              // A failure among many successes stays visible.
              const shown = bar.counts[status] === 0 ? 0 : Math.max(1.5, tall);
              top -= shown;
              return shown === 0 ? null : (
                <rect
                  key={status}
                  className={mergeClasses(styles.bar, styles[status])}
                  x={at * barWidth + 1}
                  width={barWidth - 2}
                  y={top}
                  height={shown}
                />
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

function Twin({ bars }: { readonly bars: readonly Bucket[] }) {
  const styles = useStyles();
  const change = useSteward((state) => state.changeLogFilter);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Results over time, the table">
      <Table size="small" className={styles.table} aria-label="Results over time">
        <TableHeader>
          <TableRow>
            <TableHeaderCell style={{ width: '24%' }}>From</TableHeaderCell>
            {logStatuses.map((status) => (
              <TableHeaderCell key={status}>{logStatusWords[status]}</TableHeaderCell>
            ))}
            <TableHeaderCell>Show</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {bars
            .filter(({ total }) => total > 0)
            .map((bar) => (
              <TableRow key={bar.from}>
                <TableCell>{dateTime(bar.from)}</TableCell>
                {logStatuses.map((status) => (
                  <TableCell key={status}>{bar.counts[status].toLocaleString('en')}</TableCell>
                ))}
                <TableCell>
                  <Button
                    size="small"
                    appearance="subtle"
                    aria-label={`Show only ${spanOf(bar.from, bar.to)}`}
                    onClick={() => change({ from: bar.from, to: bar.to })}
                  >
                    Only these
                  </Button>
                </TableCell>
              </TableRow>
            ))}
        </TableBody>
      </Table>
    </section>
  );
}

export function LogChart({ app }: { readonly app: LogFilter }) {
  const styles = useStyles();
  const revision = useSteward((state) => state.logRevision);
  const from = useSteward((state) => state.logFilter.from);
  const to = useSteward((state) => state.logFilter.to);
  const change = useSteward((state) => state.changeLogFilter);
  const read = useSteward((state) => state.readLogChart);
  const filter = { ...app, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const { value, state, trouble, again } = useReply(read, { filter, buckets, revision });
  if (state === 'failed') return <Trouble title="The chart could not be read" text={trouble} onAgain={() => void again()} />;
  if (value === undefined) return <Loading what="The chart" lines={4} />;
  const bars = bucketsOf(value.from, value.bucketMs, value.counts);
  const narrowed = from !== undefined || to !== undefined;
  return (
    <Panel
      title="Results over time"
      aside={
        narrowed ? (
          <Button size="small" onClick={() => change({ from: undefined, to: undefined })}>
            All times
          </Button>
        ) : undefined
      }
    >
      {bars.length === 0 ? (
        <Text>No event lies in this time.</Text>
      ) : (
        <>
          {/* A few bars stay bars: they do not fill the whole width. */}
          <div style={{ maxWidth: `${Math.max(280, bars.length * 44)}px` }}>
            <Picture bars={bars} />
            <div className={styles.ends} aria-hidden="true">
              <span>{dateTime(bars[0]?.from)}</span>
              <span>{dateTime(bars.at(-1)?.to)}</span>
            </div>
          </div>
          <ul className={styles.legend} aria-label="Colours">
            {logStatuses.map((status) => (
              <li key={status} className={styles.key}>
                <span className={mergeClasses(styles.dot, styles[status])} aria-hidden="true" />
                {logStatusWords[status]}
              </li>
            ))}
          </ul>
          <Disclosure title="The same as a table" summary={`${count(bars.filter(({ total }) => total > 0).length, 'span', 'spans')} with events`}>
            <Twin bars={bars} />
          </Disclosure>
        </>
      )}
    </Panel>
  );
}
