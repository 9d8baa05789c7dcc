// Our side of the benchmark of the provisioning log: the import, the import again, and the questions an administrator asks of the loaded log.
import { dirname } from 'node:path';
import type { LogFilter } from '../../contract/provisioning-log.ts';
import { importLogFiles } from '../../main/features/provisioning-log/import-files.ts';
import { summaryOf } from '../../main/features/provisioning-log/summary.ts';
import { openLogStore } from '../../main/platform/storage/provisioning-log/store.ts';
import { timed } from './measure.ts';
import type { LogMeasured, LogOrder } from './provisioning-log.ts';

const filters: readonly LogFilter[] = [
  { statuses: ['failure'] },
  { statuses: ['failure'], codes: ['EntryConflict'], kinds: ['user'] },
  { actions: ['create'], from: '2026-10-02T00:00:00.000Z', to: '2026-10-09T00:00:00.000Z' },
  { object: 'person.77@halden.example' },
];
const texts = ['person.4711', 'department', 'already used 99', 'Value 1234'];

async function measure({ path, events }: LogOrder): Promise<LogMeasured> {
  const store = openLogStore({ dataDir: dirname(path), readOnly: false });
  const task = { signal: new AbortController().signal, cancelled: () => false, progress: () => {} };
  const load = async () => {
    const { fresh, known } = await importLogFiles(store, { files: [{ path, name: 'log.json' }], now: '2026-12-01T00:00:00.000Z' }, task);
    if (fresh + known !== events) throw new Error(`${fresh + known} of ${events} events came in.`);
    return fresh;
  };
  const first = await timed(load);
  const again = await timed(async () => {
    if ((await load()) !== 0) throw new Error('The second import found something new.');
  });
  const memory = process.resourceUsage().maxRSS * 1024;
  const slowest = async (works: readonly (() => unknown)[]) => {
    let most = 0;
    // Once before, as in an app that is open: the order by time is made with the first question.
    for (const work of works) {
      work();
      most = Math.max(most, await timed(async () => work()));
    }
    return most;
  };
  const filter = await slowest(filters.map((each) => () => store.page(each, 0, 100)));
  const page = await slowest([0, 0.25, 0.9].map((share) => () => store.page({}, Math.floor(events * share), 100)));
  const text = await slowest(texts.map((each) => () => store.page({ text: each }, 0, 100)));
  const summary = await timed(async () => summaryOf(store, {}, () => undefined));
  store.close();
  return { first, again, memory, filter, page, text, summary };
}

process.once('message', (order: LogOrder) => {
  measure(order).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
