// The verbs of `connections` that change or copy a saved connection, choose the one the app works with, and show what was written through it.
// Secrets are not touched here.
import type { ConnectionDraft, Receipt } from '../../../contract/connections.ts';
import { type Arguments, authStyles, idps, matchingAttributes, oneOf, usage } from '../arguments.ts';
import { type Context, namedConnection, onceId } from '../context.ts';
import { localTime } from '../local-time.ts';
import { clean, wrap } from '../report.ts';

/** The notes of the credential card. */
export function cardNotes(options: Arguments['options']): Partial<Pick<ConnectionDraft, 'ownerOrganization' | 'secretExpiresOn'>> {
  const { 'owner-organization': ownerOrganization, 'secret-expires': secretExpiresOn } = options;
  if (secretExpiresOn !== undefined && secretExpiresOn !== '' && !isDay(secretExpiresOn))
    throw usage(`--secret-expires is a day such as 2027-01-31, not “${secretExpiresOn}”.`);
  return { ...(ownerOrganization === undefined ? {} : { ownerOrganization }), ...(secretExpiresOn === undefined ? {} : { secretExpiresOn }) };
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** What the options change; a value that was not given stays as it is. */
function changesOf(options: Arguments['options']): Partial<ConnectionDraft> {
  const texts = {
    name: options.name,
    scimUrl: options['scim-url'],
    tokenUrl: options['token-url'],
    clientId: options['client-id'],
    scope: options.scope,
    caFile: options['ca-file'],
    testDomain: options['test-domain'],
    bearerException: options['bearer-exception'],
  };
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    ...(options.idp === undefined ? {} : { idp: oneOf('idp', options.idp, idps, 'entra') }),
    ...(options['auth-style'] === undefined ? {} : { authStyle: oneOf('auth-style', options['auth-style'], authStyles, 'body') }),
    ...(options['matching-attribute'] === undefined
      ? {}
      : { matchingAttribute: oneOf('matching-attribute', options['matching-attribute'], matchingAttributes, 'externalId') }),
    ...(options.production === true ? { production: true } : {}),
    ...cardNotes(options),
  };
}

export async function edit(context: Context): Promise<unknown> {
  const { app, args, terminal } = context;
  const { createdAt: _made, updatedAt: _changed, practice: _practice, ...draft } = await namedConnection(context, args.words[1]);
  const changes = changesOf(args.options);
  if (Object.keys(changes).length === 0) throw usage('Say what is to be changed, for example --token-url URL or --secret-expires 2027-01-31.');
  const changed = { ...draft, ...changes };
  const { advice } = await app.handlers['connections.advise'](changed);
  const errors = advice.filter((entry) => entry.severity === 'error');
  if (errors.length > 0) throw usage(errors.map((entry) => entry.text).join(' '));
  const saved = await app.handlers['connections.save'](changed);
  for (const entry of advice) terminal.note(wrap(entry.text, '  '));
  terminal.note(`Saved: ${clean(saved.name)}`);
  return { connection: saved };
}

export async function duplicate(context: Context): Promise<unknown> {
  const { id, name } = await namedConnection(context, context.args.words[1]);
  const copy = await context.app.handlers['connections.duplicate']({ id });
  context.terminal.note(`${clean(copy.name)} is a copy of ${clean(name)}, without its secret: enter it with “connections set-secret”.`);
  return { connection: copy };
}

export async function select(context: Context): Promise<unknown> {
  const { id, name } = await namedConnection(context, context.args.words[1]);
  await context.app.handlers['connections.select']({ id });
  context.terminal.note(`The window works with ${clean(name)} from now on; in the terminal each command names its own.`);
  return { selectedId: id };
}

/** The saved connection, or the one that a command was given by hand: it is kept nowhere, but what it wrote is. */
async function writer(context: Context): Promise<{ readonly id: string; readonly name: string }> {
  const { 'scim-url': scimUrl, 'client-id': clientId = '' } = context.args.options;
  const name = context.args.words[1];
  if (scimUrl === undefined) return namedConnection(context, name);
  if (name !== undefined) throw usage('Choose one of NAME and --scim-url.');
  return { id: onceId(scimUrl, clientId), name: scimUrl };
}

/** Who wrote what through a connection, newest first. */
export async function receipts(context: Context): Promise<unknown> {
  const { id, name } = await writer(context);
  const found = await context.app.handlers['connections.receipts']({ id });
  if (context.args.options.json === true) return found;
  if (found.receipts.length === 0) context.terminal.print(`Nothing was written through ${clean(name)}.`);
  for (const receipt of found.receipts) context.terminal.print(receiptText(receipt));
  return undefined;
}

function receiptText(receipt: Receipt): string {
  const rows = [
    ['Before', receipt.before],
    ['After', receipt.after],
    ['Undo', receipt.undo],
    ['Reason', receipt.reason],
    ['Run', receipt.runId ?? ''],
  ] as const;
  const lines = rows.filter(([, value]) => value !== '').map(([label, value]) => `  ${label.padEnd(8)}${clean(value)}`);
  return [`${localTime(receipt.at)}  ${clean(receipt.who)}: ${clean(receipt.action)}`, ...lines].join('\n');
}
