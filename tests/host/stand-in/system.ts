// The rest of Electron that the shell uses: dialogs, menus, notifications, power, screens, theme, the browser outside.
// What a person must see or answer goes to the driver; what only a real desktop has is quiet here.
import { EventEmitter } from 'node:events';
import type {
  CrashReporter,
  Dialog,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NativeTheme,
  OpenDialogOptions,
  PowerSaveBlocker,
  SaveDialogOptions,
  Shell,
} from 'electron';
import type { MenuEntry } from '../wire.ts';
import { app } from './app.ts';
import { ask, hear, tell } from './link.ts';
import { named } from './named.ts';

async function pathOf(request: Parameters<typeof ask>[0]): Promise<string | null> {
  const answer = await ask(request);
  return answer.kind === 'path' ? answer.path : null;
}

/** The shell always names the window first; the host has one window, so only the options matter. */
export const dialog = named('dialog', {
  showSaveDialog: async (_owner: unknown, options: SaveDialogOptions) => {
    const path = await pathOf({ kind: 'save', options });
    return { canceled: path === null, filePath: path ?? '' };
  },
  showOpenDialog: async (_owner: unknown, options: OpenDialogOptions) => {
    const path = await pathOf({ kind: 'open', options });
    return { canceled: path === null, filePaths: path === null ? [] : [path] };
  },
  showMessageBox: async (_owner: unknown, options: MessageBoxOptions) => {
    const answer = await ask({ kind: 'message', options });
    const chosen = answer.kind === 'choice' && answer.choice >= 0 ? answer.choice : (options.cancelId ?? 0);
    return { response: chosen, checkboxChecked: false };
  },
  // The process may end right after: the terminal gets it for sure.
  showErrorBox: (title, content) => console.error(`${title}: ${content}`),
} satisfies Partial<Record<keyof Dialog, unknown>> & Pick<Dialog, 'showErrorBox'>);

type MenuTemplate = readonly MenuItemConstructorOptions[];
let clicks: (() => void)[] = [];

/** Entries with a click of the app's own, and quit; the other roles (copy, zoom) are Chromium's own business here. */
function entriesOf(template: MenuTemplate, path: readonly string[]): MenuEntry[] {
  return template.flatMap((item): MenuEntry[] => {
    const here = [...path, (item.label ?? (item.role === 'quit' ? 'Quit' : item.role) ?? '').replace('&', '')];
    if (Array.isArray(item.submenu)) return entriesOf(item.submenu, here);
    const click = item.role === 'quit' ? app.quit : item.click;
    if (click === undefined) return [];
    const state = { checked: item.checked === true };
    // Electron flips a checkbox before it tells of the click; only `checked` of the item is ever read.
    clicks.push(() => {
      if (item.type === 'checkbox') state.checked = !state.checked;
      Reflect.apply(click, item, [{ checked: state.checked }]);
    });
    const number = clicks.length - 1;
    const accelerator = item.role === 'quit' ? 'CmdOrCtrl+Q' : item.accelerator;
    return [{ number, path: here, ...(typeof accelerator === 'string' ? { accelerator } : {}) }];
  });
}

export const Menu = named('Menu', {
  // Only the application menu is given to the person; a context menu is Chromium's own.
  buildFromTemplate: (template: MenuTemplate) => named('Menu', { template, popup: () => undefined }),
  setApplicationMenu: (menu: { readonly template: MenuTemplate }) => {
    clicks = [];
    tell({ kind: 'menu', entries: entriesOf(menu.template, []) });
  },
});
hear('menu-click', ({ number }) => clicks[number]?.());

export class Notification {
  static isSupported = (): boolean => true;
  readonly #text: { readonly title: string; readonly body: string };
  constructor(options: { readonly title?: string; readonly body?: string }) {
    this.#text = { title: options.title ?? '', body: options.body ?? '' };
  }
  on(): void {}
  show(): void {
    tell({ kind: 'notification', ...this.#text });
  }
}

export const shell = named('shell', {
  openExternal: async (url) => tell({ kind: 'open-outside', target: url }),
  openPath: async (path) => {
    tell({ kind: 'open-outside', target: path });
    return '';
  },
} satisfies Partial<Shell>);

export const nativeTheme = named('nativeTheme', {
  shouldUseDarkColors: false,
  on: () => undefined,
} satisfies Partial<Record<keyof NativeTheme, unknown>>);

const desk = { id: 1, workArea: { x: 0, y: 0, width: 1440, height: 900 } };
export const screen = named('screen', { getPrimaryDisplay: () => desk, getAllDisplays: () => [desk] });

export const powerSaveBlocker = named('powerSaveBlocker', { start: () => 1, stop: () => true } satisfies Partial<PowerSaveBlocker>);
export const powerMonitor = new EventEmitter();
export const crashReporter = named('crashReporter', { start: () => undefined } satisfies Partial<CrashReporter>);
