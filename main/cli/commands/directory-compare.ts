// `directory compare`: what changed between two snapshots, counts first.
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { clean } from '../report.ts';
import { namedSnapshot } from './directory.ts';

/** Most changes that are printed; the window has all of them. */
const mostShown = { json: 10_000, text: 100 } as const;
const pageSize = 500;

const grouped = (count: number) => count.toLocaleString('en-US');

export async function compareSnapshots(context: Context, first: string | undefined, second: string | undefined): Promise<number> {
  const { app, terminal, args } = context;
  if (second === undefined) throw usage('Name two snapshots: scim-steward directory compare BEFORE AFTER.');
  const [before, after] = [await namedSnapshot(context, first), await namedSnapshot(context, second)];
  const most = mostShown[args.options.json === true ? 'json' : 'text'];
  const read = (offset: number) =>
    app.handlers['directory.compare']({ beforeId: before.id, afterId: after.id, offset, limit: Math.min(pageSize, most) });
  const { changes, total, counts, notes } = await read(0);
  for (let offset = changes.length; offset < Math.min(total, most); offset += pageSize) changes.push(...(await read(offset)).changes);
  if (args.options.json === true) {
    terminal.print(JSON.stringify({ command: 'directory', before, after, counts, total, notes, changes }, null, 2));
    return 0;
  }
  for (const note of notes) terminal.note(note);
  const counted = Object.entries(counts).filter(([, count]) => count > 0);
  const much = total === 0 ? 'nothing changed' : counted.map(([kind, count]) => `${kind} ${grouped(count)}`).join(', ');
  const left = `  The first ${changes.length} of ${grouped(total)}: --json gives up to ${grouped(mostShown.json)}, the window all.`;
  terminal.print(
    [
      `From ${clean(before.name)} to ${clean(after.name)}: ${much}.`,
      ...changes.map(({ kind, subject, detail }) => `  ${kind.padEnd(14)}  ${clean(subject)}${detail === '' ? '' : `  ${clean(detail)}`}`),
      ...(changes.length < total ? [left] : []),
    ].join('\n'),
  );
  return 0;
}
