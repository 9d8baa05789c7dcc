// `directory access`: how a saved connection's identity provider is read: see it, enter it, check it, forget it. A secret goes in by an
// environment variable into the keychain and never comes out.
import type { Connection } from '../../../contract/connections.ts';
import type { IdpAccess } from '../../../contract/idp-access.ts';
import { type OptionName, usage } from '../arguments.ts';
import { type Context, namedConnection } from '../context.ts';
import { clean, wrap } from '../report.ts';
import { graphFrom, graphOptions, oktaFrom, oktaOptions } from './directory-source.ts';

const kinds = ['entra', 'okta'] as const;
const slotOf = { entra: 'graph', okta: 'okta' } as const;
const words = { entra: 'Entra', okta: 'Okta' } as const;

const has = ({ graph, okta }: IdpAccess, kind: (typeof kinds)[number]) => (kind === 'entra' ? graph : okta) !== null;

function rowsOf(access: IdpAccess, kind: (typeof kinds)[number]): readonly (readonly [string, string])[] {
  const { graph, okta } = access;
  if (kind === 'entra' && graph !== null)
    return [
      ['Tenant', graph.tenantId],
      ['Cloud', graph.cloud],
      ['Client ID', graph.clientId],
      ['Sign-in', graph.signIn === 'secret' ? 'the app itself, with its client secret' : 'an administrator, in the browser, at each import'],
      ['SCIM app', graph.scimApp],
      ['SSO app', graph.ssoApp],
    ];
  if (kind === 'okta' && okta !== null)
    return [
      ['Domain', okta.domain],
      ['Sign-in', okta.signIn === 'api-token' ? 'an API token' : 'a service app, with its private key'],
      ['Client ID', okta.clientId],
      ['SCIM app', okta.scimApp],
      ['SSO app', okta.ssoApp],
    ];
  return [];
}

async function show({ app, terminal }: Context, { id, name }: Connection): Promise<object> {
  const kept = await app.handlers['idp-access.get']({ connectionId: id });
  const there = kinds.filter((kind) => has(kept.access, kind));
  if (there.length === 0) terminal.note(`${clean(name)} has no access to an identity provider. “directory access set” enters it.`);
  for (const kind of there) {
    const secret = kept.secrets[slotOf[kind]];
    terminal.note(words[kind]);
    for (const [label, value] of [...rowsOf(kept.access, kind), ['Secret', `${secret.isSet ? 'set' : 'not set'} (${secret.place})`] as const])
      if (value !== '') terminal.note(`  ${label.padEnd(11)}${clean(value)}`);
  }
  return kept;
}

async function set(context: Context, connection: Connection): Promise<object> {
  const { app, terminal, args } = context;
  const given = (names: readonly OptionName[]) => names.find((name) => args.options[name] !== undefined);
  const [graph, okta] = [given(graphOptions), given(oktaOptions)];
  if ((graph === undefined) === (okta === undefined)) throw usage('Say how Entra is read (--graph-tenant ...) or how Okta is (--okta-domain ...).');
  const held = graph === undefined ? oktaFrom(context) : graphFrom(context);
  const store = await app.secretStore();
  if (held.secret !== undefined && store.store !== 'persistent')
    throw usage(`Here a secret cannot outlive this command. ${store.place}. Give the options at each import instead.`);
  const { access } = await app.handlers['idp-access.get']({ connectionId: connection.id });
  const kept = await app.handlers['idp-access.save']({
    connectionId: connection.id,
    access: { graph: held.access.graph ?? access.graph, okta: held.access.okta ?? access.okta },
  });
  if (held.secret !== undefined) {
    const { slot, value } = held.secret;
    await app.handlers['connections.setSecret']({ id: connection.id, slot, secret: { text: value } });
  }
  terminal.note(`Kept with ${clean(connection.name)}. “directory access check” tries it.`);
  return kept;
}

async function check({ app, terminal }: Context, { id, name, practice }: Connection): Promise<{ readonly checks: readonly object[] }> {
  const { access } = await app.handlers['idp-access.get']({ connectionId: id });
  const there = kinds.filter((kind) => practice || has(access, kind));
  if (there.length === 0) throw usage(`${clean(name)} has no access to an identity provider. “directory access set” enters it.`);
  const checks = [];
  for (const idp of there) {
    const { kind, text } = await app.checkIdpAccess(id, idp);
    terminal.note(wrap(`${kind === 'works' ? '✓' : '✗'} ${words[idp]}: ${clean(text)}`, '  ', '    '));
    checks.push({ idp, works: kind === 'works', text });
  }
  return { checks };
}

async function forget({ app, terminal }: Context, { id, name }: Connection): Promise<object> {
  const kept = await app.handlers['idp-access.save']({ connectionId: id, access: { graph: null, okta: null } });
  for (const kind of kinds) await app.handlers['connections.clearSecret']({ id, slot: slotOf[kind] });
  terminal.note(`The access of ${clean(name)} and its secrets are removed. Snapshots stay.`);
  return { access: kept.access };
}

/** Exit code 1 when an access that was checked does not work. */
export async function directoryAccess(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const [, verb = 'show'] = args.words;
  const { connectionId } = args.options.practice === true ? await app.handlers['practice.start']({}) : { connectionId: undefined };
  const connection = await namedConnection(context, connectionId ?? args.options.connection);
  const document = await perform(context, verb, connection);
  if (args.options.json === true) terminal.print(JSON.stringify({ command: 'directory access', connection: connection.name, ...document }, null, 2));
  return 'checks' in document && (document.checks as readonly { works: boolean }[]).some(({ works }) => !works) ? 1 : 0;
}

function perform(context: Context, verb: string, connection: Connection): Promise<object> {
  switch (verb) {
    case 'show':
      return show(context, connection);
    case 'set':
      return set(context, connection);
    case 'check':
      return check(context, connection);
    case 'forget':
      return forget(context, connection);
    default:
      throw usage(`“directory access ${verb}” does not exist. There are: show, set, check, forget.`);
  }
}
