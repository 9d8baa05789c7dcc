// A session bus and an unlocked keyring of its own for one command, so that keychain tests are real and touch nobody's secrets.
// Where the system lacks the programs the command runs without, and the tests that need them say so.

import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { which } from '../setup/child.mjs';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Removes what the command needed. */
  readonly tidy: () => void;
}

// The password is the empty home's own: nothing is kept after the command.
const script = 'printf keyring | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "$@"';

/** Wraps a command; STEWARD_KEYRING tells it whether a keyring is there: `own` or `absent`. */
export function withKeyring(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Command {
  const available = which('dbus-run-session') !== undefined && which('gnome-keyring-daemon') !== undefined;
  if (process.platform !== 'linux' || !available) return { program, args, env: { ...env, STEWARD_KEYRING: 'absent' }, tidy: () => {} };
  const home = mkdtempSync(path.join(tmpdir(), 'steward-keyring-'));
  const runtime = path.join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  chmodSync(home, 0o700);
  return {
    program: 'dbus-run-session',
    args: ['--', 'bash', '-c', script, 'bash', program, ...args],
    env: {
      ...env,
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      XDG_DATA_HOME: path.join(home, 'data'),
      XDG_CONFIG_HOME: path.join(home, 'config'),
      STEWARD_KEYRING: 'own',
    },
    tidy: () => rmSync(home, { recursive: true, force: true }),
  };
}
