// Electron's `app` as far as the shell uses it: paths, one instance a data folder, the order of leaving.
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { App } from 'electron';
import { hear, tell } from './link.ts';
import { named } from './named.ts';

const events = new EventEmitter();
const paths = new Map<string, string>([
  ['home', homedir()],
  ['temp', tmpdir()],
  ['appData', process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')],
]);
let instanceLock: DatabaseSync | undefined;

/** Electron's order: every listener of `before-quit` may hold it back; then the process ends. */
function quit(): void {
  let held = false;
  events.emit('before-quit', { preventDefault: () => (held = true) });
  if (!held) exit(0);
}

function exit(code: number): void {
  tell({ kind: 'close-window' });
  instanceLock?.close();
  process.exit(code);
}

/** A lock of SQLite: a killed process loses it, so no stale lock ever stops a start. */
function lockFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'host.lock'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    instanceLock = database;
    return true;
  } catch {
    database.close();
    console.error(`SCIM Steward is already open with the data in ${folder}.`);
    return false;
  }
}

const members = {
  isPackaged: false,
  enableSandbox: () => undefined,
  setAppUserModelId: () => undefined,
  whenReady: () => Promise.resolve(),
  requestSingleInstanceLock: () => lockFolder(paths.get('userData') ?? tmpdir()),
  getPath: (name) => {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`The Chromium host has no path ${name}.`);
    return path;
  },
  setPath: (name, path) => void paths.set(name, path),
  quit,
  exit: (code) => exit(code ?? 0),
} satisfies Partial<App>;

hear('quit', quit);

export const app = named('app', { ...members, on: events.on.bind(events), emit: events.emit.bind(events) });
