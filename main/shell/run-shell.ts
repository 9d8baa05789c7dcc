// The life of the desktop app, from start to end: one instance, the scheme, the window, the app behind it, and leaving in order.
// It wires; what can be decided without Electron is decided in the small files beside it.
import { join } from 'node:path';
import { app, type BrowserWindow, crashReporter, dialog, Menu, Notification, powerMonitor, powerSaveBlocker, protocol, session } from 'electron';
import type { App, AppPorts } from '../app-types.ts';
import type { SecretStore } from '../platform/secrets/types.ts';
import { followRuns } from './activity.ts';
import { appProtocol, appScheme } from './app-protocol.ts';
import { settleDataFolder } from './data-folder.ts';
import { sendEvent } from './ipc.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { type MenuActions, menuTemplate } from './menu.ts';
import { guardQuit } from './quit.ts';
import { openStewardWindow, stateOf } from './steward-window.ts';
import { windowPorts } from './window-ports.ts';
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts';

export interface ShellOptions {
  readonly compose: (ports: AppPorts) => Promise<App>;
  readonly secrets: (dataDir: string) => SecretStore;
  readonly version: string;
  /** Absolute paths in the built app. */
  readonly files: { readonly renderer: string; readonly preload: string; readonly icon: string };
}

type Log = (level: 'info' | 'warning' | 'error', message: string, thrown?: unknown) => void;

/** Starts the app. Returns at once: Electron is not ready before its entry module has run to the end. */
export function runShell(options: ShellOptions): void {
  live(options).catch((thrown: unknown) => {
    console.error(thrown);
    giveUp(thrown);
  });
}

/** Everything that must come before Electron is ready happens before the first await. */
async function live(options: ShellOptions): Promise<void> {
  const dataDir = settleDataFolder(app, process.env);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  app.enableSandbox();
  // Windows shows notifications only of an app it knows by the id of its installer.
  if (process.platform === 'win32') app.setAppUserModelId('org.scim-steward.app');
  protocol.registerSchemesAsPrivileged([appScheme]);
  const statePath = join(dataDir, 'window.json');
  let state: WindowState = readWindowState(statePath);
  if (state.crashDumps === 'keep-on-this-machine') crashReporter.start({ uploadToServer: false });
  await app.whenReady();

  // Without `persist:` the session lives in memory: no page, cookie or storage of it reaches the disk.
  const pageSession = session.fromPartition('steward', { cache: false });
  const currentWindow = (): BrowserWindow => window;
  const { version } = options;
  const ports = windowPorts({ dataDir, version, secrets: options.secrets(dataDir), session: pageSession, window: currentWindow });
  const composed = options.compose(ports);
  // Told below, where it is awaited; until then it must not count as a rejection nobody handles.
  composed.catch(() => undefined);
  const log: Log = (level, message, thrown) => {
    composed.then(
      (steward) => steward.log(level, message, thrown),
      () => console.error(message, thrown ?? ''),
    );
  };
  process.on('unhandledRejection', (thrown) => log('error', 'A bug: a rejection nobody handled.', thrown));
  process.on('uncaughtException', (thrown) => log('error', 'A bug: an exception nobody caught.', thrown));

  const warn = (message: string): void => log('warning', message);
  app.on('web-contents-created', (_event, contents) => lockContents(contents, warn));
  lockSession(pageSession, warn);
  pageSession.protocol.handle(appScheme.scheme, await appProtocol({ folder: options.files.renderer, log: warn }));

  const keepState = (change: Partial<WindowState>): void => {
    state = { ...state, ...change };
    writeWindowState(statePath, state);
  };
  let living: App | undefined;
  const quitting = guardQuit({
    activeRuns: () => living?.activeRuns() ?? [],
    ask: (title, message, detail, action) => ports.dialogs.confirm({ title, message, detail, action }),
    close: async () => {
      if (!window.isDestroyed()) keepState(stateOf(window, state));
      await (await composed).close();
    },
    exit: () => app.exit(0),
    log,
  });
  const window = openStewardWindow({
    ...options.files,
    state,
    session: pageSession,
    developerTools: app.isPackaged ? 'forbidden' : 'allowed',
    door: { handlers: async () => (await composed).handlers, log, outputs: app.isPackaged ? 'trust' : 'check' },
    log,
    closing: quitting.request,
    quit: () => app.quit(),
  });
  app.on('before-quit', quitting.request);
  window.on('session-end', quitting.leaveNow);
  powerMonitor.on('shutdown', quitting.leaveNow);
  app.on('second-instance', () => focus(window));
  app.on('child-process-gone', (_event, details) => log('error', `A ${details.type} process is gone: ${details.reason}.`));

  try {
    living = await composed;
  } catch (thrown) {
    giveUp(thrown);
    return;
  }
  serve({ steward: living, window, ports, log, state, keepState });
}

function giveUp(thrown: unknown): void {
  dialog.showErrorBox('SCIM Steward could not start', thrown instanceof Error ? thrown.message : String(thrown));
  app.exit(1);
}

interface Served {
  readonly steward: App;
  readonly window: BrowserWindow;
  readonly ports: Pick<AppPorts, 'openExternal'>;
  readonly log: Log;
  readonly state: WindowState;
  readonly keepState: (change: Partial<WindowState>) => void;
}

/** From here on the window shows a living app. */
function serve({ steward, window, ports, log, state, keepState }: Served): void {
  const actions: MenuActions = {
    command: (command) => sendEvent(window.webContents, { name: 'menu', payload: { command } }),
    openLogFolder: () => void steward.handlers['app.openLogFolder']({}).catch((thrown: unknown) => log('error', 'Help > Open log folder', thrown)),
    openLink: (url) => void ports.openExternal(url).catch((thrown: unknown) => log('error', 'A link of the Help menu', thrown)),
    setCrashDumps: (crashDumps) => keepState({ crashDumps }),
  };
  const developerTools = app.isPackaged ? 'forbidden' : 'allowed';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ platform: process.platform, developerTools, crashDumps: state.crashDumps }, actions)),
  );
  steward.subscribe((event) => sendEvent(window.webContents, event));
  followRuns({
    activeRuns: () => steward.activeRuns(),
    subscribe: (listener) => steward.subscribe(listener),
    outcome: async (id) => {
      const run = await steward.handlers['runs.get']({ id });
      return run.summary ?? `${run.connectionName}: ${run.state}`;
    },
    stayAwake: { start: () => powerSaveBlocker.start('prevent-app-suspension'), stop: (id) => void powerSaveBlocker.stop(id) },
    showProgress: (fraction) => {
      if (!window.isDestroyed()) window.setProgressBar(fraction);
    },
    isWatched: () => !window.isDestroyed() && window.isFocused(),
    notify: (title, body) => notify(title, body, window),
    every: (milliseconds, act) => {
      const timer = setInterval(act, milliseconds);
      return () => clearInterval(timer);
    },
    log,
  });
  powerMonitor.on('suspend', () => log('info', `The machine goes to sleep with ${steward.activeRuns().length} runs alive.`));
  powerMonitor.on('resume', () => log('info', 'The machine woke up.'));
}

const shown = new Set<Notification>();

function notify(title: string, body: string, window: BrowserWindow): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  // Held until it is gone: a collected notification no longer hears the click.
  shown.add(notification);
  notification.on('close', () => shown.delete(notification));
  notification.on('click', () => focus(window));
  notification.show();
}

function focus(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
