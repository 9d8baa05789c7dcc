// The one window: made from the pure options, locked down, shown at its first frame, its place remembered, its page recovered.
// It knows nothing of features; what the page asks goes through the door in ipc.ts.
import { BrowserWindow, dialog, Menu, nativeTheme, type Session, screen } from 'electron';
import { appPage } from './app-protocol.ts';
import { fitBounds } from './bounds.ts';
import { contextMenuTemplate } from './context-menu.ts';
import { answerCalls, type DoorOptions } from './ipc.ts';
import { recoverPage } from './recovery.ts';
import { canvasColour, type Theme, windowOptions, windowTitle } from './window-options.ts';
import type { WindowState } from './window-state.ts';

export interface StewardWindowOptions {
  readonly state: WindowState;
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly developerTools: 'allowed' | 'forbidden';
  readonly door: Omit<DoorOptions, 'windowId'>;
  readonly log: (level: 'info' | 'warning' | 'error', message: string, thrown?: unknown) => void;
  /** The person wants to leave: decides whether the window may close. */
  readonly closing: (event: { preventDefault(): void }) => void;
  readonly quit: () => void;
}

/** Opens the window. It loads at once: calls of the page wait for the app, the page does not. */
export function openStewardWindow(options: StewardWindowOptions): BrowserWindow {
  const window = new BrowserWindow(
    windowOptions({
      theme: currentTheme(),
      bounds: fitBounds(options.state.bounds, workAreas()),
      preload: options.preload,
      session: options.session,
      developerTools: options.developerTools,
      ...(process.platform === 'linux' ? { icon: options.icon } : {}),
    }),
  );
  if (options.state.maximized) window.maximize();
  answerCalls(window.webContents.ipc, { ...options.door, windowId: window.webContents.id });
  window.once('ready-to-show', () => window.show());
  window.on('close', options.closing);
  window.webContents.on('did-finish-load', () => window.webContents.setZoomLevel(options.state.zoomLevel));
  window.webContents.on('context-menu', (_event, context) => {
    const template = contextMenuTemplate(context);
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(canvasColour[currentTheme()]);
  });
  keepAlive(window, options);
  window.loadURL(appPage).catch((thrown: unknown) => {
    options.log('error', 'The page of the window could not be loaded.', thrown);
    // An empty window can be seen and closed; a hidden one cannot.
    if (!window.isDestroyed()) window.show();
  });
  return window;
}

/** What is to be remembered of the window for the next start. */
export function stateOf(window: BrowserWindow, before: WindowState): WindowState {
  return { ...before, bounds: window.getNormalBounds(), maximized: window.isMaximized(), zoomLevel: window.webContents.getZoomLevel() };
}

function keepAlive(window: BrowserWindow, options: StewardWindowOptions): void {
  const recovery = recoverPage({
    reload: () => window.webContents.reload(),
    quit: options.quit,
    log: options.log,
    now: () => performance.now(),
    ask: async (message, detail, choices) => {
      const answer = await dialog.showMessageBox(window, {
        type: 'warning',
        title: windowTitle,
        message,
        detail,
        buttons: [...choices],
        noLink: true,
      });
      return choices[answer.response] ?? '';
    },
  });
  window.webContents.on('render-process-gone', (_event, details) => void recovery.gone(details.reason));
  window.webContents.on('unresponsive', () => void recovery.hangs());
  window.webContents.on('responsive', recovery.answersAgain);
}

function currentTheme(): Theme {
  return nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
}

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}
