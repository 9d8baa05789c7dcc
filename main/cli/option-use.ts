// Which option means something to which command: one that would be passed over was meant for something, so it is refused and told where it goes.
import { type Arguments, type CommandName, type OptionName, usage } from './arguments.ts';

const credential = ['client-secret-env', 'client-secret-stdin', 'bearer-env'] as const satisfies readonly OptionName[];
const byHand = [
  'scim-url',
  'token-url',
  'client-id',
  ...credential,
  'auth-style',
  'scope',
  'bearer-exception',
  'idp',
  'matching-attribute',
  'ca-file',
  'production',
] as const satisfies readonly OptionName[];
const cardNotes = ['owner-organization', 'secret-expires'] as const satisfies readonly OptionName[];
const signOn = ['provider-id-claim', 'user-name-claim', 'groups-claim', 'sso'] as const satisfies readonly OptionName[];
const limits = ['connect-seconds', 'answer-seconds', 'body-megabytes'] as const satisfies readonly OptionName[];
const online = ['connection', 'practice', ...byHand, ...limits, 'report'] as const;
const filesOfDirectory = ['source', 'users', 'groups', 'memberships', 'file', 'name', 'report'] as const satisfies readonly OptionName[];
const live = [...online, 'source', 'name', 'fault'] as const satisfies readonly OptionName[];
const graph = ['graph-tenant', 'graph-client-id', 'graph-secret-env', 'graph-sign-in', 'graph-cloud'] as const satisfies readonly OptionName[];
const okta = ['okta-domain', 'okta-token-env', 'okta-client-id', 'okta-key-env'] as const satisfies readonly OptionName[];
const foundry = [
  'foundry-domain',
  'foundry-client-id',
  'foundry-secret-env',
  'foundry-token-env',
  'foundry-enrollment',
] as const satisfies readonly OptionName[];
const apps = ['scim-app', 'sso-app'] as const satisfies readonly OptionName[];

const withVerbs = ['runs', 'connections', 'directory', 'mapping', 'claims', 'conflicts', 'logs'] as const satisfies readonly CommandName[];
/** A command without verbs must have its row; a verb without one does not exist. */
type Taker = Exclude<CommandName, (typeof withVerbs)[number] | 'help'>;

/** What each command takes beside the options that go everywhere. */
const uses: Readonly<Record<Taker, readonly OptionName[]> & Partial<Record<string, readonly OptionName[]>>> = {
  check: [...online, 'all-auth-styles', 'fault', 'idp-outcome', 'idp-text', 'ask-idp', ...graph, 'scim-app'],
  ingress: ['connection', 'practice', 'scim-url', 'token-url', 'client-id', 'idp', 'ranges', 'countries', 'domain-choice', 'service-tags', 'report'],
  sync: [...online, 'dialect', 'members', 'test-domain', 'reusable', 'nested-group', 'yes', 'reason', 'fault'],
  cleanup: [...online, 'yes', 'reason'],
  'runs list': [],
  'runs show': ['report'],
  'runs compare': [],
  'runs export': ['file'],
  'runs remove': [],
  'connections list': [],
  'connections show': [],
  'connections add': ['name', 'test-domain', ...cardNotes, ...byHand],
  'connections edit': ['name', 'test-domain', ...cardNotes, ...byHand.filter((name) => !credential.some((secret) => secret === name))],
  'connections duplicate': [],
  'connections select': [],
  'connections receipts': ['scim-url', 'client-id'],
  'connections remove': [],
  'connections set-secret': credential,
  'connections clear-secret': [],
  'connections export': ['file'],
  'connections import': ['file'],
  'connections unlock': ['reason', 'minutes'],
  'connections lock': [],
  'connections foundry': ['connection', 'practice', ...foundry],
  practice: ['port', 'fault'],
  'practice --tour': ['tour', 'fault', 'report', ...limits],
  'practice faults': [],
  'practice people': ['rules'],
  'practice rules': ['rules'],
  'practice login': ['user-name', 'provider-id', 'sign-in-group', 'attribute', 'rules'],
  'directory list': [],
  'directory import --source csv': filesOfDirectory,
  'directory import --source json': filesOfDirectory,
  'directory import --source entra': [...live, ...graph, ...apps],
  'directory import --source okta': [...live, ...okta, ...apps],
  'directory import --source scim': live,
  'directory refresh': ['name', 'fault', 'report', ...limits],
  'directory access': ['connection', 'practice', ...graph, ...okta, ...apps],
  'directory compare': [],
  'directory export-script': ['file', 'graph-cloud', ...apps],
  'directory remove': [],
  nested: ['snapshot', 'group', 'export', 'claim-mode', 'import-user-groups'],
  'mapping check': ['schema', 'connection', 'practice', 'source', ...signOn, 'claim-mode', 'gallery-app', 'tenant-url', 'skip-out-of-scope'],
  'mapping simulate': ['snapshot', 'schema', 'after', 'drop', 'seen', 'provider-id-claim'],
  'claims check': [
    'file',
    'provider-id-claim',
    'user-name-claim',
    'groups-claim',
    'snapshot',
    'schema',
    'person',
    'external-id',
    'user-name',
    'scim-group',
  ],
  'nested --against SNAPSHOT': ['snapshot', 'group', 'against', 'person-key', 'group-value', 'last-cycle', 'earlier'],
  'conflicts predict': ['snapshot', 'against', 'schema', 'person-key', 'export'],
  'conflicts fix': [
    ...online.filter((name) => name !== 'report'),
    'snapshot',
    'user',
    'external-id',
    'user-name',
    'dry-run',
    'yes',
    'reason',
    'undo',
    'look',
  ],
  'conflicts explain': ['connection', 'practice', ...byHand, ...limits, 'snapshot'],
  rerun: [
    ...online.filter((name) => name !== 'report'),
    'users',
    'group',
    'where',
    'strategy',
    'rate',
    'dry-run',
    'yes',
    'resume',
    'rules',
    'exclude',
    'export',
    'reason',
  ],
  'logs import': ['report'],
  'logs summary': ['where'],
  'logs list': ['where'],
  'logs show': [],
  'logs export': ['where', 'file'],
  person: ['snapshot', 'against', 'schema', 'person-key', 'connection'],
  leavers: ['snapshot', 'against', 'schema', 'person-key', 'export'],
  explain: ['file'],
};

const everywhere: readonly string[] = ['data-dir', 'json', 'help', 'version'] satisfies OptionName[];

function takerOf({ command, words: [word], options }: Arguments): string {
  if (command === 'practice') return word === undefined && options.tour === true ? 'practice --tour' : ['practice', word].join(' ').trim();
  if (command === 'nested' && options.against !== undefined) return 'nested --against SNAPSHOT';
  if (withVerbs.every((name) => name !== command)) return command;
  const source = command === 'directory' && word === 'import' && options.source !== undefined ? ` --source ${options.source}` : '';
  return `${command} ${word ?? 'list'}${source}`;
}

/** A verb that the table does not name is refused with those it does; what it takes could not be checked. */
function refuseUnknownVerb({ command, words: [word] }: Arguments): void {
  if (withVerbs.every((name) => name !== command)) return;
  const named = Object.keys(uses).flatMap((taker) => (taker.startsWith(`${command} `) ? [taker.split(' ')[1] ?? ''] : []));
  const verbs = [...new Set(named)];
  // Without a verb a command lists, or says itself what it goes with.
  if (word !== undefined && !verbs.includes(word)) throw usage(`“${command} ${word}” does not exist. There are: ${verbs.join(', ')}.`);
}

/** Options that go together or not at all; the sentence says why. */
function contradiction({ command, options }: Arguments): string | undefined {
  const sources = credential.filter((name) => options[name] !== undefined);
  if (sources.length > 1) return `--${sources[0]} and --${sources[1]} both give a secret. Choose one.`;
  const clientOnly = (['token-url', 'client-id', 'auth-style', 'scope'] as const).find((name) => options[name] !== undefined);
  if (options['bearer-env'] !== undefined && clientOnly !== undefined)
    return `--${clientOnly} goes with client credentials. A bearer token (--bearer-env) is sent as it is.`;
  if (options['idp-text'] === '-' && options['client-secret-stdin'] === true)
    return 'Standard input gives either the client secret or the text of --idp-text. Give one of them another way.';
  const forAsking = [...graph, 'scim-app' as const].find((name) => options[name] !== undefined);
  if (command === 'check' && forAsking !== undefined && options['ask-idp'] !== true)
    return `--${forAsking} says how Entra is asked: it goes with --ask-idp.`;
  if (options['ask-idp'] === true && (options['idp-outcome'] !== undefined || options['idp-text'] !== undefined))
    return '--ask-idp lets Entra itself say what --idp-outcome and --idp-text report. Choose one.';
  if (options['bearer-exception'] !== undefined && options['bearer-env'] === undefined) return '--bearer-exception goes with --bearer-env.';
  if (options.reason !== undefined && command !== 'connections' && (options.production !== true || options.reason.trim() === ''))
    return '--reason, a sentence or a change ticket, goes with --scim-url and --production. A saved connection is unlocked by “connections unlock”.';
  if (options.fault !== undefined && (options.connection !== undefined || options['scim-url'] !== undefined))
    return '--fault breaks the practice tenant alone: use it with --practice.';
  return undefined;
}

/** Refuses what would be passed over, and a verb that does not exist. A missing or unknown --source is refused by its command. */
export function refuseUseless(args: Arguments): void {
  refuseUnknownVerb(args);
  const taker = takerOf(args);
  const allowed = args.command === 'help' ? [] : uses[taker];
  if (allowed === undefined) return;
  const given = Object.keys(args.options) as OptionName[];
  const useless = given.find((name) => !everywhere.includes(name) && !allowed.includes(name));
  if (useless !== undefined) {
    const takers = Object.keys(uses).filter((other) => uses[other]?.includes(useless));
    const named = takers.map((other) => other.replace(/ --source .*/, ''));
    throw usage(`--${useless} means nothing for “${taker}”. It goes with: ${[...new Set(named)].join(', ')}.`);
  }
  const why = contradiction(args);
  if (why !== undefined) throw usage(why);
}
