#!/usr/bin/env node
// The terminal's process: streams, signals, the data folder and the real ports around one command. Knows nothing of Electron.
import { composeApp } from '../compose.ts';
import { proxyForEnvironment } from '../platform/http/proxy.ts';
import { systemClock, systemRandom } from '../platform/ports.ts';
import { Refusal } from '../platform/refusal.ts';
import { openSecretStore } from '../platform/secrets/open.ts';
import { version } from '../version.ts';
import { readLimits } from './arguments.ts';
import { defaultDataDir } from './data-dir.ts';
import { terminalDialogs } from './dialogs.ts';
import { runCommand } from './run.ts';
import { createTerminal } from './terminal.ts';

const interrupt = new AbortController();
const terminal = createTerminal(process, process.env, interrupt);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl+C ends at once: what is left is then offered by `cleanup`.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  });
}
// `scim-steward runs | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  terminal,
  env: process.env,
  version,
  interrupted: interrupt.signal,
  openApp: async ({ options }) => {
    const limits = readLimits(options);
    const dataDir = options['data-dir'] ?? defaultDataDir(process.platform, process.env);
    return composeApp({
      dataDir,
      host: 'terminal',
      secrets: await openSecretStore({ dataDir }),
      proxyFor: proxyForEnvironment(process.env),
      limits,
      dialogs: terminalDialogs(options.file),
      openExternal: async () => {
        throw new Refusal('no-window', 'The terminal opens no pages.');
      },
      openSignIn: async (url) => {
        terminal.note(`Open this address in a browser on this computer and sign in:\n${url}`);
        return true;
      },
      openFolder: async () => {
        throw new Refusal('no-window', 'The terminal opens no folders.');
      },
      clock: systemClock,
      random: systemRandom,
      version,
    });
  },
});
