// `connections`: the saved connections in the terminal. Secrets go in by environment variable or standard input and never come out.
import type { Connection, LockState } from '../../../contract/connections.ts';
import { usage, wholeNumber } from '../arguments.ts';
import { type Context, connectionFromOptions, namedConnection, readSecret } from '../context.ts';
import { localTime } from '../local-time.ts';
import { clean, wrap } from '../report.ts';
import { cardNotes, duplicate, edit, receipts, select } from './connection-changes.ts';
import { foundryAccess } from './foundry-access.ts';

type Verb = (context: Context) => Promise<unknown>;

const verbs: Readonly<Record<string, Verb>> = {
  list: async ({ app, terminal, args }) => {
    const { connections, selectedId } = await app.handlers['connections.list']({});
    if (args.options.json === true) return { connections, selectedId };
    if (connections.length === 0)
      terminal.print('No connections yet. “scim-steward help connections” says how to add one; “scim-steward practice --tour” needs none.');
    for (const connection of connections) terminal.print(row(connection, connection.id === selectedId));
    return undefined;
  },
  show: async (context) => {
    const connection = await namedConnection(context, context.args.words[1]);
    const card = await context.app.handlers['connections.card']({ id: connection.id });
    if (context.args.options.json === true) return card;
    const { terminal } = context;
    terminal.print(row(connection, false));
    for (const [label, value] of [
      ['SCIM URL', connection.scimUrl],
      ['Realm', card.realm ?? ''],
      ['Token endpoint', connection.tokenUrl],
      ['Client ID', connection.clientId],
      [
        'Secret',
        `${card.secret.isSet ? `set${card.secret.setAt === undefined ? '' : ` on ${localTime(card.secret.setAt)}`}` : 'not set'} (${card.secret.place})`,
      ],
      ['Last token', card.lastTokenAt === undefined ? 'none yet' : localTime(card.lastTokenAt)],
      ['Owner', connection.ownerOrganization],
      ['Planned expiry', connection.secretExpiresOn],
      ['Writes', lockWords(card.lock)],
    ] as const) {
      if (value !== '') terminal.print(`  ${label.padEnd(16)}${clean(value)}`);
    }
    for (const { question, seen } of card.observations)
      if (seen !== null) terminal.print(wrap(`${question} ${seen.answer} (${localTime(seen.at)})`, '  ', '    '));
    for (const advice of card.advice)
      terminal.print(wrap(`${advice.severity === 'error' ? '✗' : advice.severity === 'warning' ? '!' : 'i'} ${advice.text}`, '  ', '    '));
    return undefined;
  },
  add: async (context) => {
    const { app, args, terminal } = context;
    if (args.options.name === undefined) throw usage('Give the connection a name with --name.');
    const secret = await readSecret(context);
    const draft = { ...connectionFromOptions(context, args.options.name), ...cardNotes(args.options) };
    const { advice } = await app.handlers['connections.advise'](draft);
    const errors = advice.filter((entry) => entry.severity === 'error');
    if (errors.length > 0) throw usage(errors.map((entry) => entry.text).join(' '));
    if (secret !== undefined) await needPersistentStore(context);
    const saved = await app.handlers['connections.save'](draft);
    if (secret !== undefined) await app.handlers['connections.setSecret']({ id: saved.id, secret: { text: secret } });
    for (const entry of advice) terminal.note(wrap(entry.text, '  '));
    terminal.note(`Saved: ${saved.name}${secret === undefined ? ' (no secret yet: “connections set-secret”)' : ''}`);
    return { connection: saved };
  },
  edit,
  duplicate,
  select,
  receipts,
  remove: async (context) => {
    const connection = await namedConnection(context, context.args.words[1]);
    const { secret } = await context.app.handlers['connections.card']({ id: connection.id });
    const { secrets } = await context.app.handlers['idp-access.get']({ connectionId: connection.id });
    const set = [secret, secrets.graph, secrets.okta].filter(({ isSet }) => isSet).length;
    await context.app.handlers['connections.remove']({ id: connection.id });
    const kept = set === 0 ? '; it had no secret' : set === 1 ? ' and its secret' : ` and its ${set} secrets`;
    context.terminal.note(`Removed ${clean(connection.name)}${kept}.`);
    return { removed: connection.name };
  },
  'set-secret': async (context) => {
    const connection = await namedConnection(context, context.args.words[1]);
    const secret = await readSecret(context);
    if (secret === undefined) throw usage('Give the secret by --client-secret-env VARIABLE or --client-secret-stdin.');
    await needPersistentStore(context);
    const status = await context.app.handlers['connections.setSecret']({ id: connection.id, secret: { text: secret } });
    context.terminal.note(`Stored in ${status.place}.${status.note === undefined ? '' : ` ${status.note}`}`);
    return { secret: status };
  },
  'clear-secret': async (context) => {
    const connection = await namedConnection(context, context.args.words[1]);
    const { secret: before } = await context.app.handlers['connections.card']({ id: connection.id });
    const secret = await context.app.handlers['connections.clearSecret']({ id: connection.id });
    context.terminal.note(before.isSet ? `The secret of ${clean(connection.name)} is removed.` : `${clean(connection.name)} had no secret.`);
    return { secret };
  },
  export: async ({ app, terminal }) => {
    const { connections } = await app.handlers['connections.list']({});
    const { path } = await app.handlers['connections.exportFile']({ ids: connections.map((connection) => connection.id) });
    terminal.note(`Written without secrets: ${path}`);
    return { path };
  },
  import: async ({ app, terminal }) => {
    const result = await app.handlers['connections.importFile']({});
    if (result.imported.length === 0 && result.refused.length > 0) throw usage(`Nothing was imported. ${result.refused.join(' ')}`);
    terminal.note(
      `${result.imported.length} imported, ${result.refused.length} refused.${result.imported.length === 0 ? '' : ' No secrets are in such a file: enter them with “connections set-secret”.'}`,
    );
    for (const line of result.refused) terminal.note(wrap(`- ${line}`, '  ', '    '));
    return result;
  },
  unlock: async (context) => {
    const { options, words } = context.args;
    const connection = await namedConnection(context, words[1]);
    if (options.reason === undefined || options.reason.trim() === '')
      throw usage('Say why with --reason: a sentence or a change ticket. The receipts keep it.');
    const minutes = wholeNumber('minutes', options.minutes, { from: 1, to: 240, otherwise: 30 });
    const lock = await context.app.handlers['connections.unlock']({ id: connection.id, reason: options.reason, minutes });
    context.terminal.note(lockWords(lock));
    return { lock };
  },
  lock: async (context) => {
    const connection = await namedConnection(context, context.args.words[1]);
    if (!connection.production) throw usage('Only connections labelled production are locked. This one is not.');
    const lock = await context.app.handlers['connections.lock']({ id: connection.id });
    context.terminal.note(lockWords(lock));
    return { lock };
  },
};

export async function connections(context: Context): Promise<number> {
  const word = context.args.words[0] ?? 'list';
  if (word === 'foundry') return foundryAccess(context);
  const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  if (verb === undefined) throw usage(`“connections ${word}” does not exist. There are: ${[...Object.keys(verbs), 'foundry'].join(', ')}.`);
  const result = await verb(context);
  if (context.args.options.json === true) context.terminal.print(JSON.stringify({ command: 'connections', ...Object(result) }, null, 2));
  return 0;
}

/** Whether a test sync may write there now. */
function lockWords(lock: LockState): string {
  switch (lock.kind) {
    case 'open':
      return 'Writes are allowed.';
    case 'locked':
      return 'Writes are locked, because this connection is labelled production.';
    case 'unlocked':
      return `Writes are allowed until ${localTime(lock.until)}: ${clean(lock.reason)}`;
    case 'forbidden':
      return clean(lock.by);
  }
}

/** A secret that ends with this command would be a false promise. */
async function needPersistentStore(context: Context): Promise<void> {
  const store = await context.app.secretStore();
  if (store.store !== 'persistent') {
    throw usage(
      `Here a secret cannot outlive this command. ${store.place}. Give all of the connection’s options with --client-secret-env at each command instead.`,
    );
  }
}

function row(connection: Connection, selected: boolean): string {
  const marks = [connection.production ? 'PRODUCTION' : '', connection.practice ? 'PRACTICE' : ''].filter((mark) => mark !== '').join(' ');
  return `${selected ? '*' : ' '} ${clean(connection.name).padEnd(30)} ${connection.idp.padEnd(6)} ${clean(connection.scimUrl)} ${marks}`.trimEnd();
}
