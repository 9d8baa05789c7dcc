// The composed app for tests: the real thing on a folder of its own, with secrets in memory and dialogs that answer what a test says.
import type { Run } from '../../../contract/common.ts';
import type { App, AppPorts } from '../../../main/app-types.ts';
import { composeApp } from '../../../main/compose.ts';
import { systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createSessionStore } from '../../../main/platform/secrets/session.ts';

export function openTestApp(dataDir: string, changes: Partial<AppPorts> = {}): Promise<App> {
  return composeApp({
    dataDir,
    host: 'terminal',
    secrets: createSessionStore(),
    proxyFor: async () => 'DIRECT',
    dialogs: { saveFile: async () => null, openFile: async () => null, confirm: async () => true },
    openExternal: async () => false,
    openSignIn: async () => false,
    openFolder: async () => {},
    clock: systemClock,
    random: systemRandom,
    version: '0.0.0-test',
    policyFile: '/nonexistent/policy.json',
    ...changes,
  });
}

export { ownConnection } from '../connections/own-connection.ts';

/** Follows a run as a window does: a watch, then the snapshot at each change, until it ended. */
export async function runToEnd(app: App, runId: string): Promise<Run> {
  let wake = () => {};
  const next = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const stop = app.subscribe((event) => {
    if (event.name === 'runs.changed' && event.payload.id === runId) wake();
  });
  try {
    let changed = next();
    let run = await app.handlers['runs.watch']({ id: runId });
    while (run.state === 'running') {
      await changed;
      changed = next();
      run = await app.handlers['runs.get']({ id: runId });
    }
    return run;
  } finally {
    stop();
    await app.handlers['runs.unwatch']({ id: runId });
  }
}
