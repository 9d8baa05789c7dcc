// `conflicts`: Foundry's sign-in conflicts, explained from a ticket or a log. Reads only.
import type { ConflictCase } from '../../../contract/conflicts.ts';
import { longestConflictText } from '../../../contract/conflicts.ts';
import { usage } from '../arguments.ts';
import { type Context, chooseConnection } from '../context.ts';
import { readText } from '../read-text.ts';
import { clean, findingText, wrap } from '../report.ts';
import { namedSnapshot } from './directory.ts';

/** Undefined: none was asked for. */
async function givenConnection(context: Context) {
  const { connection, practice } = context.args.options;
  const given = connection !== undefined || practice === true || context.args.options['scim-url'] !== undefined;
  return given ? chooseConnection(context) : undefined;
}

/** The one named, else the chosen one: but people of the practice company say nothing of a real ticket. */
async function givenSnapshot(context: Context, practice: boolean): Promise<string | null> {
  const { snapshot } = context.args.options;
  if (snapshot !== undefined) return (await namedSnapshot(context, snapshot)).id;
  const { snapshots, selectedId } = await context.app.handlers['directory.list']({});
  return snapshots.find((one) => one.id === selectedId && one.practice === practice)?.id ?? null;
}

const sideBySide = ({ evidence }: ConflictCase): readonly string[] =>
  evidence.flatMap(({ what, signOn, existing }) => [
    `  ${clean(what)}`,
    ...(signOn === '' ? [] : [wrap(clean(signOn), '    sign-on   ', '              ')]),
    ...(existing === '' ? [] : [wrap(clean(existing), '    account   ', '              ')]),
  ]);

async function explain(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const path = args.words[1];
  const text =
    path === undefined || path === '-'
      ? await terminal.readInput(longestConflictText)
      : await readText(path, longestConflictText, 'Cut out the part that holds the messages.');
  if (text.trim() === '') throw usage('There is no text. Name a file, or pipe the ticket in: conflicts explain -.');
  const connection = await givenConnection(context);
  const { conflicts, unread, notes } = await app.handlers['conflicts.explain']({
    text,
    connectionId: connection?.id ?? null,
    snapshotId: await givenSnapshot(context, connection?.practice === true),
  });
  const open = conflicts.filter(({ state }) => state !== 'verified');
  if (args.options.json === true) {
    const shown = conflicts.map(({ finding, evidence, alternatives, cause, ...one }) => ({
      username: one.username,
      providerUserId: one.providerUserId,
      existingUserId: one.existingUserId,
      existingProviderUserId: one.existingProviderUserId,
      occurrences: one.occurrences,
      line: one.line,
      state: one.state,
      cause: { id: cause.id, confidence: cause.confidence, text: cause.text },
      alternatives,
      evidence,
      remedy: finding.remedy,
    }));
    terminal.print(JSON.stringify({ command: 'conflicts explain', conflicts: shown, unread, notes }, null, 2));
    return open.length > 0 ? 1 : 0;
  }
  terminal.print(
    [
      conflicts.length === 0
        ? 'No sign-in conflict was read out of this text.'
        : `${conflicts.length} sign-in conflict${conflicts.length === 1 ? '' : 's'}`,
      ...conflicts.flatMap((one) => [
        '',
        findingText(one.finding, terminal),
        ...sideBySide(one),
        ...one.alternatives.map((other) =>
          wrap(`${other.text} ${other.settle === '' ? '' : `To settle it: ${other.settle}`}`.trim(), '  Or: ', '      '),
        ),
      ]),
      ...unread.map(({ line, reason }) => wrap(`Line ${line}: ${reason}`, '\nNot read  ', '          ')),
      ...(notes.length === 0 ? [] : ['']),
      ...notes.map((note) => wrap(note, '  ')),
    ].join('\n'),
  );
  return open.length > 0 ? 1 : 0;
}

export async function conflicts(context: Context): Promise<number> {
  switch (context.args.words[0]) {
    case 'explain':
      return explain(context);
    default:
      throw usage('“conflicts” goes with explain. See “scim-steward help conflicts”.');
  }
}
