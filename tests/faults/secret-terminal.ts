// The terminal given secrets by environment and by standard input, against the server that repeats them: what it printed and wrote.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { EchoMode, EchoServer } from './secret-echo.ts';
import { type Place, placesIn } from './secret-search.ts';

const program = join(import.meta.dirname, '../../main/cli/index.ts');
const endings = ['html', 'json', 'xml', 'har', 'md'];

export interface TerminalLife {
  readonly codes: readonly (number | null)[];
  readonly places: readonly Place[];
  remove(): Promise<void>;
}

/** `secrets` as the server knows them. */
export async function runTerminal(echo: EchoServer, secrets: { readonly secret: string; readonly bearer: string }): Promise<TerminalLife> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-secret-terminal-'));
  const codes: (number | null)[] = [];
  const places: Place[] = [];

  async function steward(mode: EchoMode, words: readonly string[], env: Readonly<Record<string, string>>, input: string): Promise<void> {
    echo.begin(mode);
    const reports = endings.flatMap((ending) => ['--report', join(folder, `report-${codes.length}.${ending}`)]);
    const child = spawn(process.execPath, [program, ...words, '--scim-url', echo.scimUrl, ...reports, '--data-dir', join(folder, 'data')], {
      env: { ...process.env, STEWARD_SECRETS: 'session', NO_COLOR: '1', ...env },
    });
    child.stdin.end(input);
    const [out, err, code] = await Promise.all([
      buffer(child.stdout),
      buffer(child.stderr),
      new Promise<number | null>((resolve) => child.once('exit', resolve)),
    ]);
    const name = `${words[0]} ${mode} ${codes.length}`;
    places.push({ name: `stdout of ${name}`, bytes: out }, { name: `stderr of ${name}`, bytes: err });
    codes.push(code);
  }

  const client = ['--token-url', echo.tokenUrl, '--client-id', echo.clientId];
  const fromEnv = [...client, '--client-secret-env', 'PLANTED'];
  const fromInput = [...client, '--client-secret-stdin'];
  const bearer = ['--bearer-env', 'PLANTED', '--bearer-exception', 'agreed'];
  const sync = ['sync', '--yes', '--test-domain', 'halden.example'];
  await steward('in-good-answers', ['check', ...fromEnv, '--json', '--all-auth-styles'], { PLANTED: secrets.secret }, '');
  await steward('in-refused-token', ['check', ...fromInput], {}, `${secrets.secret}\n`);
  await steward('in-good-answers', ['check', ...bearer], { PLANTED: secrets.bearer }, '');
  await steward('in-refused-writes', [...sync, ...fromInput, '--json'], {}, `${secrets.secret}\n`);
  await steward('in-status-line', [...sync, ...fromEnv, '--auth-style', 'basic'], { PLANTED: secrets.secret }, '');
  places.push(...placesIn(folder));
  return { codes, places, remove: () => rm(folder, { recursive: true, force: true }) };
}
