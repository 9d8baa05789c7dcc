// What every command gets: the composed app, the terminal and the arguments; and how a connection is found or made from options.
import { createHash } from 'node:crypto';
import type { Connection } from '../../contract/connections.ts';
import type { App } from '../app-types.ts';
import { readUrl } from '../domain/connection/web-address.ts';
import { type Arguments, authStyles, idps, matchingAttributes, oneOf, usage } from './arguments.ts';
import type { Terminal } from './terminal.ts';

export interface Context {
  readonly app: App;
  readonly terminal: Terminal;
  readonly args: Arguments;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl+C: what lives is cancelled and cleaned up, and the command ends with 130. */
  readonly interrupted: AbortSignal;
}

/** The saved connection of that name, any case. */
export async function namedConnection(context: Context, name: string | undefined): Promise<Connection> {
  const { connections } = await context.app.handlers['connections.list']({});
  if (name === undefined) throw usage('Name the connection.');
  const found = connections.find((connection) => connection.name.toLowerCase() === name.toLowerCase() || connection.id === name);
  if (found === undefined) {
    throw usage(
      `There is no connection named “${name}”. ${connections.length === 0 ? 'None is saved yet: see “scim-steward help connections”.' : `There are: ${connections.map((connection) => connection.name).join(', ')}.`}`,
    );
  }
  return found;
}

/** The secret from an environment variable or the first line of standard input; undefined when neither was asked for. */
export async function readSecret(context: Context): Promise<string | undefined> {
  const { options } = context.args;
  const variable = options['bearer-env'] ?? options['client-secret-env'];
  if (variable !== undefined) {
    const value = context.env[variable];
    if (value === undefined || value.trim() === '') throw usage(`The environment variable ${variable} is empty or not set.`);
    return trimmed(context, value);
  }
  if (options['client-secret-stdin'] !== true) return undefined;
  const line = await context.terminal.readSecretLine();
  if (line.trim() === '') throw usage('Standard input was empty: write the client secret as its first line.');
  return trimmed(context, line);
}

/** As the window does: a line end that came along from a file would be refused as a wrong secret. */
function trimmed({ terminal }: Context, value: string): string {
  if (value !== value.trim()) terminal.note('Blanks or line breaks at the ends of the secret were left out.');
  return value.trim();
}

/** The connection that options describe, without its id and times. */
export function connectionFromOptions(context: Context, name: string): Omit<Connection, 'id' | 'createdAt' | 'updatedAt' | 'practice'> {
  const { options } = context.args;
  const bearer = options['bearer-env'] !== undefined;
  return {
    name,
    idp: oneOf('idp', options.idp, idps, 'entra'),
    situation: 'new',
    production: options.production === true,
    credentialMode: bearer ? 'bearer' : 'client-credentials',
    scimUrl: options['scim-url'] ?? '',
    tokenUrl: options['token-url'] ?? '',
    clientId: options['client-id'] ?? '',
    authStyle: bearer ? 'bearer' : oneOf('auth-style', options['auth-style'], authStyles, 'body'),
    scope: options.scope ?? '',
    caFile: options['ca-file'] ?? '',
    matchingAttribute: oneOf('matching-attribute', options['matching-attribute'], matchingAttributes, 'externalId'),
    testDomain: options['test-domain'] ?? '',
    ownerOrganization: '',
    secretExpiresOn: '',
    bearerException: options['bearer-exception'] ?? '',
  };
}

/** The same server and client give the same id, with or without a query and the last slash, so that `cleanup` with the same options finds what an interrupted run left. */
export function onceId(scimUrl: string, clientId: string): string {
  const bare = scimUrl.trim().replace(/[?#].*$/s, '');
  const server = `${readUrl(bare)?.href ?? bare}`.replace(/\/+$/, '');
  return `once-${createHash('sha256').update(`${server}\n${clientId.trim()}`).digest('hex').slice(0, 24)}`;
}

const byHand = [
  'token-url',
  'client-id',
  'client-secret-env',
  'client-secret-stdin',
  'auth-style',
  'scope',
  'bearer-env',
  'bearer-exception',
  'idp',
  'matching-attribute',
  'ca-file',
  'production',
] as const;

/** What describes a connection by hand changes nothing of a saved one: passed over, a verdict would be taken for another provider's. */
function refuseByHand(options: Arguments['options']): void {
  const given = byHand.find((name) => options[name] !== undefined);
  if (given !== undefined) throw usage(`--${given} goes with --scim-url. A saved connection and the practice tenant keep their own values.`);
}

/** The connection a command is about: saved, practice, or from options and kept nowhere. What sends nothing needs no secret. */
export async function chooseConnection(context: Context, secretIs: 'needed' | 'not-needed' = 'needed'): Promise<Connection> {
  const { options } = context.args;
  const ways = [options.connection !== undefined, options.practice === true, options['scim-url'] !== undefined].filter(Boolean).length;
  if (ways > 1) throw usage('Choose one of --connection, --practice and --scim-url.');
  if (options['scim-url'] === undefined && ways === 1) refuseByHand(options);
  if (options.practice === true) {
    const { connectionId } = await context.app.handlers['practice.start']({});
    return namedConnection(context, connectionId ?? undefined);
  }
  if (options.connection !== undefined) return namedConnection(context, options.connection);
  if (options['scim-url'] === undefined) {
    throw usage(
      `Say which connection: --connection NAME, --scim-url URL${secretIs === 'needed' ? ' with its credentials' : ''}, or --practice to try it without a tenant.`,
    );
  }
  const secret = secretIs === 'needed' ? await readSecret(context) : '';
  if (secret === undefined)
    throw usage('Give the client secret by --client-secret-env VARIABLE or --client-secret-stdin (or a bearer token by --bearer-env VARIABLE).');
  const now = new Date().toISOString();
  const draft = connectionFromOptions(context, readUrl(options['scim-url'])?.host ?? options['scim-url'].slice(0, 60));
  const connection: Connection = { ...draft, id: onceId(draft.scimUrl, draft.clientId), practice: false, createdAt: now, updatedAt: now };
  await refuseAround(context, connection);
  context.app.holdConnection(connection, secret);
  if (connection.production && options.reason !== undefined)
    await context.app.handlers['connections.unlock']({ id: connection.id, reason: options.reason, minutes: unlockMinutes });
  return connection;
}

/** Given with the command, an unlock is for this command: long enough for the largest test sync. */
const unlockMinutes = 60;

/** What is labelled production is not written to under another label: its lock and its receipts would be gone around. */
async function refuseAround({ app, args }: Context, { id, clientId }: Connection): Promise<void> {
  const writes = args.command === 'sync' || args.command === 'rerun' || (args.command === 'conflicts' && args.words[0] === 'fix');
  if (!writes) return;
  const { connections } = await app.handlers['connections.list']({});
  const labelled = connections.find((saved) => saved.production && onceId(saved.scimUrl, clientId) === id);
  if (labelled !== undefined)
    throw usage(`This is the server of “${labelled.name}”, which is labelled production: use --connection “${labelled.name}”.`);
}
