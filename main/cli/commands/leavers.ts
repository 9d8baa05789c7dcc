// `leavers`: people who left and are still active in the target, each with why. Reads snapshots, the log and the mapping; changes nothing.
import type { Leaver, LeaverOrder, Leavers } from '../../../contract/leavers.ts';
import { oneOf, personKeys, usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { localTime } from '../local-time.ts';
import { clean, wrap } from '../report.ts';
import type { Terminal } from '../terminal.ts';
import { namedSnapshot } from './directory.ts';
import { chosenSnapshot, readSchema } from './mapping.ts';

const most = 500;
const shownInWords = 50;
const grouped = (count: number) => count.toLocaleString('en-US');

const kindWords: Readonly<Record<Leaver['kind'], string>> = {
  deleted: 'not in the directory any more',
  disabled: 'disabled in the directory',
  unassigned: 'not assigned to the app',
  'out-of-scope': 'left out by a scoping filter',
};

/** What both snapshots and the mapping are, for commands that compare a directory with its target. */
export async function comparedOrder(context: Context): Promise<LeaverOrder> {
  const { options } = context.args;
  if (options.against === undefined)
    throw usage('Name the snapshot of the target: --against NAME. “scim-steward help directory” says how one is taken by SCIM.');
  if (options.schema !== undefined && options['person-key'] !== undefined) throw usage('Choose one: --schema FILE or --person-key ATTRIBUTE.');
  const [snapshot, target] = [await chosenSnapshot(context), await namedSnapshot(context, options.against)];
  if (target.id === snapshot.id) throw usage('A snapshot agrees with itself. Name one of the target with --against.');
  const mapping = options.schema === undefined ? (options['person-key'] === undefined ? undefined : null) : await readSchema(context, options.schema);
  return {
    connectionId: target.connectionId ?? snapshot.connectionId,
    snapshotId: snapshot.id,
    targetId: target.id,
    personKey: oneOf('person-key', options['person-key'], personKeys, 'id'),
    ...(mapping === undefined ? {} : { mapping }),
  };
}

const reasonMarks: Readonly<Record<Leaver['reasons'][number]['state'], string>> = {
  shown: 'Because',
  possible: 'Perhaps',
  'not known': 'Not known',
  'ruled out': 'Not',
};

function reasonText({ state, title, fact, vantage, at }: Leaver['reasons'][number]): string {
  const from = [vantage ?? '', at === null ? '' : localTime(at)].filter(Boolean).join(', ');
  return wrap(`${reasonMarks[state]}: ${title}. ${fact}${from === '' ? '' : ` (${from})`}`, '    ', '      ');
}

/** One way to find out often answers several questions: it is said once. */
function openText(open: Leaver['reasons']): readonly string[] {
  const ways = [...new Set(open.map(({ fact }) => fact))];
  return ways.map((way) => {
    const titles = open.flatMap(({ fact, title }) => (fact === way ? [title] : []));
    return wrap(`Not known: ${titles.join('; ')}. ${way}`, '    ', '      ');
  });
}

function leaverText({ name, userName, kind, accountId, since, lastSeen, activeSaid, by, reasons, toDo }: Leaver, terminal: Terminal): string {
  const when =
    since.after === null
      ? `since when is not known; seen on ${localTime(since.before)}`
      : `since between ${localTime(since.after)} and ${localTime(since.before)}`;
  const told = reasons.filter(({ state }) => state === 'shown' || state === 'possible');
  const open = reasons.filter(({ state }) => state === 'not known');
  return [
    '',
    `${terminal.paint('bad', '✗')} ${clean(name)}${userName === null || userName === name ? '' : ` (${clean(userName)})`}: ${kindWords[kind]}`,
    wrap(`${when}. Account ${accountId} was active on ${localTime(lastSeen.activeAt)}${activeSaid ? '' : ' (the target does not say so)'}.`, '    '),
    ...(by === 'user name alone' ? ['    Found by the user name alone.'] : []),
    ...told.map(reasonText),
    ...(told.length === 0 ? openText(open) : []),
    wrap(toDo, '    To do: ', '           '),
  ].join('\n');
}

function wholeText(found: Leavers, terminal: Terminal): string {
  const of = Object.entries(found.counts).filter(([, count]) => count > 0);
  return [
    found.total === 0
      ? 'Nobody who left is active in the target.'
      : `${grouped(found.total)} active in the target ${found.total === 1 ? 'who' : 'of people who'} left: ${of.map(([kind, count]) => `${grouped(count)} ${kind}`).join(', ')}`,
    `${grouped(found.entitled)} active as they should be, ${grouped(found.ownAccounts)} active of nobody in the directory and without an externalId (made by hand or for a service)`,
    ...found.rows.slice(0, shownInWords).map((row) => leaverText(row, terminal)),
    ...(found.total > shownInWords ? ['', `and ${grouped(found.total - shownInWords)} more: --json shows up to ${most}, --export everybody`] : []),
    ...(found.observations.length === 0 ? [] : ['', 'As seen at this server']),
    ...found.observations.map(({ question, answer, at }) =>
      wrap(`${question} ${answer === null ? 'Not seen yet: “sync” shows it.' : `${answer} (${localTime(at ?? '')})`}`, '  '),
    ),
    ...(found.notes.length === 0 ? [] : ['']),
    ...found.notes.map((note) => wrap(note, '  ')),
  ].join('\n');
}

export async function leavers(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const path = args.options.export;
  if (path !== undefined && !/\.csv$/i.test(path)) throw usage('--export writes a table: name a file that ends in .csv.');
  const order = await comparedOrder(context);
  const found = await app.handlers['leavers.find']({ ...order, offset: 0, limit: most });
  if (path !== undefined) await app.leaversFile(order, path);
  if (args.options.json === true)
    terminal.print(
      JSON.stringify(
        { command: 'leavers', verdict: found.total > 0 ? 'failed' : 'passed', snapshot: order.snapshotId, against: order.targetId, ...found },
        null,
        2,
      ),
    );
  else terminal.print([wholeText(found, terminal), ...(path === undefined ? [] : ['', `The table was written to ${path}.`])].join('\n'));
  return found.total > 0 ? 1 : 0;
}
