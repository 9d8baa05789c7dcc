// `directory import --source entra|okta|scim`: a snapshot of a live directory, of a saved connection, of what the options say (kept nowhere),
// or, when nothing else is said, of the practice tenant. Secrets come from environment variables alone.
import { createHash } from 'node:crypto';
import type { Connection } from '../../../contract/connections.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import type { IdpAccess } from '../../../contract/idp-access.ts';
import { cloudNames } from '../../protocols/entra/clouds.ts';
import { type OptionName, oneOf, usage } from '../arguments.ts';
import { type Context, chooseConnection, connectionFromOptions, namedConnection } from '../context.ts';
import { endRun, followRun } from '../follow-run.ts';
import { clean, wrap } from '../report.ts';

export type LiveSource = 'entra' | 'okta' | 'scim';

/** How Entra is read, by hand. */
export const graphOptions = [
  'graph-tenant',
  'graph-cloud',
  'graph-client-id',
  'graph-secret-env',
  'graph-sign-in',
] as const satisfies readonly OptionName[];
/** How Okta is read, by hand. */
export const oktaOptions = ['okta-domain', 'okta-token-env', 'okta-client-id', 'okta-key-env'] as const satisfies readonly OptionName[];
const appOptions = ['scim-app', 'sso-app'] as const satisfies readonly OptionName[];

/** The value of an environment variable that must be there. */
export function secretFrom({ env }: Context, variable: string): string {
  const value = env[variable]?.trim() ?? '';
  if (value === '') throw usage(`The environment variable ${variable} is empty or not set.`);
  return value;
}

/** The value of an option that must be there. */
export function needed(context: Context, name: OptionName, what: string): string {
  const value = context.args.options[name];
  if (typeof value !== 'string' || value.trim() === '') throw usage(`--${name} is needed: ${what}.`);
  return value.trim();
}

interface Held {
  readonly access: IdpAccess;
  readonly secret: { readonly slot: 'graph' | 'okta'; readonly value: string } | undefined;
}

/** What those options say, with --scim-app and --sso-app; refused where one is missing. */
export function graphFrom(context: Context): Held {
  const { options } = context.args;
  const byBrowser = options['graph-sign-in'] === true;
  if (byBrowser && options['graph-secret-env'] !== undefined)
    throw usage('--graph-sign-in and --graph-secret-env are two ways to sign in. Choose one.');
  return {
    access: {
      okta: null,
      graph: {
        tenantId: needed(context, 'graph-tenant', 'the Directory (tenant) ID'),
        cloud: oneOf('graph-cloud', options['graph-cloud'], cloudNames, 'global'),
        clientId: needed(context, 'graph-client-id', 'the Application (client) ID of the app registration'),
        signIn: byBrowser ? 'administrator' : 'secret',
        scimApp: needed(context, 'scim-app', 'the Object ID of the enterprise app that provisions'),
        ssoApp: options['sso-app'] ?? '',
      },
    },
    secret: byBrowser
      ? undefined
      : {
          slot: 'graph',
          value: secretFrom(context, needed(context, 'graph-secret-env', 'the variable that holds the client secret, or --graph-sign-in')),
        },
  };
}

/** What those options say, with --scim-app and --sso-app; refused where one is missing. */
export function oktaFrom(context: Context): Held {
  const { options } = context.args;
  const service = options['okta-client-id'] !== undefined;
  const variable = service
    ? needed(context, 'okta-key-env', 'the variable that holds the private key of the service app (JWK or PEM)')
    : needed(context, 'okta-token-env', 'the variable that holds the API token');
  return {
    access: {
      graph: null,
      okta: {
        domain: needed(context, 'okta-domain', 'the domain of the organization, as example.okta.com'),
        signIn: service ? 'service-app' : 'api-token',
        clientId: options['okta-client-id'] ?? '',
        scimApp: needed(context, 'scim-app', 'the ID of the app that provisions'),
        ssoApp: options['sso-app'] ?? '',
      },
    },
    secret: { slot: 'okta', value: secretFrom(context, variable) },
  };
}

/** A connection for this command alone, that is nothing but the access to its identity provider. */
function onceConnection(context: Context, source: 'entra' | 'okta', place: string): Connection {
  const now = new Date().toISOString();
  const id = `once-${createHash('sha256').update(`${source}\n${place.toLowerCase()}`).digest('hex').slice(0, 24)}`;
  return {
    ...connectionFromOptions(context, place.slice(0, 80)),
    id,
    idp: source,
    credentialMode: 'none',
    practice: false,
    createdAt: now,
    updatedAt: now,
  };
}

async function practiceConnection(context: Context): Promise<Connection> {
  const { connectionId } = await context.app.handlers['practice.start']({});
  return namedConnection(context, connectionId ?? undefined);
}

async function connectionFor(context: Context, source: LiveSource): Promise<Connection> {
  const { app, args } = context;
  const { options } = args;
  const given = (names: readonly OptionName[]) => names.find((name) => options[name] !== undefined);
  const [graph, okta] = [given(graphOptions), given(oktaOptions)];
  const stray = source === 'entra' ? okta : source === 'okta' ? graph : (graph ?? okta ?? given(appOptions));
  if (stray !== undefined) throw usage(`--${stray} does not go with --source ${source}.`);
  const byOptions = given([...graphOptions, ...oktaOptions, ...appOptions]);
  const chosen = given(['connection', 'practice', 'scim-url']);
  if (byOptions !== undefined && chosen !== undefined)
    throw usage(`--${byOptions} says by hand how ${source === 'entra' ? 'Entra' : 'Okta'} is read; --${chosen} has that saved. Choose one.`);
  if (byOptions !== undefined && source !== 'scim') {
    const held = source === 'entra' ? graphFrom(context) : oktaFrom(context);
    const connection = onceConnection(context, source, held.access.graph?.tenantId ?? held.access.okta?.domain ?? '');
    app.holdConnection(connection, '');
    app.holdIdpAccess(connection.id, held.access, held.secret);
    return connection;
  }
  return chosen === undefined ? practiceConnection(context) : chooseConnection(context);
}

export async function importLive(context: Context, source: LiveSource): Promise<number> {
  const { app, terminal, args } = context;
  const connection = await connectionFor(context, source);
  terminal.note(`Directory import: ${connection.name}${connection.practice ? ' (PRACTICE TENANT)' : ''}`);
  const { runId } = await app.handlers['directory.take']({
    connectionId: connection.id,
    source,
    name: args.options.name ?? '',
    faults: args.options.fault ?? [],
  });
  return endRun(context, await followRun(context, runId));
}

/** A new snapshot of the same source; only what changed is read again where the source can tell. */
export async function refreshSnapshot(context: Context, { id, name, practice }: Snapshot): Promise<number> {
  const { app, terminal, args } = context;
  // A snapshot of the practice tenant outlives it: it is started as an import would start it.
  if (practice) await app.handlers['practice.start']({});
  terminal.note(`Refresh of the snapshot: ${clean(name)}${practice ? ' (PRACTICE TENANT)' : ''}`);
  const { runId } = await app.handlers['directory.refresh']({ snapshotId: id, name: args.options.name ?? '', faults: args.options.fault ?? [] });
  const code = await endRun(context, await followRun(context, runId));
  const { snapshots } = await app.handlers['directory.list']({});
  for (const note of snapshots[0]?.notes ?? []) if (code === 0) terminal.note(wrap(note, '  '));
  return code;
}
