// What the log worker can be asked. Runs in the worker; plain data in and out.
import type { LogEventDetail, LogFilter } from '../../../contract/provisioning-log.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { LogStore } from '../../platform/storage/provisioning-log/types.ts';
import type { Task } from '../../platform/workers/tasks.ts';
import { findProvisioningCode, readWebResponse } from '../../protocols/entra/provisioning-codes.ts';
import { readEntraEntry } from '../../protocols/entra/provisioning-event.ts';
import { provisioningCodeFindings } from '../../protocols/entra/provisioning-findings.ts';
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

/** `open` gives the store, opened with the first question: what refuses it is then said as the answer. */
export function logOperations(open: () => LogStore) {
  /** Of the filter `open`: worked out only when it is asked for. */
  const openFor = (filter: LogFilter) => {
    if (filter.open === undefined) return undefined;
    return openSince(failuresOf(open(), filter.appKey === undefined ? {} : { appKey: filter.appKey }).open);
  };

  function detailOf(id: string): LogEventDetail {
    const found = open().byId(id);
    if (found === undefined) throw new Refusal('logs.absent', 'This event is not in the log. Read the log again.');
    const { event, raw } = found;
    const read = readEntraEntry(parsed(raw), event.source);
    const row = event.code === null ? undefined : findProvisioningCode(event.code);
    const answer = readWebResponse(event.reason ?? '');
    const said = event.reason === null ? [] : [{ vantage: 'the IdP' as const, text: event.reason.slice(0, 500), at: event.at }];
    const finding = row === undefined ? undefined : provisioningCodeFindings.get(row.suffix)?.make({ code: event.code ?? '' }, said);
    return {
      event,
      steps: read.kind === 'event' ? [...read.read.steps] : [],
      modifiedProperties: read.kind === 'event' ? [...read.read.modifiedProperties] : [],
      findings: finding === undefined || event.status === 'success' ? [] : [finding],
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
    'logs.apps': () => ({ apps: open().apps(), textSearch: open().textSearch }),
    'logs.imports': () => open().imports(),
    'logs.aside': ({ offset, limit }: { readonly offset: number; readonly limit: number }) => open().aside(offset, limit),
  };
}

export type LogOperations = ReturnType<typeof logOperations>;
