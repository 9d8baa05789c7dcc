// Connections: make, edit, duplicate, delete, switch, export and import; their advice, secret, lock and receipts.
// A connection never holds its secret; deleting it deletes the secret first.
import { readFile, stat } from 'node:fs/promises';
import type { Handlers } from '../../../contract/calls.ts';
import type { Advice, Connection, ConnectionDraft, CredentialCard } from '../../../contract/connections.ts';
import { parsePaste } from '../../domain/connection/paste.ts';
import { readRootFile, rootFileProblem } from '../../platform/http/root-file.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { Refusal } from '../../platform/refusal.ts';
import { adviseConnection } from './advice.ts';
import { readConnectionsFile, writeConnectionsFile } from './exchange-file.ts';
import { adviseExpiry } from './expiry.ts';
import { createLocks, type Locks } from './locks.ts';
import { createObservations, type Observations } from './observations.ts';
import type { ConnectionsDeps } from './ports.ts';
import { type ConnectionSecrets, createConnectionSecrets } from './secrets.ts';

type ConnectionCall = Extract<keyof Handlers, `connections.${string}`>;

export interface ConnectionsFeature {
  readonly handlers: Pick<Handlers, ConnectionCall>;
  readonly secrets: ConnectionSecrets;
  readonly locks: Locks;
  readonly observations: Observations;
  /** The connection, or a refusal that says it is gone. */
  require(id: string): Promise<Connection>;
  selectedId(): Promise<string | null>;
  card(id: string): Promise<CredentialCard>;
  adviceFor(connection: Connection): Promise<readonly Advice[]>;
  /** Why the connection cannot be used as it is, each a sentence. */
  wrongWith(connection: Connection): Promise<readonly string[]>;
  /** Saves a connection whose practice mark is decided by the app, not by a draft. */
  keep(connection: Connection): Promise<void>;
}

const selectedKey = 'selected-connection';
const fileFilter = [{ name: 'SCIM Steward connections', extensions: ['json'] }];

export function createConnectionsFeature(deps: ConnectionsDeps): ConnectionsFeature {
  const secrets = createConnectionSecrets(deps);
  const locks = createLocks(deps);
  const observations = createObservations(deps.settings);

  async function require(id: string): Promise<Connection> {
    const connection = await deps.connections.get(id);
    if (connection === undefined) throw new Refusal('connection-gone', 'This connection no longer exists. Choose another one.');
    return connection;
  }

  async function selectedId(): Promise<string | null> {
    const [all, stored] = [await deps.connections.list(), await deps.settings.get(selectedKey)];
    return all.find((connection) => connection.id === stored)?.id ?? all[0]?.id ?? null;
  }

  async function keep(connection: Connection): Promise<void> {
    await deps.connections.put(connection);
    deps.changed();
  }

  async function save(draft: ConnectionDraft): Promise<Connection> {
    const { id, ...fields } = draft;
    const known = id === undefined ? undefined : await require(id);
    const name = fields.name.trim();
    const taken = (await deps.connections.list()).some((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase());
    if (taken) throw new Refusal('name-taken', `There is already a connection named “${name}”. Choose another name.`);
    if (known?.practice === true)
      throw new Refusal('practice-connection', 'The practice connection is made by the app. Add a connection of your own to change its settings.');
    const now = deps.clock.now();
    const saved: Connection = {
      ...fields,
      name,
      scimUrl: fields.scimUrl.trim(),
      tokenUrl: fields.tokenUrl.trim(),
      clientId: fields.clientId.trim(),
      scope: fields.scope.trim(),
      testDomain: fields.testDomain.trim(),
      practice: false,
      id: known?.id ?? deps.random.uuid(),
      createdAt: known?.createdAt ?? now,
      updatedAt: now,
    };
    await keep(saved);
    return saved;
  }

  const advise = (draft: ConnectionDraft) => adviseWhole(draft, deps.clock.now());

  async function card(id: string): Promise<CredentialCard> {
    const connection = await require(id);
    const advised = await advise(connection);
    const lastTokenAt = await deps.settings.get(`last-token-at:${id}`);
    const lastRunAt = await deps.lastRunAt(id);
    return {
      connection,
      secret: await secrets.status(id),
      lock: await locks.state(connection),
      ...advised,
      observations: await observations.of(id),
      ...(lastTokenAt === undefined ? {} : { lastTokenAt }),
      ...(lastRunAt === undefined ? {} : { lastRunAt }),
    };
  }

  const handlers: Pick<Handlers, ConnectionCall> = {
    'connections.list': async () => {
      const connections = [...(await deps.connections.list())];
      const states = await Promise.all(connections.map(async (connection) => [connection.id, await locks.state(connection)] as const));
      return { connections, selectedId: await selectedId(), locks: Object.fromEntries(states) };
    },
    'connections.card': ({ id }) => card(id),
    'connections.save': save,
    'connections.remove': async ({ id }) => {
      await require(id);
      await secrets.clearAll(id);
      await deps.connections.remove(id);
      await observations.forget(id);
      deps.changed();
      return { done: true };
    },
    'connections.duplicate': async ({ id }) => {
      const { createdAt: _made, updatedAt: _changed, id: _id, practice: _practice, ...rest } = await require(id);
      const names = new Set((await deps.connections.list()).map((connection) => connection.name.toLowerCase()));
      const base = `${rest.name.slice(0, 70)} copy`;
      const name = Array.from({ length: names.size + 1 }, (_, index) => (index === 0 ? base : `${base} ${index + 1}`)).find(
        (candidate) => !names.has(candidate.toLowerCase()),
      );
      return save({ ...rest, name: name ?? base });
    },
    'connections.select': async ({ id }) => {
      await require(id);
      await deps.settings.set(selectedKey, id);
      deps.changed();
      return { done: true };
    },
    'connections.setSecret': async ({ id, secret, slot }) => {
      await require(id);
      const status = await secrets.set(id, secret, slot);
      deps.changed();
      return status;
    },
    'connections.clearSecret': async ({ id, slot }) => {
      await require(id);
      const status = await secrets.clear(id, slot);
      deps.changed();
      return status;
    },
    'connections.parsePaste': async ({ text }) => {
      const { secret, notes, ...values } = parsePaste(text);
      return { ...values, notes: [...notes], ...(secret === undefined ? {} : { secretHandle: secrets.hold(secret) }) };
    },
    'connections.advise': (draft) => advise(draft),
    'connections.exportFile': async ({ ids }) => {
      const chosen = (await deps.connections.list()).filter((connection) => ids.includes(connection.id) && !connection.practice);
      if (chosen.length === 0)
        throw new Refusal('nothing-to-export', 'Choose at least one connection of your own. The practice connection is not exported.');
      const path = await deps.dialogs.saveFile({
        title: 'Export connections (without secrets)',
        defaultName: 'scim-steward-connections.json',
        filters: fileFilter,
      });
      if (path !== null) await writePrivateFile(path, writeConnectionsFile(chosen));
      return { path };
    },
    'connections.importFile': async () => {
      const path = await deps.dialogs.openFile({ title: 'Import connections', filters: fileFilter });
      if (path === null) return { imported: [], refused: [] };
      return importFrom(await readCapped(path));
    },
    'connections.chooseCaFile': async () => {
      const path = await deps.dialogs.openFile({
        title: 'Choose a file with additional root certificates',
        filters: [{ name: 'Certificates (PEM)', extensions: ['pem', 'crt', 'cer'] }],
      });
      return { path };
    },
    'connections.unlock': async ({ id, reason, minutes }) => {
      const connection = await require(id);
      if (!connection.production) throw new Refusal('not-production', 'Only connections labelled production are locked. This one is not.');
      const state = await locks.unlock(connection, reason, minutes);
      deps.changed();
      return state;
    },
    'connections.lock': async ({ id }) => {
      const state = await locks.lock(await require(id));
      deps.changed();
      return state;
    },
    'connections.receipts': async ({ id }) => ({ receipts: [...(await deps.receipts(id))] }),
  };

  async function importFrom(text: string): Promise<{ imported: Connection[]; refused: string[] }> {
    const { drafts, refused } = readConnectionsFile(text);
    const imported: Connection[] = [];
    const problems = [...refused];
    for (const draft of drafts) {
      try {
        imported.push(await save(draft));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push(`${draft.name}: ${error.message}`);
      }
    }
    return { imported, refused: problems };
  }

  const adviceFor = async (connection: Connection) => (await advise(connection)).advice;
  const wrongWith = async (connection: Connection) => (await adviceFor(connection)).filter(stopsRequests).map(({ text }) => text);
  return { handlers, secrets, locks, observations, require, selectedId, card, adviceFor, wrongWith, keep };
}

/** The name is for people, and the test domain is asked for anew by each test sync. */
const stopsRequests = ({ severity, field }: Advice): boolean => severity === 'error' && field !== 'name' && field !== 'testDomain';

/** Advice from the text alone, what is known of the CA file it names, and the day the secret is planned to end. */
async function adviseWhole(draft: ConnectionDraft, now: string): Promise<{ advice: Advice[]; realm?: string }> {
  const { advice, realm } = adviseConnection(draft);
  const expiry = draft.credentialMode === 'none' ? [] : adviseExpiry(draft.secretExpiresOn, now);
  return { advice: [...advice, ...expiry, ...(await caFileAdvice(draft.caFile))], ...(realm === undefined ? {} : { realm }) };
}

async function caFileAdvice(path: string): Promise<readonly Advice[]> {
  if (path === '') return [];
  let text: string;
  try {
    text = await readCapped(path);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return [{ id: 'caFile.unreadable', field: 'caFile', severity: 'error', text: 'This file cannot be opened. Choose it again.' }];
  }
  const file = readRootFile(text);
  const problem = rootFileProblem(file);
  if (problem === undefined) return [];
  return [{ id: file.kind === 'none' ? 'caFile.no-certificate' : 'caFile.damaged', field: 'caFile', severity: 'error', text: problem }];
}

async function readCapped(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Refusal('file-unreadable', `This file cannot be opened: ${path}. Choose another one.`);
  // A device or a pipe would be read for ever.
  if (!found.isFile()) throw new Refusal('not-a-file', 'This is not a file. Choose another one.');
  const { size } = found;
  if (size > 5_000_000) throw new Refusal('file-too-large', 'This file is larger than 5 MB, which no such file is. Choose another one.');
  return readFile(path, 'utf8').catch(() => {
    throw new Refusal('file-unreadable', `This file may not be read by this user: ${path}.`);
  });
}
