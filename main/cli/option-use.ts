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
const online = ['connection', 'practice', ...byHand, 'connect-seconds', 'answer-seconds', 'body-megabytes', 'report'] as const;

/** What each command takes beside the options that go everywhere. */
const uses: Readonly<Record<string, readonly OptionName[]>> = {
  check: [...online, 'all-auth-styles', 'fault'],
  sync: [...online, 'dialect', 'members', 'test-domain', 'reusable', 'yes', 'reason', 'fault'],
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
  practice: ['port', 'fault'],
  'practice --tour': ['tour', 'fault', 'report', 'connect-seconds', 'answer-seconds', 'body-megabytes'],
  'practice faults': [],
  nested: ['snapshot', 'group', 'export', 'claim-mode', 'import-user-groups'],
  'mapping check': ['schema', ...signOn, 'claim-mode', 'gallery-app', 'tenant-url', 'skip-out-of-scope'],
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
  explain: ['file'],
};

const everywhere: readonly string[] = ['data-dir', 'json', 'help', 'version'] satisfies OptionName[];

function takerOf({ command, words, options }: Arguments): string {
  if (command === 'practice' && words[0] === undefined) return options.tour === true ? 'practice --tour' : 'practice';
  const withVerbs: readonly CommandName[] = ['runs', 'connections', 'practice', 'mapping', 'claims'];
  return withVerbs.includes(command) ? `${command} ${words[0] ?? 'list'}` : command;
}

/** Options that go together or not at all; the sentence says why. */
function contradiction({ command, options }: Arguments): string | undefined {
  const sources = credential.filter((name) => options[name] !== undefined);
  if (sources.length > 1) return `--${sources[0]} and --${sources[1]} both give a secret. Choose one.`;
  const clientOnly = (['token-url', 'client-id', 'auth-style', 'scope'] as const).find((name) => options[name] !== undefined);
  if (options['bearer-env'] !== undefined && clientOnly !== undefined)
    return `--${clientOnly} goes with client credentials. A bearer token (--bearer-env) is sent as it is.`;
  if (options['bearer-exception'] !== undefined && options['bearer-env'] === undefined) return '--bearer-exception goes with --bearer-env.';
  if (options.reason !== undefined && command !== 'connections' && (options.production !== true || options.reason.trim() === ''))
    return '--reason, a sentence or a change ticket, goes with --scim-url and --production. A saved connection is unlocked by “connections unlock”.';
  if (options.fault !== undefined && (options.connection !== undefined || options['scim-url'] !== undefined))
    return '--fault breaks the practice tenant alone: use it with --practice.';
  return undefined;
}

/** Refuses what would be passed over. A command or verb that does not exist is refused elsewhere, with those there are. */
export function refuseUseless(args: Arguments): void {
  const taker = takerOf(args);
  const allowed = args.command === 'help' ? [] : uses[taker];
  if (allowed === undefined) return;
  const given = Object.keys(args.options) as OptionName[];
  const useless = given.find((name) => !everywhere.includes(name) && !allowed.includes(name));
  if (useless !== undefined) {
    const takers = Object.keys(uses).filter((other) => uses[other]?.includes(useless));
    throw usage(`--${useless} means nothing for “${taker}”. It goes with: ${takers.join(', ')}.`);
  }
  const why = contradiction(args);
  if (why !== undefined) throw usage(why);
}
