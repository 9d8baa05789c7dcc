// The provisioning log: files read in a run, pages, filters, one event explained, and what the log says in sum. The store lives in a worker.
import type { Handlers } from '../../../contract/calls.ts';
import type { LogFile, logCalls } from '../../../contract/provisioning-log.ts';
import type { Clock, Dialogs, Random } from '../../platform/ports.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { RunStarter } from '../../platform/runs/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import { writeEvents } from './export.ts';
import { runLogImport } from './run.ts';
import type { LogOperations } from './worker-operations.ts';

type LogCall = keyof typeof logCalls;

export interface LogPorts {
  readonly ask: Ask<LogOperations>;
  readonly startRun: RunStarter['start'];
  readonly dialogs: Dialogs;
  readonly clock: Clock;
  readonly random: Random;
  readonly changed: () => void;
}

export interface LogFeature {
  readonly handlers: Pick<Handlers, LogCall>;
  /** A file by its path, for the terminal; the window chooses by dialog. */
  hold(path: string): LogFile;
}

const filesConnection = { id: 'files', name: 'Files', idp: 'other', practice: false, production: false } as const;

export function createLogFeature({ ask, startRun, dialogs, clock, random, changed }: LogPorts): LogFeature {
  const chosen = new Map<string, { readonly path: string; readonly name: string }>();

  function hold(path: string): LogFile {
    const handle = random.uuid();
    const name = path.split(/[/\\]/).at(-1) ?? path;
    chosen.set(handle, { path, name });
    return { handle, name };
  }

  function fileOf(handle: string) {
    const found = chosen.get(handle);
    if (found === undefined) throw new Refusal('logs.file-forgotten', 'The file was chosen before SCIM Steward was started. Choose it again.');
    return found;
  }

  return {
    hold,
    handlers: {
      'logs.chooseFile': async () => {
        const path = await dialogs.openFile({
          title: 'Choose a download of the provisioning log',
          filters: [{ name: 'JSON or CSV', extensions: ['json', 'jsonl', 'ndjson', 'csv', 'txt'] }],
        });
        return { file: path === null ? null : hold(path) };
      },
      'logs.importFiles': async ({ handles }) => {
        const files = handles.map(fileOf);
        const start = {
          kind: 'log-import',
          connection: filesConnection,
          options: { files: files.map(({ name }) => name).join(', ') },
          faults: [],
          crash: 'discard',
        } as const;
        const { runId, finished } = await startRun(start, (job) => runLogImport({ ask, clock }, job, { files, now: clock.now() }));
        void finished.then(changed);
        return { runId };
      },
      'logs.apps': async () => {
        const { apps, textSearch } = await ask('logs.apps', {});
        return { apps: [...apps], textSearch };
      },
      'logs.imports': async () => ({ imports: [...(await ask('logs.imports', {}))] }),
      'logs.page': async (query) => {
        const { events, total } = await ask('logs.page', query);
        return { events: [...events], total };
      },
      'logs.event': (query) => ask('logs.event', query),
      'logs.summary': (query) => ask('logs.summary', query),
      'logs.chart': async (query) => {
        const { from, bucketMs, counts } = await ask('logs.chart', query);
        return { from, bucketMs, counts: counts.map((bucket) => [...bucket]) };
      },
      'logs.codes': async (query) => ({ codes: await ask('logs.codes', query) }),
      'logs.export': async ({ filter, format }) => {
        const path = await dialogs.saveFile({
          title: 'Save the events',
          defaultName: `provisioning-log-${clock.now().slice(0, 10)}.${format}`,
          filters: [{ name: format.toUpperCase(), extensions: [format] }],
        });
        if (path === null) return { saved: null };
        const events = await writeEvents(path, format, (offset, limit) => ask('logs.page', { filter, offset, limit }));
        return { saved: { path, events } };
      },
    },
  };
}
