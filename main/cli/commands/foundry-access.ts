// `connections foundry`: how Foundry's admin API is read for a saved connection: see it, enter it, try it, forget it. A secret goes in by an environment
// variable into the keychain and never comes out. Other commands take the same options for themselves alone.
import type { Connection } from '../../../contract/connections.ts';
import type { FoundryAccess } from '../../../contract/foundry.ts';
import { type OptionName, usage } from '../arguments.ts';
import { type Context, namedConnection } from '../context.ts';
import { clean, findingText, wrap } from '../report.ts';
import { needed, secretFrom } from './directory-source.ts';

export const foundryOptions = [
  'foundry-domain',
  'foundry-client-id',
  'foundry-secret-env',
  'foundry-token-env',
  'foundry-enrollment',
] as const satisfies readonly OptionName[];

interface Held {
  readonly access: FoundryAccess;
  readonly secret: string;
}

/** What those options say; undefined when none is given, refused where one is missing. */
export function foundryFrom(context: Context): Held | undefined {
  const { options } = context.args;
  if (foundryOptions.every((name) => options[name] === undefined)) return undefined;
  const domain = needed(context, 'foundry-domain', 'the domain of Foundry, as example.palantirfoundry.com');
  const enrollmentRid = options['foundry-enrollment'] ?? '';
  if (options['foundry-token-env'] !== undefined) {
    if (options['foundry-client-id'] !== undefined || options['foundry-secret-env'] !== undefined)
      throw usage('--foundry-token-env is a token by itself: leave --foundry-client-id and --foundry-secret-env out.');
    return { access: { domain, signIn: 'token', clientId: '', enrollmentRid }, secret: secretFrom(context, options['foundry-token-env']) };
  }
  const clientId = needed(context, 'foundry-client-id', 'the client ID of the third-party application, or --foundry-token-env');
  const variable = needed(context, 'foundry-secret-env', 'the variable that holds its secret');
  return { access: { domain, signIn: 'client', clientId, enrollmentRid }, secret: secretFrom(context, variable) };
}

/** For commands that read the admin API: what the options say counts for this command alone. */
export function holdFoundry(context: Context, connectionId: string): void {
  const held = foundryFrom(context);
  if (held !== undefined) context.app.holdFoundryAccess(connectionId, held.access, held.secret);
}

async function show({ app, terminal }: Context, { id, name }: Connection): Promise<object> {
  const kept = await app.handlers['foundry-access.get']({ connectionId: id });
  const { access, secret } = kept;
  if (access === null) {
    terminal.note(`${clean(name)} has no access to Foundry’s admin API. “connections foundry set” enters it; everything else works without it.`);
    return kept;
  }
  const rows: readonly (readonly [string, string])[] = [
    ['Domain', access.domain],
    ['Sign-in', access.signIn === 'client' ? 'a third-party application, scope api:admin-read' : 'a token that somebody made'],
    ['Client ID', access.clientId],
    ['Enrollment', access.enrollmentRid],
    ['Secret', `${secret.isSet ? 'set' : 'not set'} (${secret.place})`],
  ];
  for (const [label, value] of rows) if (value !== '') terminal.note(`  ${label.padEnd(11)}${clean(value)}`);
  return kept;
}

async function set(context: Context, connection: Connection): Promise<object> {
  const { app, terminal } = context;
  const held = foundryFrom(context);
  if (held === undefined) throw usage('Say how the admin API is read: --foundry-domain, --foundry-client-id and --foundry-secret-env.');
  const store = await app.secretStore();
  if (store.store !== 'persistent')
    throw usage(`Here a secret cannot outlive this command. ${store.place}. Give the options to each command instead.`);
  const kept = await app.handlers['foundry-access.save']({ connectionId: connection.id, access: held.access });
  await app.handlers['connections.setSecret']({ id: connection.id, slot: 'foundry', secret: { text: held.secret } });
  terminal.note(`Kept with ${clean(connection.name)}. “connections foundry try” tries it.`);
  return kept;
}

async function attempt(context: Context, connection: Connection): Promise<object> {
  const { app, terminal } = context;
  holdFoundry(context, connection.id);
  const tried = await app.handlers['foundry-access.try']({ connectionId: connection.id });
  for (const { part, state, text } of tried.parts) {
    const mark = state === 'works' ? '✓' : state === 'not-tried' ? '·' : '✗';
    terminal.note(wrap(`${mark} ${part}: ${clean(text)}`, '  ', '    '));
  }
  for (const finding of tried.findings) terminal.note(findingText(finding, terminal));
  return tried;
}

async function forget({ app, terminal }: Context, { id, name }: Connection): Promise<object> {
  await app.handlers['foundry-access.save']({ connectionId: id, access: null });
  terminal.note(`The access of ${clean(name)} to Foundry’s admin API and its secret are removed.`);
  return {};
}

function perform(context: Context, verb: string, connection: Connection): Promise<object> {
  switch (verb) {
    case 'show':
      return show(context, connection);
    case 'set':
      return set(context, connection);
    case 'try':
      return attempt(context, connection);
    case 'forget':
      return forget(context, connection);
    default:
      throw usage(`“connections foundry ${verb}” does not exist. There are: show, set, try, forget.`);
  }
}

/** Exit code 1 when the access that was tried does not sign in. */
export async function foundryAccess(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const [, verb = 'show'] = args.words;
  const { connectionId } = args.options.practice === true ? await app.handlers['practice.start']({}) : { connectionId: undefined };
  const connection = await namedConnection(context, connectionId ?? args.options.connection);
  const document = await perform(context, verb, connection);
  if (args.options.json === true)
    terminal.print(JSON.stringify({ command: 'connections foundry', connection: connection.name, ...document }, null, 2));
  return 'findings' in document && (document.findings as readonly { readonly severity: string }[]).some(({ severity }) => severity === 'error')
    ? 1
    : 0;
}
