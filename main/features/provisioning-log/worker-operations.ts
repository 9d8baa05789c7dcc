// What the log worker can be asked. Runs in the worker; plain data in and out.
import type { LogEventDetail, LogFilter, LogSource } from '../../../contract/provisioning-log.ts';
import type { ReadEvent } from '../../domain/provisioning-log/event.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { LogStore } from '../../platform/storage/provisioning-log/types.ts';
import type { Task } from '../../platform/workers/tasks.ts';
import { readWebResponse } from '../../protocols/entra/provisioning-codes.ts';
import { readEntraEntry } from '../../protocols/entra/provisioning-event.ts';
import { readOktaEntry } from '../../protocols/okta/log-event.ts';
import { explainEvent } from './explanation.ts';
import { importLogFiles, type LogFilesOrder, type LogProgress } from './import-files.ts';
import { failuresOf, openSince, summaryOf } from './summary.ts';

const longestRaw = 256 * 1024;

function laidOut(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2).slice(0, longestRaw);
  } catch {
    return raw.slice(0, longestRaw);
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** Steps and properties are not stored apart: the event as it came has them. */
function readAgain(entry: unknown, source: LogSource): ReadEvent | undefined {
  const found = source === 'okta' || source === 'okta-files' ? readOktaEntry(entry, source) : readEntraEntry(entry, source);
  return found.kind === 'event' ? found.read : undefined;
}

/** `open` gives the store, opened with the first question: what refuses it is then said as the answer. */
export function logOperations(open: () => LogStore) {
  /** Worked out for every page of a table otherwise. */
  let known: { readonly of: string; readonly since: ReadonlyMap<number, number> } | undefined;

  /** Of the filter `open`: worked out only when it is asked for, and anew when the log changed. */
  const openFor = ({ open: asked, appKey }: LogFilter) => {
    if (asked === undefined) return undefined;
    const of = `${open().revision()} ${appKey ?? ''}`;
    if (known?.of !== of) known = { of, since: openSince(failuresOf(open(), appKey === undefined ? {} : { appKey }).open) };
    return known.since;
  };

  function detailOf(id: string): LogEventDetail {
    const found = open().byId(id);
    if (found === undefined) throw new Refusal('logs.absent', 'This event is not in the log. Read the log again.');
    const { event, raw } = found;
    const read = readAgain(parsed(raw), event.source);
    const steps = read === undefined ? [] : [...read.steps];
    const answer = readWebResponse(event.reason ?? '');
    return {
      event,
      steps,
      modifiedProperties: read === undefined ? [] : [...read.modifiedProperties],
      findings: [...explainEvent(event, steps)],
      serverAnswer: answer === undefined ? null : JSON.stringify(answer, null, 2),
      raw: laidOut(raw),
    };
  }

  return {
    'logs.importFiles': (order: LogFilesOrder, task: Task<LogProgress>) => importLogFiles(open(), order, task),
    'logs.page': ({ filter, offset, limit }: { readonly filter: LogFilter; readonly offset: number; readonly limit: number }) =>
      open().page(filter, offset, limit, openFor(filter)),
    'logs.event': ({ id }: { readonly id: string }) => detailOf(id),
    'logs.summary': ({ filter }: { readonly filter: LogFilter }) => summaryOf(open(), filter, () => undefined),
    'logs.chart': ({ filter, buckets }: { readonly filter: LogFilter; readonly buckets: number }) => open().overTime(filter, buckets),
    'logs.codes': ({ filter }: { readonly filter: LogFilter }) => [...open().causes(filter)].map(({ cause, events }) => ({ code: cause, events })),
    'logs.apps': () => ({ apps: open().apps(), textSearch: open().textSearch }),
    'logs.imports': () => open().imports(),
    'logs.aside': ({ offset, limit }: { readonly offset: number; readonly limit: number }) => open().aside(offset, limit),
  };
}

export type LogOperations = ReturnType<typeof logOperations>;
