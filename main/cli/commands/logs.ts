// `logs`: provisioning logs of the identity provider: read, summed up, shown and exported. Reads files; changes nothing at any server.

import { type CauseSummary, type LogEvent, type LogFilter, type LogSummary, logFilterSchema } from '../../../contract/provisioning-log.ts';
import { writeEvents } from '../../features/provisioning-log/export.ts';
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { endRun, followRun, reportFormat } from '../follow-run.ts';
import { localTime } from '../local-time.ts';
import { clean, findingText, wrap } from '../report.ts';
import type { Terminal } from '../terminal.ts';

const lists = new Set(['status', 'action', 'kind', 'code']);
const listNames: Readonly<Record<string, keyof LogFilter>> = { status: 'statuses', action: 'actions', kind: 'kinds', code: 'codes', app: 'appKey' };

/** `status=failure,skipped; from=2026-11-01; open`: every condition must hold. */
export function filterFrom(where: string | undefined): LogFilter {
  const filter: Record<string, unknown> = {};
  for (const part of (where ?? '').split(';').map((each) => each.trim())) {
    if (part === '') continue;
    const [, name = '', value] = /^([a-z]+)(?:\s*=\s*(.*))?$/is.exec(part) ?? [];
    if (name === 'open' && value === undefined) filter.open = true;
    else if (value === undefined || value === '')
      throw usage(`--where: “${part}” has no value. Conditions look like status=failure; kind=user; from=2026-11-01; open.`);
    else
      filter[listNames[name] ?? name] = lists.has(name)
        ? value.split(',').map((each) => each.trim())
        : name === 'from' || name === 'to'
          ? timeOf(part, value)
          : value;
  }
  const read = logFilterSchema.strict().safeParse(filter);
  if (read.success) return read.data;
  const wrong = read.error.issues[0];
  throw usage(
    `--where: ${wrong?.code === 'unrecognized_keys' ? `“${wrong.keys.join(', ')}” is no condition` : `${String(wrong?.path[0] ?? '')} cannot be that`}. There are: status (success, failure, skipped, warning), action (create, update, delete, stageddelete, disable, other), kind (user, group, other), code, from, to, object, text, app, open.`,
  );
}

function timeOf(part: string, value: string): string {
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw usage(`--where: “${part}” is no time. Write a date such as 2026-11-01, or 2026-11-01T10:00:00Z.`);
  return new Date(at).toISOString();
}

const grouped = (count: number) => count.toLocaleString('en-US');
const counted = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

function causeLine({ cause, people, groups, first, last }: CauseSummary): string {
  const whom = [...(people > 0 ? [counted(people, 'person', 'people')] : []), ...(groups > 0 ? [counted(groups, 'group', 'groups')] : [])];
  return `  ${clean(cause)}: ${whom.length === 0 ? 'no named object' : whom.join(', ')}; first ${localTime(first)}, last ${localTime(last)}`;
}

function summaryText(terminal: Terminal, { events, byStatus, stillFailing, past, coverage, findings }: LogSummary): string {
  if (events === 0) return 'No events. “scim-steward help logs” says how to read a log.';
  const open = stillFailing.filter(({ standing }) => standing === 'open');
  const unknown = stillFailing.filter(({ standing }) => standing === 'unknown');
  const list = (title: string, of: readonly CauseSummary[]) => (of.length === 0 ? [] : ['', title, ...of.map(causeLine)]);
  return [
    `${counted(events, 'event', 'events')}: ${grouped(byStatus.success)} succeeded, ${grouped(byStatus.failure)} failed, ${grouped(byStatus.skipped)} skipped, ${grouped(byStatus.warning)} with a warning.`,
    ...list('Still failing', open),
    ...list('Not known: the job stopped since', unknown),
    ...(stillFailing.length === 0 ? ['', 'Nothing is still failing.'] : []),
    ...list('Past', past),
    ...(coverage.length === 0
      ? []
      : ['', 'Covered', ...coverage.map(({ from, to, note }) => `  ${localTime(from)} to ${localTime(to)}${note === '' ? '' : `. ${note}`}`)]),
    ...findings.flatMap((finding) => ['', findingText(finding, terminal)]),
  ].join('\n');
}

function eventLine({ id, at, status, action, from, to, code }: LogEvent): string {
  const whom = from.name ?? from.id ?? to.name ?? to.id ?? 'no named object';
  return `${localTime(at)}  ${status.padEnd(7)}  ${action.padEnd(8)}  ${from.kind.padEnd(5)}  ${clean(whom)}${code === null ? '' : `  ${clean(code)}`}\n    ${id}`;
}

async function exportEvents({ app, args, terminal }: Context): Promise<number> {
  const { file, where } = args.options;
  if (file === undefined || !/\.(?:csv|json)$/i.test(file)) throw usage('Name the file to write: --file FILE.csv or --file FILE.json.');
  const filter = filterFrom(where);
  const format = /\.json$/i.test(file) ? 'json' : 'csv';
  const written = await writeEvents(file, format, (offset, limit) => app.handlers['logs.page']({ filter, offset, limit }));
  terminal.print(`${counted(written, 'event', 'events')} written to ${file}.`);
  return 0;
}

export async function logs(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const json = args.options.json === true;
  const [verb = 'summary', ...words] = args.words;
  switch (verb) {
    case 'import': {
      (args.options.report ?? []).forEach(reportFormat);
      if (words.length === 0) throw usage('Name the files of the log: scim-steward logs import FILE...');
      const handles = words.map((path) => app.holdLogFile(path).handle);
      const { runId } = await app.handlers['logs.importFiles']({ handles });
      return endRun(context, await followRun(context, runId));
    }
    case 'summary': {
      const summary = await app.handlers['logs.summary']({ filter: filterFrom(args.options.where) });
      terminal.print(json ? JSON.stringify({ command: 'logs', ...summary }, null, 2) : summaryText(terminal, summary));
      return summary.stillFailing.length > 0 || summary.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
    }
    case 'list': {
      const { events, total } = await app.handlers['logs.page']({ filter: filterFrom(args.options.where), offset: 0, limit: 50 });
      if (json) terminal.print(JSON.stringify({ command: 'logs', total, events }, null, 2));
      else
        terminal.print(
          [
            ...events.map(eventLine),
            ...(total > events.length ? [`The newest ${events.length} of ${grouped(total)}.`] : total === 0 ? ['No events.'] : []),
          ].join('\n'),
        );
      return 0;
    }
    case 'show': {
      const [id] = words;
      if (id === undefined) throw usage('Give the id of the event: “scim-steward logs list” shows ids.');
      const detail = await app.handlers['logs.event']({ id });
      if (json) terminal.print(JSON.stringify({ command: 'logs', ...detail }, null, 2));
      else
        terminal.print(
          [
            eventLine(detail.event),
            ...(detail.event.reason === null ? [] : ['', wrap(detail.event.reason, '')]),
            ...(detail.serverAnswer === null ? [] : ['', 'The server’s answer', clean(detail.serverAnswer)]),
            ...detail.findings.flatMap((finding) => ['', findingText(finding, terminal)]),
            ...(detail.modifiedProperties.length === 0
              ? []
              : [
                  '',
                  'Changed',
                  ...detail.modifiedProperties.map(
                    ({ name, oldValue, newValue }) => `  ${clean(name)}: ${clean(oldValue ?? 'nothing')} to ${clean(newValue ?? 'nothing')}`,
                  ),
                ]),
            ...(detail.steps.length === 0
              ? []
              : [
                  '',
                  'Steps',
                  ...detail.steps.map(({ name, status, description }) => `  ${status.padEnd(7)}  ${clean(name)}  ${clean(description ?? '')}`),
                ]),
          ].join('\n'),
        );
      return 0;
    }
    case 'export':
      return exportEvents(context);
    default:
      throw usage(`“logs ${verb}” does not exist.`);
  }
}
