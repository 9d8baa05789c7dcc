// Reads the command line. Promise: a secret is never taken from an argument, and a wrong word is answered with what to write instead.
import { parseArgs } from 'node:util';
import { largestLimits } from '../../contract/app.ts';
import { dialectNameSchema, idpSchema } from '../../contract/common.ts';
import { personKeySchema } from '../../contract/nested-groups.ts';
import type { HttpLimits } from '../platform/http/types.ts';
import { Refusal } from '../platform/refusal.ts';

export const commandNames = [
  'check',
  'ingress',
  'sync',
  'cleanup',
  'runs',
  'connections',
  'directory',
  'nested',
  'mapping',
  'claims',
  'conflicts',
  'rerun',
  'logs',
  'leavers',
  'person',
  'practice',
  'explain',
  'help',
] as const;
export type CommandName = (typeof commandNames)[number];

const options = {
  connection: { type: 'string' },
  practice: { type: 'boolean' },
  'scim-url': { type: 'string' },
  'token-url': { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret-env': { type: 'string' },
  'client-secret-stdin': { type: 'boolean' },
  'auth-style': { type: 'string' },
  scope: { type: 'string' },
  'bearer-env': { type: 'string' },
  'bearer-exception': { type: 'string' },
  idp: { type: 'string' },
  'matching-attribute': { type: 'string' },
  'ca-file': { type: 'string' },
  production: { type: 'boolean' },
  'all-auth-styles': { type: 'boolean' },
  'idp-outcome': { type: 'string' },
  'idp-text': { type: 'string' },
  'ask-idp': { type: 'boolean' },
  ranges: { type: 'string' },
  countries: { type: 'string' },
  'domain-choice': { type: 'string' },
  'service-tags': { type: 'string' },
  'connect-seconds': { type: 'string' },
  'answer-seconds': { type: 'string' },
  'body-megabytes': { type: 'string' },
  dialect: { type: 'string' },
  members: { type: 'string' },
  'test-domain': { type: 'string' },
  reusable: { type: 'boolean' },
  'nested-group': { type: 'boolean' },
  fault: { type: 'string', multiple: true },
  yes: { type: 'boolean' },
  'data-dir': { type: 'string' },
  report: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  name: { type: 'string' },
  'owner-organization': { type: 'string' },
  'secret-expires': { type: 'string' },
  reason: { type: 'string' },
  minutes: { type: 'string' },
  file: { type: 'string' },
  source: { type: 'string' },
  users: { type: 'string', multiple: true },
  groups: { type: 'string', multiple: true },
  memberships: { type: 'string', multiple: true },
  snapshot: { type: 'string' },
  group: { type: 'string' },
  export: { type: 'string' },
  'claim-mode': { type: 'string' },
  against: { type: 'string' },
  'person-key': { type: 'string' },
  'group-value': { type: 'string' },
  'last-cycle': { type: 'string' },
  earlier: { type: 'string' },
  'import-user-groups': { type: 'string' },
  'graph-tenant': { type: 'string' },
  'graph-cloud': { type: 'string' },
  'graph-client-id': { type: 'string' },
  'graph-secret-env': { type: 'string' },
  'graph-sign-in': { type: 'boolean' },
  'okta-domain': { type: 'string' },
  'okta-token-env': { type: 'string' },
  'okta-client-id': { type: 'string' },
  'okta-key-env': { type: 'string' },
  'scim-app': { type: 'string' },
  'sso-app': { type: 'string' },
  schema: { type: 'string' },
  after: { type: 'string' },
  drop: { type: 'string', multiple: true },
  seen: { type: 'string' },
  'provider-id-claim': { type: 'string' },
  'user-name-claim': { type: 'string' },
  'groups-claim': { type: 'string' },
  sso: { type: 'string' },
  'gallery-app': { type: 'boolean' },
  'tenant-url': { type: 'string' },
  'skip-out-of-scope': { type: 'string' },
  person: { type: 'string' },
  'external-id': { type: 'string' },
  'user-name': { type: 'string' },
  'scim-group': { type: 'string', multiple: true },
  'foundry-domain': { type: 'string' },
  'foundry-client-id': { type: 'string' },
  'foundry-secret-env': { type: 'string' },
  'foundry-token-env': { type: 'string' },
  'foundry-enrollment': { type: 'string' },
  rules: { type: 'string' },
  'provider-id': { type: 'string' },
  'sign-in-group': { type: 'string', multiple: true },
  attribute: { type: 'string', multiple: true },
  where: { type: 'string' },
  strategy: { type: 'string' },
  rate: { type: 'string' },
  'dry-run': { type: 'boolean' },
  user: { type: 'string' },
  undo: { type: 'string' },
  look: { type: 'string' },
  resume: { type: 'string' },
  exclude: { type: 'string' },
  port: { type: 'string' },
  tour: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true; strict: true }>>['values'];

export type OptionName = keyof Parsed;

export interface Arguments {
  readonly command: CommandName;
  /** Words after the command: `runs show ID`. */
  readonly words: readonly string[];
  readonly options: Parsed;
}

const refusedNames = [
  'client-secret',
  'secret',
  'password',
  'bearer',
  'token',
  'graph-secret',
  'okta-token',
  'okta-key',
  'foundry-secret',
  'foundry-token',
];

/** Exit 2 with a sentence: the administrator wrote something that cannot be carried out. */
export function usage(message: string): Refusal {
  return new Refusal('usage', message);
}

export function readArguments(argv: readonly string[]): Arguments {
  const secretName = argv.map((word) => /^--([a-z-]+)/.exec(word)?.[1]).find((name) => name !== undefined && refusedNames.includes(name));
  if (secretName !== undefined) {
    throw usage(
      `--${secretName} does not exist: what stands on a command line can be read by other programs and stays in the shell’s history. Use --${/^(?:graph|okta)-/.test(secretName) ? `${secretName}-env VARIABLE` : 'client-secret-env VARIABLE or --client-secret-stdin'}.`,
    );
  }
  let parsed: { values: Parsed; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's sentence names the word that is wrong; what it advises beyond that does not apply here.
    throw usage(`${(error instanceof Error ? error.message : String(error)).split('. ')[0]}. See “scim-steward help”.`);
  }
  if (parsed.values.version === true) return { command: 'help', words: ['version'], options: parsed.values };
  const [word = 'help', ...words] = parsed.positionals;
  const command = commandNames.find((name) => name === word);
  if (command === undefined) throw usage(`“${word}” is not a command. There are: ${commandNames.join(', ')}.`);
  if (parsed.values.help === true) return { command: 'help', words: [command], options: parsed.values };
  refuseLeftOver(command, words);
  return { command, words, options: parsed.values };
}

const wordsOf: Readonly<Record<CommandName, number>> = {
  check: 0,
  ingress: 0,
  sync: 0,
  cleanup: 0,
  explain: 0,
  nested: 0,
  rerun: 0,
  leavers: 0,
  person: 20,
  logs: 51,
  mapping: 1,
  claims: 1,
  conflicts: 2,
  practice: 2,
  help: 1,
  connections: 2,
  directory: 3,
  runs: 3,
};

/** A word that would be passed over is refused: it was meant for something. */
function refuseLeftOver(command: CommandName, words: readonly string[]): void {
  const left = words[wordsOf[command]];
  if (left !== undefined) throw usage(`“${left}” means nothing here. See “scim-steward help ${command}”; values with blanks need quotation marks.`);
  const topic = words[0];
  if (command === 'help' && topic !== undefined && topic !== 'version' && commandNames.every((name) => name !== topic))
    throw usage(`There is no help on “${topic}”. There is on: ${commandNames.join(', ')}.`);
}

/** A value that must be one of a few. */
export function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[], otherwise: T): T {
  if (value === undefined) return otherwise;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw usage(`--${name} is one of ${allowed.join(', ')}, not “${value}”.`);
  return found;
}

export function wholeNumber(
  name: string,
  value: string | undefined,
  range: { readonly from: number; readonly to: number; readonly otherwise: number },
): number {
  if (value === undefined) return range.otherwise;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= range.from && number <= range.to)) throw usage(`--${name} is a whole number from ${range.from} to ${range.to}, not “${value}”.`);
  return number;
}

/** Limits of the HTTP client as the options set them; the others stay as they are set in the app. */
export function readLimits(options: Arguments['options']): Partial<HttpLimits> {
  const given = (name: 'connect-seconds' | 'answer-seconds' | 'body-megabytes', to: number) =>
    options[name] === undefined ? undefined : wholeNumber(name, options[name], { from: 1, to, otherwise: 0 });
  const connect = given('connect-seconds', largestLimits.connectSeconds);
  const answer = given('answer-seconds', largestLimits.answerSeconds);
  const body = given('body-megabytes', largestLimits.bodyMegabytes);
  return {
    ...(connect === undefined ? {} : { connectMs: connect * 1000 }),
    ...(answer === undefined ? {} : { answerMs: answer * 1000 }),
    ...(body === undefined ? {} : { bodyBytes: body * 1024 * 1024 }),
  };
}

export const personKeys = personKeySchema.options;
export const idps = idpSchema.options;
export const dialects = dialectNameSchema.options;
export const authStyles = ['body', 'basic', 'basic-raw'] as const;
export const matchingAttributes = ['externalId', 'userName'] as const;
