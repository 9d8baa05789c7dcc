// Electron's BrowserWindow and its webContents as far as the shell uses them. What is drawn and typed happens in the driver's page;
// here are the events, the calls of the page, and the state the shell asks for.
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle, WebContents } from 'electron';
import { app } from './app.ts';
import { hear, tell } from './link.ts';
import { named } from './named.ts';

type Listener = (event: unknown, ...values: unknown[]) => unknown;

interface Frame {
  readonly url: string;
  readonly parent: Frame | null;
}

function makeContents(options: BrowserWindowConstructorOptions, isDestroyed: () => boolean) {
  const events = new EventEmitter();
  const handlers = new Map<string, Listener>();
  let zoomLevel = 0;

  const members = {
    id: 1,
    isDestroyed,
    send: (channel: string, ...values: unknown[]) => tell({ kind: 'send', channel, values }),
    reload: () => tell({ kind: 'reload' }),
    getZoomLevel: () => zoomLevel,
    setZoomLevel: (level: number) => {
      zoomLevel = level;
    },
    setWindowOpenHandler: () => undefined,
    loadURL: async (url: string) => {
      const { width = 1280, height = 840, title = '' } = options;
      tell({ kind: 'open-window', url, title, width, height, preload: options.webPreferences?.preload ?? '' });
    },
  } satisfies Partial<WebContents>;

  const contents = named('webContents', {
    ...members,
    on: events.on.bind(events),
    once: events.once.bind(events),
    emit: events.emit.bind(events),
    ipc: named('webContents.ipc', {
      handle: (channel: string, listener: Listener) => void handlers.set(channel, listener),
    }),
  });

  hear('invoke', async ({ number, channel, values, frame, url }) => {
    const top: Frame = { url, parent: null };
    const senderFrame = frame === 'gone' ? null : frame === 'top' ? top : { url, parent: top };
    const handler = handlers.get(channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      tell({ kind: 'invoked', number, outcome: { value: await handler({ sender: contents, senderFrame }, ...values) } });
    } catch (thrown) {
      tell({ kind: 'invoked', number, outcome: { error: thrown instanceof Error ? thrown.message : String(thrown) } });
    }
  });
  return contents;
}

/** One window: the shell makes no second one. */
class StandInWindow {
  readonly webContents: ReturnType<typeof makeContents>;
  readonly #events = new EventEmitter();
  readonly #bounds: Rectangle;
  #focused = false;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    const { x = 0, y = 0, width = 1280, height = 840 } = options;
    this.#bounds = { x, y, width, height };
    this.webContents = makeContents(options, () => this.#destroyed);
    app.emit('web-contents-created', {}, this.webContents);
    hear('loaded', () => {
      this.webContents.emit('did-finish-load', {});
      this.#events.emit('ready-to-show');
    });
    hear('focus', () => {
      this.#focused = true;
    });
    hear('blur', () => {
      this.#focused = false;
    });
    hear('page-gone', () => this.webContents.emit('render-process-gone', {}, { reason: 'crashed' }));
    // The person closed Chromium's window: it cannot be held back any more, so the app hears it and leaves.
    hear('window-closed', () => {
      this.#events.emit('close', { preventDefault: () => undefined });
      this.#destroyed = true;
    });
    // biome-ignore lint/correctness/noConstructorReturn: the proxy names what is missing, for methods as well as for objects.
    return named('BrowserWindow', this);
  }

  on = (name: string, listener: Listener): void => void this.#events.on(name, listener);
  once = (name: string, listener: Listener): void => void this.#events.once(name, listener);
  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  isDestroyed = (): boolean => this.#destroyed;
  isFocused = (): boolean => this.#focused;
  isMaximized = (): boolean => false;
  isMinimized = (): boolean => false;
  getNormalBounds = (): Rectangle => this.#bounds;
  maximize = (): void => undefined;
  restore = (): void => undefined;
  show = (): void => undefined;
  focus = (): void => tell({ kind: 'focus-window' });
  setBackgroundColor = (): void => undefined;
  setProgressBar = (fraction: number): void => tell({ kind: 'progress', fraction });
}

export { StandInWindow as BrowserWindow };
