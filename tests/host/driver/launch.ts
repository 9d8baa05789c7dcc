// The Chromium host as one thing: starts the app's process and Chromium, joins them, and gives the page to a test or a person.
// Joined by process IPC and by Chromium's pipe; no port is opened anywhere.
import type { Page } from '@playwright/test';
import type { DialogAnswer, DialogRequest, FromStandIn, MenuEntry } from '../wire.ts';
import { type AppProcess, startApp } from './app-process.ts';
import { type ChromiumOptions, startChromium } from './chromium.ts';
import { type Asked, openWindow, type WindowHalf, type WindowOptions } from './window-half.ts';

export interface HostOptions extends ChromiumOptions, WindowOptions {
  readonly appFolder: string;
  readonly entry: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly output: (text: string) => void;
  readonly answer: (request: DialogRequest, page: Page) => Promise<DialogAnswer>;
  readonly menu: (entries: readonly MenuEntry[]) => void;
  readonly said: (news: Extract<FromStandIn, { readonly kind: 'notification' | 'open-outside' | 'progress' }>) => void;
}

export interface Host {
  /** The page of the window; another one after a crash. */
  page(): Page;
  readonly app: AppProcess;
  /** Asks the app to leave, as Ctrl+Q does; it may ask back. */
  requestQuit(): Promise<void>;
  /** Asks the app to leave, says yes to what it asks back, waits for it, ends Chromium. Resolves with the app's exit code. */
  close(): Promise<number>;
  /** Ends the app's process as a power cut would, and Chromium. */
  kill(): Promise<void>;
}

/** Resolves when the window has loaded its page. Rejects when the app ends before that. */
export async function launchHost(options: HostOptions): Promise<Host> {
  const opened = Promise.withResolvers<Asked>();
  // Awaited below; until then a rejection must not count as one that nobody handles.
  opened.promise.catch(() => undefined);
  let window: WindowHalf | undefined;
  let menu: readonly MenuEntry[] = [];
  let answer = options.answer;

  const answerDialog = async (request: DialogRequest, number: number): Promise<void> => {
    await opened.promise;
    const page = current().page();
    // The person closed the window: there is nobody left to ask, and leaving is what was meant.
    app.tell({ kind: 'answer', number, answer: page.isClosed() ? leave(request) : await answer(request, page) });
  };
  const heard = (message: FromStandIn): void => {
    switch (message.kind) {
      case 'open-window':
        opened.resolve(message);
        break;
      case 'ask':
        void answerDialog(message.request, message.number);
        break;
      case 'menu':
        menu = message.entries;
        options.menu(menu);
        window?.setMenu(menu);
        break;
      case 'notification':
      case 'open-outside':
      case 'progress':
        options.said(message);
        break;
      case 'served':
      case 'invoked':
        break;
      default:
        window?.heard(message);
    }
  };
  const current = (): WindowHalf => {
    if (window === undefined) throw new Error('The window is not open yet.');
    return window;
  };

  const app = startApp({ ...options, heard });
  void app.ended.then((code) => opened.reject(new Error(`The app ended with ${code} before it opened its window.`)));
  const chromium = await startChromium(options);
  try {
    const asked = await opened.promise;
    window = await openWindow(chromium.context, app, asked, options);
    window.setMenu(menu);
    await window.load();
  } catch (thrown) {
    await app.kill();
    await chromium.close();
    throw thrown;
  }
  void app.ended.then(() => chromium.close());

  return {
    page: () => current().page(),
    app,
    requestQuit: async () => app.tell({ kind: 'quit' }),
    close: async () => {
      // Whoever closes means it: a run that lives is cancelled.
      answer = async (request) => leave(request);
      app.tell({ kind: 'quit' });
      const code = await app.ended;
      await chromium.close();
      return code;
    },
    kill: async () => {
      await app.kill();
      await chromium.close();
    },
  };
}

function leave(request: DialogRequest): DialogAnswer {
  return request.kind === 'message' ? { kind: 'choice', choice: 1 } : { kind: 'path', path: null };
}
