// No secret is kept, said or shown: planted in every place where one can enter, looked for in every form in every place where it could come
// out. Each kind of place is proven first with a secret planted on purpose. The screens are searched by the end-to-end tests.
import { appendFileSync, cpSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../contract/common.ts';
import { reportFormatSchema } from '../../contract/runs.ts';
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../main/practice/types.ts';
import { directoryVerdicts, readDirectories } from './secret-directories.ts';
import { type EchoMode, type EchoServer, startEchoServer } from './secret-echo.ts';
import { formsOf } from './secret-forms.ts';
import { beginLife, draft, type Life, startProxy407, tapAuthorization } from './secret-life.ts';
import { type Place, placeOf, placesIn, searchIn, type Wanted, wanted } from './secret-search.ts';
import { runTerminal } from './secret-terminal.ts';

/** Characters that show in every encoding. Token and proxy password hold only what a header and an address can carry. */
const planted = {
  secret: 'Zx9+/=%&"é-planted\\here',
  pasted: 'Pa5+/=%&~planted!paste',
  bearer: 'Be4-planted.~+/bearer-token==',
  proxyPassword: 'Px7-planted-proxy-word',
  inBug: 'Bug1-planted&"in"=a%bug',
  graph: 'Gr8~planted+/=%&graph"secret',
  okta: '00Ok-planted_okta-api-token-words',
  foundry: 'Fo4~planted+/=%&admin"secret',
};

const modes: readonly EchoMode[] = [
  'quiet',
  'in-good-answers',
  'in-refused-token',
  'in-token-page',
  'in-refused-reads',
  'in-refused-writes',
  'in-pages',
  'in-redirect',
  'in-own-redirect',
  'in-status-line',
];

let life: Life;
let tenant: PracticeTenant;
let echo: EchoServer;
let terminal: Awaited<ReturnType<typeof runTerminal>>;
let looked: Wanted;
let files: readonly Place[];
const runs: { readonly title: string; readonly run: Run }[] = [];

/** A connection test and a test sync; the server behaves as `mode` says in both. */
async function runBoth(title: string, connectionId: string, mode: EchoMode, faults: readonly string[] = []): Promise<void> {
  echo.begin(mode);
  const test = await life.call('connection-test.start', { connectionId, tryAllAuthStyles: true, faults: [...faults] });
  runs.push({ title: `check ${title}`, run: await life.toEnd(test.runId) });
  echo.begin(mode);
  const options = {
    connectionId,
    dialect: 'entra' as const,
    members: 3,
    testDomain: 'halden.example',
    reusablePerson: false,
    nestedGroup: false,
    faults: [...faults],
  };
  const { consentId } = await life.call('test-sync.consent', options);
  const sync = await life.call('test-sync.start', { options, consentId });
  runs.push({ title: `sync ${title}`, run: await life.toEnd(sync.runId) });
}

async function ownConnections(): Promise<void> {
  const typed = await life.call('connections.save', draft({ name: 'Typed', scimUrl: echo.scimUrl, tokenUrl: echo.tokenUrl }));
  await life.call('connections.setSecret', { id: typed.id, secret: { text: ` ${planted.secret}\n` } });
  for (const mode of modes) await runBoth(mode, typed.id, mode);
  for (const authStyle of ['basic', 'basic-raw'] as const) {
    const { id } = await life.call('connections.save', draft({ name: authStyle, authStyle, scimUrl: echo.scimUrl, tokenUrl: echo.tokenUrl }));
    await life.call('connections.setSecret', { id, secret: { text: planted.secret } });
    await runBoth(authStyle, id, 'in-good-answers');
  }
  const bearer = await life.call(
    'connections.save',
    draft({ name: 'Bearer', credentialMode: 'bearer', authStyle: 'bearer', bearerException: 'agreed', scimUrl: echo.scimUrl }),
  );
  await life.call('connections.setSecret', { id: bearer.id, secret: { text: planted.bearer } });
  await runBoth('bearer', bearer.id, 'in-good-answers');
}

/** A pasted secret that the server does not know, and that it repeats in its refusal. */
async function pastedConnection(): Promise<void> {
  const labelled = `SCIM URL: ${echo.scimUrl}\nToken endpoint: ${echo.tokenUrl}\nClient ID: client\nClient secret: ${planted.pasted}`;
  const { secretHandle } = await life.call('connections.parsePaste', { text: labelled });
  if (secretHandle === undefined) throw new Error('The pasted secret was not recognised.');
  await life.call('connections.parsePaste', { text: `${echo.scimUrl} ${echo.tokenUrl} client ${planted.pasted} more` });
  const { id } = await life.call('connections.save', draft({ name: 'Pasted', scimUrl: echo.scimUrl, tokenUrl: echo.tokenUrl }));
  await life.call('connections.setSecret', { id, secret: { handle: secretHandle } });
  await runBoth('pasted', id, 'in-refused-token');
  await life.callRaw('connections.setSecret', { id, secret: { handle: secretHandle } });
  await life.callRaw('connections.setSecret', { id: 7, secret: { text: planted.pasted } });
  await life.callRaw('connections.setSecret', { id: 'nobody', secret: { text: planted.pasted } });
}

async function practiceFaults(): Promise<void> {
  await life.call('practice.start', {});
  for (const fault of ['token-403-empty', 'token-wrong-secret', 'scim-401', 'scim-redirect', 'proxy-407'])
    await runBoth(fault, 'practice', 'quiet', [fault]);
  await runBoth('practice', 'practice', 'quiet');
}

async function byProxy(): Promise<void> {
  const proxy = await startProxy407();
  try {
    life.setProxy(`http://steward:${planted.proxyPassword}@${proxy.address}`);
    for (const scimUrl of [echo.scimUrl, 'https://scim.planted.invalid/scim/']) {
      const { id } = await life.call('connections.save', draft({ name: scimUrl.slice(0, 20), scimUrl, tokenUrl: echo.tokenUrl }));
      await life.call('connections.setSecret', { id, secret: { text: planted.secret } });
      await runBoth('proxy', id, 'in-good-answers');
    }
  } finally {
    life.setProxy('DIRECT');
    await proxy.close();
  }
}

/** Error texts as people paste them, with the secret inside in every form. */
async function pastedErrors(connectionId: string): Promise<void> {
  for (const form of formsOf(planted.secret)) {
    const text = `SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: An error occurred while sending the request ${form} StatusCode: BadRequest`;
    await life.call('support.explain', { text });
    await life.call('connection-test.reportIdp', { connectionId, outcome: 'other-error', pasted: text });
  }
  const message = `Web Response: {"client_secret":"${planted.secret}","authorization":"Bearer ${echo.issued.at(-1)}"}`;
  await life.call('support.explain', { text: message });
}

/** All that a window can ask for. */
async function askForEverything(): Promise<void> {
  const { connections } = await life.call('connections.list', {});
  for (const { id } of connections) {
    await life.call('connections.card', { id });
    await life.call('idp-access.get', { connectionId: id });
    await life.call('connections.receipts', { id });
    await life.call('connection-test.columns', { connectionId: id });
    await life.call('connections.duplicate', { id });
    await life.call('connections.select', { id });
    await life.call('overview.get', {});
  }
  await life.call('connections.exportFile', { ids: connections.map(({ id }) => id) });
  const { runs: known } = await life.call('runs.list', { offset: 0, limit: 200 });
  for (const { id } of known) {
    const run = await life.call('runs.get', { id });
    const ids = run.steps.flatMap((step) => step.exchangeIds);
    for (let from = 0; from < ids.length; from += 100) await life.call('runs.exchanges', { id, ids: ids.slice(from, from + 100) });
    for (const format of reportFormatSchema.options) await life.call('runs.exportFile', { id, format });
  }
  const [first, second] = known.filter(({ kind }) => kind === 'connection-test');
  if (first !== undefined && second !== undefined) await life.call('runs.compare', { before: first.id, after: second.id });
  for (const name of [
    'app.info',
    'app.contacts',
    'practice.status',
    'test-sync.leftovers',
    'runs.retention',
    'directory.list',
    'idp-access.permissions',
  ] as const)
    await life.call(name, {});
}

beforeAll(async () => {
  const tap = tapAuthorization();
  tenant = await startPracticeTenant();
  echo = await startEchoServer(tenant, planted);
  life = await beginLife();
  await ownConnections();
  await pastedConnection();
  await practiceFaults();
  runs.push(...(await readDirectories(life, echo, planted)));
  await byProxy();
  const { connections } = await life.call('connections.list', {});
  await pastedErrors(connections[0]?.id ?? '');
  await life.callRaw('connections.setSecret', { id: connections[0]?.id, secret: { text: planted.inBug } });
  life.logBug(new Error(`Bad answer: ${planted.inBug}`, { cause: new Error(`${encodeURIComponent(planted.inBug)} and ${planted.bearer}`) }));
  await askForEverything();
  // While the app lives its newest pages are in the -wal file alone.
  files = placesIn(life.dataDir);
  terminal = await runTerminal(echo, planted);
  tap.stop();
  const sent = [...tap.values].map((value, index) => [`credentials sent ${index}`, value.replace(/^\w+\s+/, '')] as const);
  const tokens = echo.issued.map((token, index) => [`access token ${index}`, token] as const);
  looked = wanted({ ...planted, ...Object.fromEntries([...sent, ...tokens]) });
}, 600_000);

afterAll(async () => {
  await life.close();
  await echo.close();
  await tenant.close();
  await life.remove();
  await terminal.remove();
});

describe('the search', () => {
  const places: Wanted = wanted({ secret: planted.secret });

  it.each(formsOf(planted.secret).map((form, index) => [index, form] as const))('finds form %i of a planted secret', (_index, form) => {
    expect(searchIn([placeOf('a text', `before${form}after`)], places)).toMatchObject([{ place: 'a text', secret: 'secret' }]);
    expect(searchIn([placeOf('lines', [...form].join('\n    '))], places)).toHaveLength(1);
    expect(searchIn([{ name: 'utf-16', bytes: Buffer.from(`x${form}`, 'utf16le') }], places)).toHaveLength(1);
  });

  it.each([0, 1, 2])('finds it in base64 with %i bytes before', (before) => {
    const text = Buffer.from(`${'x'.repeat(before)}${planted.secret}:tail`).toString('base64');
    expect(searchIn([placeOf('base64', text)], places)).toHaveLength(1);
  });

  it('finds nothing where there is nothing', () => {
    expect(searchIn([placeOf('a text', 'Zx9 was planted elsewhere')], places)).toEqual([]);
  });

  it.each([
    ['a database, in a long value across pages', 'steward.db'],
    ['the write-ahead log of a database', 'steward.db-wal'],
    ['a log', join('logs', 'steward.log')],
    ['a file of any other name', 'odd.bin'],
  ])('finds one planted in %s', async (_where, name) => {
    const folder = `${life.dataDir}-planted`;
    cpSync(life.dataDir, folder, { recursive: true, filter: (path) => !path.includes('leases') });
    try {
      if (name.startsWith('steward.db')) {
        const database = new DatabaseSync(join(folder, 'steward.db'));
        database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE planted (text TEXT)');
        database.prepare('INSERT INTO planted VALUES (?)').run(`${'x'.repeat(9_000)}${planted.secret}${'y'.repeat(9_000)}`);
        if (name === 'steward.db') database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        const hits = searchIn(placesIn(folder), places).map(({ place }) => place);
        database.close();
        expect(hits).toContain(name === 'steward.db' ? 'steward.db: table planted' : name);
        return;
      }
      appendFileSync(join(folder, name), JSON.stringify({ header: `Basic ${Buffer.from(`client:${planted.secret}`).toString('base64')}` }));
      expect(searchIn(placesIn(folder), places)).toMatchObject([{ place: name, secret: 'secret' }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('finds one planted in a reply, an event, a report and in what was printed', () => {
    const reply = placeOf('reply', JSON.stringify({ ok: true, value: { note: planted.secret } }));
    const report = placeOf('report', `<td>${planted.secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</td>`);
    const printed = { name: 'stdout', bytes: Buffer.concat([Buffer.from(planted.secret).subarray(0, 7), Buffer.from(planted.secret).subarray(7)]) };
    expect(searchIn([reply, report, printed], places)).toHaveLength(3);
  });
});

describe('the runs that met the secrets', () => {
  it('went through: good ones to their end, the others to what they were to find', () => {
    const seen = Object.fromEntries(runs.map(({ title, run }) => [title, [run.state, run.steps.filter((step) => step.status === 'passed').length]]));
    expect(runs.filter(({ run }) => run.state !== 'finished').map(({ title }) => title)).toEqual([]);
    for (const title of ['check quiet', 'sync quiet', 'check in-good-answers', 'sync in-good-answers', 'check basic', 'sync bearer', 'sync practice'])
      expect(seen[title]?.[1], title).toBeGreaterThan(8);
  });

  it('read directories to the end, and stopped where the secret was refused', () => {
    const ended = Object.fromEntries(runs.filter(({ run }) => run.kind === 'directory-import').map(({ title, run }) => [title, run.verdict]));
    expect(ended).toEqual(directoryVerdicts);
  });

  it('brought the secrets to the wire in each style, and back again', () => {
    expect(echo.issued.length).toBeGreaterThan(20);
    expect([...looked.keys()].length).toBeGreaterThan(40);
  });
});

describe('no secret is', () => {
  it('in any file of the data folder: database, write-ahead log, logs, settings', () => {
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['steward.db', join('logs', 'steward.log')]));
    expect(readdirSync(life.dataDir)).toContain('steward.db-wal');
    expect(searchIn(files, looked)).toEqual([]);
  });

  it('in what crosses to the window: replies and events', () => {
    expect(life.crossed.length).toBeGreaterThan(300);
    expect(searchIn(life.crossed, looked)).toEqual([]);
  });

  it('in an exported report or file', () => {
    expect(life.reports.length).toBeGreaterThan(100);
    expect(searchIn(life.reports, looked)).toEqual([]);
  });

  it('in what the app prints', () => {
    expect(searchIn([{ name: 'printed', bytes: Buffer.concat(life.printed.map(({ bytes }) => bytes)) }], looked)).toEqual([]);
  });

  it('in the terminal: its output, its reports, its data folder', () => {
    expect(terminal.codes).toEqual(terminal.codes.map(() => expect.toBeOneOf([0, 1])));
    expect(terminal.places.length).toBeGreaterThan(20);
    expect(searchIn(terminal.places, looked)).toEqual([]);
  });
});
