// `mapping`: an attribute mapping judged by Foundry's rules, and simulated over the people of a snapshot. Reads files; changes nothing.
import { groupClaimModeSchema } from '../../../contract/claims.ts';
import { type Mapping, type MappingCheck, type SignOn, type Simulation, unknownSignOn } from '../../../contract/mapping.ts';
import { oneOf, usage } from '../arguments.ts';
import { type Context, chooseConnection } from '../context.ts';
import { readText } from '../read-text.ts';
import { clean, findingText, wrap } from '../report.ts';
import type { Terminal } from '../terminal.ts';
import { namedSnapshot } from './directory.ts';

const largest = 20_000_000;
const grouped = (count: number) => count.toLocaleString('en-US');

export async function readSchema({ app }: Context, path: string): Promise<Mapping> {
  const text = await readText(path, largest, 'No mapping is.');
  return app.handlers['mapping.read']({ text, origin: path.split(/[/\\]/).at(-1) ?? path });
}

/** The snapshot that is asked for, else the chosen one; refused in words when there is none. */
export async function chosenSnapshot(context: Context) {
  const { snapshots, selectedId } = await context.app.handlers['directory.list']({});
  if (snapshots.length === 0) throw usage('There is no snapshot yet. “scim-steward help directory” says how to import one.');
  return namedSnapshot(context, context.args.options.snapshot ?? selectedId ?? undefined);
}

function signOnFrom({ args: { options } }: Context): SignOn {
  const { groups } = unknownSignOn;
  return {
    providerId: options['provider-id-claim'] ?? '',
    userName: options['user-name-claim'] ?? '',
    groups: {
      ...groups,
      mode: oneOf('claim-mode', options['claim-mode'], groupClaimModeSchema.options, groups.mode),
      sourceAttribute: oneOf(
        'groups-claim',
        options['groups-claim'],
        ['object-id', 'display-name', 'sam-account-name', 'unknown'],
        groups.sourceAttribute,
      ),
      protocol: oneOf('sso', options.sso, ['saml', 'oidc', 'unknown'], groups.protocol),
    },
    scimApp: options['gallery-app'] === true ? 'gallery' : 'unknown',
  };
}

/** What the options say beyond the file stands over it. */
function completed(mapping: Mapping, { args: { options } }: Context): Mapping {
  const skip = options['skip-out-of-scope'];
  return {
    ...mapping,
    tenantUrl: options['tenant-url'] ?? mapping.tenantUrl,
    skipOutOfScopeDeletions: skip === undefined ? mapping.skipOutOfScopeDeletions : oneOf('skip-out-of-scope', skip, ['on', 'off'], 'off') === 'on',
  };
}

/** `passed`, `warned` or `failed`, as for every document of the terminal. */
export function verdictOf(findings: MappingCheck['findings']): 'passed' | 'warned' | 'failed' {
  if (findings.some(({ severity }) => severity === 'error')) return 'failed';
  return findings.some(({ severity }) => severity === 'warning') ? 'warned' : 'passed';
}

export function findingsText(findings: MappingCheck['findings'], terminal: Terminal): readonly string[] {
  const order = ['error', 'warning', 'info'];
  return findings
    .toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
    .flatMap((finding) => ['', findingText(finding, terminal)]);
}

/** From a file, or read from Entra for a connection. */
async function chosenMapping(context: Context): Promise<Mapping> {
  const { schema, connection, practice, source } = context.args.options;
  const live = connection !== undefined || practice === true;
  if (schema !== undefined && live) throw usage('Choose one: --schema FILE, or --connection NAME to read the mapping from Entra.');
  if (schema !== undefined) return readSchema(context, schema);
  if (!live)
    throw usage('Name the mapping’s file: --schema FILE, or read it from Entra with --connection NAME. “scim-steward help mapping” tells more.');
  const { id } = await chooseConnection(context);
  return (
    await context.app.handlers['mapping.fetch']({
      connectionId: id,
      ...(source === undefined ? {} : { provider: oneOf('source', source, ['entra', 'okta'] as const, 'entra') }),
    })
  ).mapping;
}

async function check(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const signOn = signOnFrom(context);
  const mapping = completed(await chosenMapping(context), context);
  const { findings, rules, notes } = await app.handlers['mapping.check']({ mapping, signOn });
  const verdict = verdictOf(findings);
  if (args.options.json === true)
    terminal.print(JSON.stringify({ command: 'mapping check', verdict, findings, rules, notes, mapping, signOn }, null, 2));
  else {
    const of = (state: MappingCheck['rules'][number]['state']) => rules.filter((rule) => rule.state === state);
    const unjudged = of('not judged').map((rule) => wrap(`${rule.title}: ${rule.reason}`, '  – ', '    '));
    terminal.print(
      [
        `${clean(mapping.origin)}: ${of('kept').length} rules kept, ${of('broken').length} broken, ${of('not judged').length} not judged`,
        ...findingsText(findings, terminal),
        ...(unjudged.length === 0 ? [] : ['', 'Not judged:', ...unjudged]),
        ...notes.map((note) => wrap(note, '  ')),
      ].join('\n'),
    );
  }
  return verdict === 'failed' ? 1 : 0;
}

function candidateLines({ candidates }: Simulation): readonly string[] {
  const heads = ['have', 'lack', 'share', 'but for case'];
  const rows = candidates.map((one) => ({
    cells: [one.have, one.missing + one.notEvaluated, one.sharing, one.sharingByCase].map(grouped),
    name: `${clean(one.attribute)}${one.mapped ? ' (mapped to externalId)' : ''}`,
    note: [
      one.onRename === 'unknown' ? '' : `${one.onRename} on a rename`,
      one.agreement === null ? '' : `equals ${grouped(one.agreement.equal)} of ${grouped(one.agreement.seen)} Provider IDs seen`,
    ]
      .filter(Boolean)
      .join('; '),
  }));
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map(({ cells }) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[], name: string) => `${cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  ')}  ${name}`;
  return [line(heads, 'attribute'), ...rows.map(({ cells, name, note }) => line(cells, note === '' ? name : `${name}: ${note}`))];
}

const outcomeWords = {
  created: 'created',
  disabled: 'disabled',
  'left-active': 'left active out of scope',
  relinked: 'another externalId on the same account',
  moved: 'the externalId of somebody else’s account',
  collides: 'the same externalId as somebody else',
  renamed: 'another userName',
  skipped: 'passed over, without a matching value',
  'not-evaluated': 'not evaluated',
  unchanged: 'unchanged',
  'out-of-scope': 'out of scope',
} as const;

function changeLines({ change }: Simulation): readonly string[] {
  if (change === null) return [];
  const { cycle } = change;
  const rows = (Object.keys(outcomeWords) as (keyof typeof outcomeWords)[]).filter((kind) => (change.counts[kind] ?? 0) > 0);
  return [
    '',
    'After the change:',
    ...rows.map((kind) => `  ${grouped(change.counts[kind] ?? 0).padStart(9)}  ${outcomeWords[kind]}`),
    wrap(
      `Saving starts an initial cycle of ${grouped(cycle.objects)} objects: ${cycle.fromHours} to ${cycle.toHours} hours. It does not look up again who is linked already.`,
      '  ',
    ),
    ...change.examples
      .filter(({ kind }) => kind !== 'created')
      .slice(0, 10)
      .map((one) => wrap(`${one.userName}: ${one.before ?? 'nothing'} → ${one.after ?? 'nothing'}. ${one.note}`, '  ', '    ')),
  ];
}

async function simulate(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  const snapshot = await chosenSnapshot(context);
  const mapping = options.schema === undefined ? null : await readSchema(context, options.schema);
  const after = options.after === undefined ? null : await readSchema(context, options.after);
  if (mapping === null && (after !== null || options.drop !== undefined))
    throw usage('A change is told from what is there: give the mapping as it is with --schema FILE.');
  const seen = options.seen === undefined ? '' : await readText(options.seen, 50_000_000, 'Give the Provider IDs alone, one a line.');
  const signOn = signOnFrom(context);
  const simulation = await app.handlers['mapping.simulate']({ snapshotId: snapshot.id, signOn, mapping, after, dropped: options.drop ?? [], seen });
  const verdict = verdictOf(simulation.findings);
  if (options.json === true)
    terminal.print(
      JSON.stringify({ command: 'mapping simulate', verdict, snapshot: { id: snapshot.id, name: snapshot.name }, ...simulation }, null, 2),
    );
  else {
    const { attribute, reason } = simulation.recommendation;
    terminal.print(
      [
        `${clean(snapshot.name)}: ${grouped(simulation.people)} people, ${grouped(simulation.inScope)} in scope of provisioning`,
        ...simulation.notes.map((note) => wrap(note, '  ')),
        '',
        ...candidateLines(simulation),
        '',
        wrap(attribute === null ? reason : `Recommended for externalId: ${attribute}. ${reason}`, ''),
        ...changeLines(simulation),
        ...findingsText(simulation.findings, terminal),
      ].join('\n'),
    );
  }
  return verdict === 'failed' ? 1 : 0;
}

export async function mapping(context: Context): Promise<number> {
  switch (context.args.words[0]) {
    case 'check':
      return check(context);
    case 'simulate':
      return simulate(context);
    default:
      throw usage('“mapping” goes with check or simulate. See “scim-steward help mapping”.');
  }
}
