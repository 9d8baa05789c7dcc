// The terminal in this process: one command on a folder of its own, what it printed apart from what it noted, and its exit code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { terminalDialogs } from '../../../main/cli/dialogs.ts';
import { runCommand } from '../../../main/cli/run.ts';
import type { Terminal } from '../../../main/cli/terminal.ts';
import { createSessionStore } from '../../../main/platform/secrets/session.ts';
import type { SecretStore } from '../../../main/platform/secrets/types.ts';
import { openTestApp } from '../compose/app.ts';

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steward-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A terminal without colours in which nobody answers. */
export function plainTerminal(changes: Partial<Terminal> = {}): Terminal {
  return {
    interactive: false,
    sameScreen: false,
    print: () => {},
    note: () => {},
    progress: () => {},
    paint: (_tone, text) => text,
    ask: async () => false,
    readInput: async () => '',
    readSecretLine: async () => '',
    ...changes,
  };
}

/** A store of secrets that outlives a command, as a keychain does. */
export const lastingSecrets = (): SecretStore => ({
  ...createSessionStore(),
  status: async () => ({ store: 'persistent', place: 'the keychain of this test' }),
});

export async function steward(
  dataDir: string,
  words: readonly string[],
  changes: Partial<Terminal> = {},
  secrets: SecretStore = createSessionStore(),
): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = plainTerminal({ print: (text) => out.push(text), note: (text) => err.push(text), ...changes });
  const code = await runCommand(words, {
    terminal,
    env: { SECRET: 'practice' },
    version: '0.0.0-test',
    interrupted: new AbortController().signal,
    openApp: ({ options }) => openTestApp(dataDir, { dialogs: terminalDialogs(options.file), secrets }),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
