// `claims check`: one person's sign-in against what SCIM would send. The sign-in is read, compared and forgotten.
import type { ClaimCheck, ClaimComparison } from '../../../contract/mapping.ts';
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { readText } from '../read-text.ts';
import { clean, wrap } from '../report.ts';
import type { Tone } from '../terminal.ts';
import { chosenSnapshot, findingsText, readSchema, verdictOf } from './mapping.ts';

const largest = 4_000_000;

async function personFrom(context: Context) {
  const { person, schema } = context.args.options;
  if (person === undefined) {
    if (schema !== undefined || context.args.options.snapshot !== undefined) throw usage('--schema and --snapshot go with --person.');
    return null;
  }
  if (schema === undefined) throw usage('To work out what SCIM sends for a person, name the mapping as well: --schema FILE.');
  return { snapshotId: (await chosenSnapshot(context)).id, search: person, mapping: await readSchema(context, schema) };
}

const tones: Readonly<Partial<Record<ClaimComparison['relation'], Tone>>> = {
  equal: 'good',
  'not judged': 'muted',
  'only by SCIM': 'warning',
  'only at sign-in': 'warning',
};

function lines({ comparisons, notes }: ClaimCheck, { terminal }: Context): readonly string[] {
  return [
    ...comparisons.map((row) => {
      const values =
        row.relation === 'equal'
          ? `“${row.signIn ?? ''}”`
          : `sign-in ${row.signIn === null ? 'nothing' : `“${row.signIn}”`}, SCIM ${row.scim === null ? 'nothing' : `“${row.scim}”`}`;
      return `${terminal.paint(tones[row.relation] ?? 'bad', row.relation.padEnd(15))}  ${row.what.padEnd(11)}  ${clean(values)}`;
    }),
    ...notes.map((note) => wrap(note, '  ')),
  ];
}

export async function claims(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  if (args.words[0] !== 'check') throw usage('“claims” goes with check. See “scim-steward help claims”.');
  const person = await personFrom(context);
  const text = options.file === undefined ? await terminal.readInput(largest) : await readText(options.file, largest, 'No sign-in is.');
  if (text.trim() === '') throw usage('There is no sign-in. Pipe the attributes or the SAML response in, or name a file with --file.');
  const checked = await app.handlers['claims.check']({
    text,
    providerIdClaim: options['provider-id-claim'] ?? '',
    userNameClaim: options['user-name-claim'] ?? '',
    groupsClaim: options['groups-claim'] ?? '',
    scim: { externalId: options['external-id'] ?? null, userName: options['user-name'] ?? null, groups: options['scim-group'] ?? null },
    person,
  });
  const verdict = verdictOf(checked.findings);
  if (options.json === true) terminal.print(JSON.stringify({ command: 'claims check', verdict, ...checked }, null, 2));
  else terminal.print([...lines(checked, context), ...findingsText(checked.findings, terminal)].join('\n'));
  return verdict === 'failed' ? 1 : 0;
}
