// The terminal as its users run it: a process of its own, against a practice tenant in another process.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const program = join(import.meta.dirname, '../../main/cli/index.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let dataDir: string;
let tenant: ChildProcess;
let reach: { readonly scimUrl: string; readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string };

function begin(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [program, ...words, '--data-dir', dataDir], {
    env: { ...process.env, STEWARD_SECRETS: 'session', NO_COLOR: '1', ...env },
  });
}

async function steward(words: readonly string[], options: { readonly env?: Record<string, string>; readonly input?: string } = {}): Promise<Ended> {
  const child = begin(words, options.env);
  if (child.stdin === null || child.stdout === null || child.stderr === null) throw new Error('The terminal has no streams.');
  child.stdin.end(options.input ?? '');
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  return { code, out, err };
}

const own = () => ['--scim-url', reach.scimUrl, '--token-url', reach.tokenUrl, '--client-id', reach.clientId, '--client-secret-env', 'SECRET'];
const secret = () => ({ env: { SECRET: reach.clientSecret } });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'steward-terminal-'));
  tenant = begin(['practice', '--json']);
  if (tenant.stdout === null) throw new Error('The practice tenant has no output.');
  let json = '';
  for await (const line of createInterface(tenant.stdout)) {
    json += line;
    if (line === '}') break;
  }
  reach = JSON.parse(json);
});

afterAll(async () => {
  tenant.kill('SIGINT');
  await new Promise((resolve) => tenant.once('exit', resolve));
  await rm(dataDir, { recursive: true, force: true });
});

describe('the terminal', () => {
  it('prints one JSON document for a check, progress apart, and exits with 0', async () => {
    const { code, out, err } = await steward(['check', ...own(), '--json'], secret());
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining(['command', 'connection', 'verdict', 'verdicts', 'steps', 'findings', 'created', 'removed', 'left']),
    );
    expect(document).toMatchObject({
      command: 'check',
      verdict: 'passed',
      verdicts: { rfc: 'passed', entra: 'passed', okta: 'passed' },
      created: [],
      removed: [],
      left: [],
    });
    expect(Object.keys(document.steps[0])).toEqual(expect.arrayContaining(['id', 'title', 'status', 'verdicts', 'durationMs', 'reason']));
    expect(err).toContain('Token');
  });

  it('exits with 1 on an error finding, which says what to do', async () => {
    const { code, out } = await steward(['check', '--practice', '--fault', 'filter-ignored']);
    expect(code).toBe(1);
    expect(out).toContain('filter.ignored');
    expect(out).toContain('What to do');
  });

  it('exits with 2 where nobody can be asked for consent, after saying what would be done', async () => {
    const { code, out, err } = await steward(['sync', ...own(), '--test-domain', 'halden.example'], secret());
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('It will make:');
    expect(err).toContain('--yes');
  });

  it.each([
    [['check'], 'Say which connection'],
    [['check', '--connection', 'nowhere'], 'There is no connection named'],
    [['check', '--practice', '--fault', 'nonsense'], 'There is no fault named nonsense'],
    [['sync', '--practice', '--members', '2'], '--members is a whole number'],
    [['check', '--practice', '--report', 'report.docx'], '.html'],
    [['connections', 'add', '--name', 'x', '--scim-url', 'http://contoso.com'], 'https://'],
  ] as const)('exits with 2 on %j and says what is wrong', async (words, sentence) => {
    const { code, err } = await steward(words);
    expect(err).toContain(sentence);
    expect(code).toBe(2);
  });

  it('takes the secret from standard input and writes it nowhere', async () => {
    const words = ['check', ...own().slice(0, 6), '--client-secret-stdin'];
    const report = join(dataDir, 'report.har');
    const { code, out, err } = await steward([...words, '--report', report], { input: `${reach.clientSecret}\n` });
    expect(code).toBe(0);
    const har = await readFile(report, 'utf8');
    expect(JSON.parse(har).log.entries.length).toBeGreaterThan(10);
    for (const place of [out, err, har]) expect(place).not.toContain(reach.clientSecret);
  });

  it('keeps connections, without a keychain only those without a secret', async () => {
    const added = await steward(['connections', 'add', '--name', 'Kept', ...own().slice(0, 6)]);
    expect(added.code).toBe(0);
    const refused = await steward(['connections', 'add', '--name', 'Refused', ...own()], secret());
    expect([refused.code, refused.err.includes('cannot outlive this command')]).toEqual([2, true]);
    expect((await steward(['connections'])).out).toContain('Kept');
    expect((await steward(['connections', 'remove', 'kept'])).code).toBe(0);
    expect((await steward(['connections'])).out).not.toContain('Kept');
  });

  it('ends with 130 on Ctrl+C, after removing what it made', async () => {
    const child = begin(['sync', ...own(), '--test-domain', 'halden.example', '--members', '60', '--yes', '--json'], secret().env);
    if (child.stdout === null || child.stderr === null) throw new Error('The terminal has no streams.');
    const out = text(child.stdout);
    for await (const line of createInterface(child.stderr)) if (line.includes('Add two members')) break;
    child.stderr.resume();
    child.kill('SIGINT');
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    expect(code).toBe(130);
    expect(JSON.parse(await out)).toMatchObject({ left: [] });
  });

  it.each([[['explain']], [['check', '--scim-url', 'https://scim.contoso.example/v2', '--client-id', 'c', '--client-secret-stdin']]])(
    'ends %j with 130 on Ctrl+C while it waits for standard input',
    async (words) => {
      const folder = await mkdtemp(join(tmpdir(), 'steward-terminal-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const changes = watch(folder);
      const child = spawn(process.execPath, [program, ...words, '--data-dir', folder], { env: { ...process.env, STEWARD_SECRETS: 'session' } });
      onTestFinished(() => void child.kill('SIGKILL'));
      // Its database is made after it began to listen for signals.
      for await (const { filename } of changes) if (filename === 'steward.db') break;
      child.kill('SIGINT');
      const [err, code] = await Promise.all([text(child.stderr), new Promise<number | null>((resolve) => child.once('exit', resolve))]);
      expect(code).toBe(130);
      expect(err).toContain('Interrupted while standard input was read. Nothing was done.');
    },
  );

  it('finds and removes what a killed test sync left, with the same connection options', async () => {
    const child = begin(['sync', ...own(), '--test-domain', 'halden.example', '--members', '60', '--yes'], secret().env);
    if (child.stderr === null) throw new Error('The terminal has no streams.');
    for await (const line of createInterface(child.stderr)) if (line.includes('Add two members')) break;
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const cleaned = await steward(['cleanup', ...own(), '--yes', '--json'], secret());
    const document = JSON.parse(cleaned.out);
    expect(document.removed.length).toBeGreaterThan(0);
    expect(document.left).toEqual([]);
    expect(cleaned.code).toBe(0);
    expect((await steward(['cleanup', ...own(), '--yes'], secret())).out).toContain('Nothing was left behind');
  });

  it('explains a pasted error', async () => {
    const { out, code } = await steward(['explain', '--json'], {
      input: 'Code: SystemForCrossDomainIdentityManagementCredentialValidationUnavailable. An error occurred while sending the request.',
    });
    expect(code).toBe(0);
    expect(JSON.parse(out).recognised[0].finding.id).toBe('idp.credential-validation-unavailable');
  });

  it('prints one document for the two runs of the tour', async () => {
    const { out, code } = await steward(['practice', '--tour', '--json']);
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(document).toMatchObject({ command: 'practice', verdict: 'passed', findings: [], left: [] });
    expect(document.steps.length).toBe(34);
    expect(document.removed.length).toBeGreaterThan(3);
  });

  it('shows the tour of the practice tenant', async () => {
    const { out, code } = await steward(['practice', '--tour']);
    expect(code).toBe(0);
    expect(out).toContain('Would pass for Entra, seen from this desk.');
    expect(out).toContain('Nothing is left on the server.');
  });
});
