// History: list, look at, watch, cancel, compare, export and remove runs, and say how long they are kept. It starts none.
import type { Handlers } from '../../../contract/calls.ts';
import type { Run } from '../../../contract/common.ts';
import type { ReportFormat } from '../../../contract/runs.ts';
import type { Dialogs } from '../../platform/ports.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { RunManager } from '../../platform/runs/manager.ts';
import type { Storage } from '../../platform/storage/types.ts';
import { compareRuns } from './compare.ts';
import { commands, formats, type ReportColumns, renderReport } from './reports/index.ts';
import { createRetention, type Retention, type RetentionDeps } from './retention.ts';

export { kindTitles } from './reports/content.ts';
export { findingToMarkdown, renderReport, toJsonDocument } from './reports/index.ts';

type RunCall = Extract<keyof Handlers, `runs.${string}`>;

export interface RunsDeps extends RetentionDeps {
  readonly storage: Pick<Storage, 'runs' | 'settings' | 'readOnly'>;
  readonly manager: Pick<RunManager, 'get' | 'living' | 'cancel' | 'leftovers'>;
  readonly dialogs: Dialogs;
  readonly appVersion: string;
  /** Both columns of a connection test; undefined for other runs, and when the connection is gone. */
  readonly columnsOf: (run: Run) => Promise<ReportColumns | undefined>;
  /** A window or terminal follows this run, or no longer does. */
  readonly watch: (runId: string) => void;
  readonly unwatch: (runId: string) => void;
  /** Said after runs were removed, so that windows refresh. */
  readonly changed: () => void;
}

export interface RunsFeature {
  readonly handlers: Pick<Handlers, RunCall>;
  readonly retention: Retention;
  renderReport(runId: string, format: ReportFormat): Promise<string>;
}

const done = { done: true } as const;

/** A name for the file dialog: nothing of it comes from outside unless it is a plain letter or digit. */
export function reportFileName(run: Run, format: ReportFormat): string {
  const name = run.connectionName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  const time = run.startedAt.slice(0, 16).replaceAll(/[^0-9]/g, '-');
  return [commands[run.kind], name, time]
    .filter((part) => part !== '')
    .join('-')
    .concat('.', formats[format].extension);
}

export function createRunsFeature(deps: RunsDeps): RunsFeature {
  const { storage, manager, dialogs } = deps;
  const retention = createRetention(deps);

  async function require(id: string): Promise<Run> {
    const run = await manager.get(id);
    if (run === undefined)
      throw new Refusal('run-gone', 'There is no such run in the history. The id is mistyped, the run was removed, or its time to be kept is over.');
    return run;
  }

  async function report(id: string, format: ReportFormat): Promise<{ readonly run: Run; readonly text: string }> {
    const run = await require(id);
    const exchanges = await storage.runs.exchanges(id, 'all');
    const columns = await deps.columnsOf(run);
    const text = renderReport({ run, exchanges, appVersion: deps.appVersion, ...(columns === undefined ? {} : { columns }) }, format);
    return { run, text };
  }

  async function remove(id: string): Promise<void> {
    switch (await storage.runs.remove(id)) {
      case 'living':
        throw new Refusal('run-living', 'This run is still going on. Cancel it, or wait for its end.');
      case 'left-over':
        throw new Refusal('run-left-over', 'This run may have left something on the server. Clean up first: only this run knows what it made.');
      case 'absent':
      case 'removed':
        deps.changed();
    }
  }

  async function cancel(id: string): Promise<void> {
    if (manager.cancel(id)) return;
    const run = await require(id);
    if (run.state === 'running') throw new Refusal('run-elsewhere', 'This run lives in another window or terminal of SCIM Steward. Cancel it there.');
  }

  const handlers: RunsFeature['handlers'] = {
    'runs.list': async (query) => {
      const { runs, total } = await storage.runs.list(query);
      return { runs: [...runs], total };
    },
    'runs.get': ({ id }) => require(id),
    'runs.watch': async ({ id }) => {
      // Watched before it is read: a change in between is told, and nothing is missed.
      deps.watch(id);
      try {
        return await require(id);
      } catch (thrown) {
        deps.unwatch(id);
        throw thrown;
      }
    },
    'runs.unwatch': async ({ id }) => {
      deps.unwatch(id);
      return done;
    },
    'runs.cancel': async ({ id }) => {
      await cancel(id);
      return done;
    },
    'runs.exchanges': async ({ id, ids }) => ({ exchanges: [...(await storage.runs.exchanges(id, ids))] }),
    'runs.compare': async ({ before, after }) => {
      const [earlier, later] = [await require(before), await require(after)];
      if (earlier.kind !== later.kind) throw new Refusal('not-comparable', 'Only runs of the same kind can be compared: their steps are the same.');
      return compareRuns(earlier, later);
    },
    'runs.exportFile': async ({ id, format }) => {
      const { run, text } = await report(id, format);
      const { title, extension } = formats[format];
      const path = await dialogs.saveFile({
        title: 'Save the report',
        defaultName: reportFileName(run, format),
        filters: [{ name: title, extensions: [extension] }],
      });
      if (path !== null) await writePrivateFile(path, text);
      return { path };
    },
    'runs.remove': async ({ id }) => {
      await remove(id);
      return done;
    },
    'runs.retention': async () => ({ days: await retention.days() }),
    'runs.setRetention': async ({ days }) => {
      await retention.setDays(days);
      if ((await retention.apply()) > 0) deps.changed();
      return { days };
    },
  };

  return { handlers, retention, renderReport: async (id, format) => (await report(id, format)).text };
}
