// The built app in the Chromium host, for what can only be measured there: its start, its memory, what its page fetches.
import { ownFolder } from '../host/driver/app-process.ts';
import { type Host, launchHost } from '../host/driver/launch.ts';

/** As the end-to-end tests start it: no proxy, no keychain of whoever measures. */
export function environmentFor(dataDir: string): Record<string, string> {
  const unwanted = /^(https?_proxy|all_proxy|no_proxy|dbus_session_bus_address|steward_.*|node_options)$/i;
  const kept = Object.entries(process.env).flatMap(([name, value]) => (value === undefined || unwanted.test(name) ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(kept), STEWARD_DATA_DIR: dataDir, STEWARD_SECRETS: 'session' };
}

export interface StartOptions {
  readonly dataDir: string;
  readonly appFolder?: string;
  readonly entry?: string;
}

/** Starts it and waits until its heading is drawn: the bridge answered, the first screen is usable. */
export async function startInHost({ dataDir, appFolder = ownFolder, entry = 'dist/main/index.js' }: StartOptions): Promise<Host> {
  const troubles: string[] = [];
  const host = await launchHost({
    appFolder,
    entry,
    environment: environmentFor(dataDir),
    show: 'without-display',
    size: { width: 1280, height: 840 },
    output: (text) => void troubles.push(text),
    violation: (text) => void troubles.push(text),
    answer: async (request) => (request.kind === 'message' ? { kind: 'choice', choice: 1 } : { kind: 'path', path: null }),
    menu: () => undefined,
    chooseFromMenu: async () => undefined,
    said: () => undefined,
  });
  try {
    await host.page().locator('#page-heading').waitFor({ timeout: 30_000 });
    return host;
  } catch (thrown) {
    await host.kill();
    throw new Error(`The window did not show its first screen. ${troubles.join(' ').slice(0, 500)}`, { cause: thrown });
  }
}
