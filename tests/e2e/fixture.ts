// What every end-to-end test stands on: the built app in its window, on the Chromium host or on Electron, with a data folder of its own.
// A test fails on whatever the app must never do: an error on the console, a stopped script, a request that leaves this machine,
// a dialog nobody answered, an app that does not close. Tests know only what is named here, not the host.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import type { HostOption } from '../../playwright.config.ts';
import { ownFolder } from '../host/driver/app-process.ts';
import { type DialogDesk, dialogDesk } from '../host/driver/dialog-desk.ts';
import { type HostOptions, launchHost } from '../host/driver/launch.ts';
import { launchElectron } from '../host/driver/launch-electron.ts';

export { expect };

export interface Fixtures {
  /** Folder of this test's data, empty at first. */
  readonly dataDir: string;
  /** Answers the app's next dialog, whether it is open already or comes later; resolves with what the dialog said. */
  readonly answerDialog: DialogDesk['answerDialog'];
  /** Ends the app as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Starts the app again on the same data; gives the new window's page. */
  readonly relaunch: () => Promise<Page>;
  /** The page that is shown now: another one after a crash. */
  readonly currentPage: () => Page;
  /** Asks the app to leave, as Ctrl+Q does; it may ask back. */
  readonly requestQuit: () => Promise<void>;
  /** Starts the app once more beside the open one, on the same data; rejects when that does not open a window. */
  readonly openSecond: () => Promise<void>;
  /** What the app did that it must never do; empty at the end, or the test fails. */
  readonly violations: string[];
  /** Says that this test provokes violations of this form: at least one must come, and they do not fail the test. */
  readonly provoke: (form: RegExp) => void;
  /** Notifications, progress on the taskbar, and what was given to the browser or the file manager. Chromium host only. */
  readonly outside: string[];
  readonly desk: Desk;
}

export interface FixtureOptions {
  /** Added to the app's environment. */
  readonly appEnvironment: Readonly<Record<string, string>>;
}

interface Window {
  page(): Page;
  requestQuit(): Promise<void>;
  close(): Promise<number>;
  kill(): Promise<void>;
}

interface Desk {
  readonly dialogs: DialogDesk;
  readonly provoked: RegExp[];
  page(): Page;
  open(): Promise<Page>;
  requestQuit(): Promise<void>;
  openSecond(): Promise<void>;
  kill(): Promise<void>;
  /** Closes the window as its person would; does nothing when none is open. */
  close(): Promise<void>;
}

/** An app that needs longer to close than this hangs. */
const closeWithinMs = 15_000;

export const test = base.extend<Fixtures & FixtureOptions & HostOption>({
  host: ['chromium', { option: true }],
  appEnvironment: [{}, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures a fixture needs from its pattern.
  dataDir: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  },

  // biome-ignore lint/correctness/noEmptyPattern: see above.
  violations: async ({}, use) => use([]),
  // biome-ignore lint/correctness/noEmptyPattern: see above.
  outside: async ({}, use) => use([]),

  desk: async ({ host, dataDir, appEnvironment, violations, outside, colorScheme, viewport }, use, testInfo) => {
    const dialogs = dialogDesk();
    const provoked: RegExp[] = [];
    const lines: string[] = [];
    let window: Window | undefined;
    const common = {
      appFolder: ownFolder,
      environment: environmentFor(dataDir, appEnvironment),
      colorScheme: colorScheme === 'dark' ? ('dark' as const) : ('light' as const),
      output: (text: string) => void lines.push(text),
      violation: (text: string) => void violations.push(text),
      answer: dialogs.answer,
    };
    const launch = (): Promise<Window> =>
      host === 'electron'
        ? launchElectron(common)
        : launchHost({
            ...common,
            entry: 'dist/main/index.js',
            show: 'without-display',
            size: viewport ?? { width: 1280, height: 840 },
            menu: () => undefined,
            chooseFromMenu: async () => undefined,
            said: (news) => void outside.push(inWords(news)),
          });
    const open = async (): Promise<Page> => {
      window = await launch();
      await ready(window.page());
      return window.page();
    };
    const openSecond = async (): Promise<void> => {
      const second = await launch();
      await second.close();
    };
    const page = (): Page => {
      if (window === undefined) throw new Error('The window is not open.');
      return window.page();
    };
    const requestQuit = async (): Promise<void> => window?.requestQuit();
    const kill = async (): Promise<void> => {
      await window?.kill();
      window = undefined;
    };
    const close = async (): Promise<void> => {
      if (window !== undefined) violations.push(...(await closeInTime(window)));
      window = undefined;
    };

    try {
      await open();
      await use({ dialogs, provoked, page, open, requestQuit, openSecond, kill, close });
      violations.push(...dialogs.clear().map((title) => `nobody answered the dialog: ${title}`));
      await close();
      const unexpected = violations.filter((text) => !provoked.some((form) => form.test(text)));
      expect(unexpected, 'what the app must never do').toEqual([]);
      for (const form of provoked) expect(violations, 'what the test provoked').toContainEqual(expect.stringMatching(form));
    } finally {
      if (lines.length > 0) await testInfo.attach('output of the app', { body: lines.join(''), contentType: 'text/plain' });
    }
  },

  page: async ({ desk }, use) => use(desk.page()),
  currentPage: async ({ desk }, use) => use(desk.page),
  requestQuit: async ({ desk }, use) => use(desk.requestQuit),
  openSecond: async ({ desk }, use) => use(desk.openSecond),
  provoke: async ({ desk }, use) => use((form) => void desk.provoked.push(form)),
  answerDialog: async ({ desk }, use) => use(desk.dialogs.answerDialog),
  kill: async ({ desk }, use) => use(desk.kill),
  relaunch: async ({ desk }, use) =>
    use(async () => {
      await desk.close();
      return desk.open();
    }),
});

function inWords(news: Parameters<HostOptions['said']>[0]): string {
  switch (news.kind) {
    case 'notification':
      return `${news.title}: ${news.body}`;
    case 'progress':
      return `progress ${news.fraction}`;
    case 'open-outside':
      return news.target;
  }
}

/** The readiness flag: the page has drawn its heading, so the bridge answered and the first screen is usable. */
async function ready(page: Page): Promise<void> {
  await page.locator('#page-heading').waitFor();
}

/** What the app finds around it: no proxy, no keychain of whoever runs the tests. */
function environmentFor(dataDir: string, added: Readonly<Record<string, string>>): Record<string, string> {
  const unwanted = /^(https?_proxy|all_proxy|no_proxy|dbus_session_bus_address|steward_.*|node_options)$/i;
  const kept = Object.entries(process.env).flatMap(([name, value]) => (value === undefined || unwanted.test(name) ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(kept), STEWARD_DATA_DIR: dataDir, STEWARD_SECRETS: 'session', ...added };
}

/** Names what went wrong: an app that hangs is ended. */
async function closeInTime(window: Window): Promise<string[]> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), closeWithinMs);
  const outcome = await Promise.race([window.close(), late.promise]);
  clearTimeout(timer);
  if (outcome !== 'late') return outcome === 0 ? [] : [`the app ended with ${outcome}`];
  await window.kill();
  return [`the app did not close within ${closeWithinMs / 1000} s`];
}
