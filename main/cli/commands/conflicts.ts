// `conflicts`: Foundry's sign-in conflicts, explained from a ticket or a log, and predicted for everybody. Both read only; `fix` stands beside.
import type { ConflictCase } from '../../../contract/conflicts.ts';
import { longestConflictText } from '../../../contract/conflicts.ts';
import { oneOf, personKeys, usage } from '../arguments.ts';
import { type Context, chooseConnection } from '../context.ts';
import { readText } from '../read-text.ts';
import { clean, findingText, wrap } from '../report.ts';
import { fix } from './conflicts-fix.ts';
import { namedSnapshot } from './directory.ts';
import { chosenSnapshot, findingsText, readSchema, verdictOf } from './mapping.ts';

/** Undefined: none was asked for. */
async function givenConnection(context: Context) {
  const { connection, practice } = context.args.options;
  const given = connection !== undefined || practice === true || context.args.options['scim-url'] !== undefined;
  return given ? chooseConnection(context) : undefined;
}

/** The one named, else the chosen one: but people of the practice company say nothing of a real ticket. */
export async function givenSnapshot(context: Context, practice: boolean): Promise<string | null> {
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

const grouped = (count: number) => count.toLocaleString('en-US');

const kindWords: Readonly<Record<string, string>> = {
  linked: 'linked by externalId',
  'linked-renamed': 'linked, and another user name',
  'linked-case': 'linked, user name differs by case',
  'linked-inactive': 'linked to a disabled account, enabled again',
  adopted: 'would inherit an account by the user name alone',
  created: 'created',
  'name-taken': 'linked, but the user name is taken',
  'belongs-to-another': 'the account is another person’s',
  'several-accounts': 'more than one account matches',
  collides: 'the same value as another person',
  skipped: 'nothing to match by',
  'not-evaluated': 'cannot be worked out',
  'out-of-scope': 'not in scope',
};

async function predict(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  if (options.against === undefined)
    throw usage('Name the snapshot of the target: --against NAME. “scim-steward help directory” says how one is taken by SCIM.');
  if (options.schema !== undefined && options['person-key'] !== undefined) throw usage('Choose one: --schema FILE or --person-key ATTRIBUTE.');
  const [snapshot, target] = [await chosenSnapshot(context), await namedSnapshot(context, options.against)];
  if (target.id === snapshot.id) throw usage('A snapshot agrees with itself. Name one of the target with --against.');
  const mapping = options.schema === undefined ? (options['person-key'] === undefined ? undefined : null) : await readSchema(context, options.schema);
  const order = {
    connectionId: target.connectionId ?? snapshot.connectionId,
    snapshotId: snapshot.id,
    targetId: target.id,
    personKey: oneOf('person-key', options['person-key'], personKeys, 'id'),
    ...(mapping === undefined ? {} : { mapping }),
  };
  const found = await app.handlers['conflicts.predict']({ ...order, filter: 'all', offset: 0, limit: 500 });
  if (options.export !== undefined) await app.planFile(order, options.export);
  const verdict = verdictOf(found.findings);
  if (options.json === true) {
    terminal.print(
      JSON.stringify(
        {
          command: 'conflicts predict',
          verdict,
          snapshot: { id: snapshot.id, name: snapshot.name },
          against: { id: target.id, name: target.name },
          ...found,
        },
        null,
        2,
      ),
    );
  } else {
    terminal.print(
      [
        `${clean(snapshot.name)} against ${clean(target.name)}`,
        ...Object.entries(kindWords).flatMap(([kind, words]) =>
          (found.counts[kind] ?? 0) > 0 ? [`  ${grouped(found.counts[kind] ?? 0).padStart(9)}  ${words}`] : [],
        ),
        `  ${grouped(found.unclaimed).padStart(9)}  accounts with an externalId that nobody would be linked to`,
        ...found.rows
          .filter(({ blocked }) => blocked)
          .slice(0, 20)
          .map((row) => wrap(`${clean(row.userName ?? row.id)}: ${row.plan}. ${row.reason}`, '  ', '    ')),
        ...findingsText(found.findings, terminal),
        ...found.notes.map((note) => wrap(note, '  ')),
        ...(options.export === undefined ? [] : ['', `The plan was written to ${options.export}.`]),
      ].join('\n'),
    );
  }
  return verdict === 'failed' ? 1 : 0;
}

export async function conflicts(context: Context): Promise<number> {
  switch (context.args.words[0]) {
    case 'explain':
      return explain(context);
    case 'predict':
      return predict(context);
    case 'fix':
      return fix(context);
    default:
      throw usage('“conflicts” goes with explain, predict or fix. See “scim-steward help conflicts”.');
  }
}
