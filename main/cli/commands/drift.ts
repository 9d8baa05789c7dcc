// `nested --against`: memberships that the target lacks or has too much, against the directory.
import type { CallOutput } from '../../../contract/calls.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import { oneOf, personKeys, usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { clean, findingText } from '../report.ts';
import { namedSnapshot } from './directory.ts';

const grouped = (count: number) => count.toLocaleString('en-US');
const rowsAtMost = 500;

export async function drift(context: Context, snapshot: Snapshot, against: string): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  if (options['person-key'] === undefined || options['group-value'] === undefined)
    throw usage(
      'Say what externalId is made of (--person-key) and what the groups claim sends (--group-value): people and groups are found by them.',
    );
  const target = await namedSnapshot(context, against);
  if (target.id === snapshot.id) throw usage('A snapshot agrees with itself. Name one of the target with --against.');
  const order = {
    snapshotId: snapshot.id,
    targetId: target.id,
    personKey: oneOf('person-key', options['person-key'], personKeys, 'id'),
    groupValue: oneOf('group-value', options['group-value'], ['object-id', 'display-name'] as const, 'object-id'),
    lastCycleFinishedAt: timeOf(options['last-cycle']),
    earlierId: options.earlier === undefined ? '' : (await namedSnapshot(context, options.earlier)).id,
  };
  const found = await app.handlers['nested.drift']({ ...order, search: '', filter: 'all', offset: 0, limit: rowsAtMost });
  const groups = options.group === undefined ? found.rows : found.rows.filter(({ id, name }) => id === options.group || name === options.group);
  const members = await Promise.all(
    groups.map(async ({ id }) => (await app.handlers['nested.driftMembers']({ ...order, groupId: id, offset: 0, limit: rowsAtMost })).rows),
  );
  if (options.json === true) {
    const rows = groups.map((group, at) => ({ ...group, members: members[at] ?? [] }));
    terminal.print(
      JSON.stringify(
        { command: 'nested', snapshot: snapshot.id, against: target.id, groups: rows, totals: found.totals, findings: found.findings },
        null,
        2,
      ),
    );
  } else {
    const { missing, pending, blocked, extra } = found.totals;
    terminal.print(
      [
        `${clean(snapshot.name)} against ${clean(target.name)}`,
        missing + pending + blocked + extra === 0
          ? 'The memberships of the assigned groups agree.'
          : `${grouped(missing)} missing, ${grouped(pending)} pending, ${grouped(blocked)} blocked, ${grouped(extra)} too many`,
        ...groups.flatMap((group, at) => groupLines(group, members[at] ?? [])),
        ...(found.total > found.rows.length ? [`and ${grouped(found.total - found.rows.length)} more groups: name one with --group`] : []),
        ...found.findings.flatMap((finding) => ['', findingText(finding, terminal)]),
      ].join('\n'),
    );
  }
  return found.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

type Row = CallOutput<'nested.drift'>['rows'][number];
type Member = CallOutput<'nested.driftMembers'>['rows'][number];

function groupLines(group: Row, members: readonly Member[]): readonly string[] {
  return [
    '',
    `${clean(group.name)}${group.targetId === null ? ': not in the target' : ''}`,
    ...group.naming.map((trouble) => `  ${clean(trouble)}`),
    ...members.slice(0, 20).map(({ name, state, reason, repair }) => `  ${state.padEnd(8)}${clean(name)}: ${clean(reason)} To do: ${repair}.`),
    ...(members.length > 20 ? [`  and ${grouped(members.length - 20)} more (--json shows up to ${rowsAtMost})`] : []),
  ];
}

/** ISO 8601 in UTC; empty when not given. */
function timeOf(text: string | undefined): string {
  if (text === undefined) return '';
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw usage(`--last-cycle is a time such as 2026-11-23T10:00Z, not “${text}”.`);
  return time.toISOString();
}
