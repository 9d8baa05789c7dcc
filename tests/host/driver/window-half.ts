// The window's half of the driver: Chromium's page joined to the app's process. Answers app:// and the page's calls from the app,
// brings events and shortcuts to the page, and refuses and reports every request that is not for the app's own origin.
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Frame, Page, Route } from '@playwright/test';
import { type FromStandIn, type MenuEntry, standInOrigin, toApp, toChromium } from '../wire.ts';
import type { AppProcess } from './app-process.ts';
import { type PageNews, pageHalf } from './page-half.ts';

export interface WindowOptions {
  /** Something the app must never do: a request to the outside, a stopped script, an error on the console. */
  readonly violation: (text: string) => void;
  readonly chooseFromMenu: (page: Page, entries: readonly MenuEntry[]) => Promise<number | undefined>;
}

export interface WindowHalf {
  page(): Page;
  load(): Promise<void>;
  setMenu(entries: readonly MenuEntry[]): void;
  heard(message: Extract<FromStandIn, { readonly kind: 'send' | 'reload' | 'focus-window' | 'close-window' }>): void;
}

export type Asked = Extract<FromStandIn, { readonly kind: 'open-window' }>;

export async function openWindow(context: BrowserContext, app: AppProcess, asked: Asked, options: WindowOptions): Promise<WindowHalf> {
  let page = context.pages()[0] ?? (await context.newPage());
  let menu: readonly MenuEntry[] = [];
  let crashed = false;
  /** Events reach the page in the order they were sent. */
  let deliveries: Promise<unknown> = Promise.resolve();

  const frameKind = (frame: Frame): 'top' | 'inner' => (frame === page.mainFrame() ? 'top' : 'inner');
  const news = async (what: PageNews): Promise<void> => {
    if (what === 'focus' || what === 'blur') app.tell({ kind: what });
    else if (what === 'open-menu') {
      const number = await options.chooseFromMenu(page, menu);
      if (number !== undefined) app.tell({ kind: 'menu-click', number });
    } else if ('click' in what) app.tell({ kind: 'menu-click', number: what.click });
    else options.violation(`security policy: ${what.violation}`);
  };

  await context.exposeBinding('stewardInvoke', async ({ frame }, channel: string, values: readonly unknown[]) => {
    const answered = await app.invoke({ channel, values, frame: frameKind(frame), url: toApp(frame.url()) });
    // The app takes its window with it: whoever asked is gone, and gets no answer, as in Electron.
    return answered?.outcome ?? new Promise<never>(() => {});
  });
  await context.exposeBinding('stewardTell', (_source, what: PageNews) => news(what));
  await context.addInitScript({ content: pageHalf(await readFile(asked.preload, 'utf8')) });
  await context.route('**/*', (route) => answerRoute(route, app, options.violation));
  await context.routeWebSocket(/.*/, (socket) => {
    options.violation(`request to the outside: ${socket.url()}`);
    void socket.close();
  });

  const follow = (followed: Page): void => {
    followed.on('load', () => {
      setMenu(menu);
      app.tell({ kind: 'loaded' });
    });
    followed.on('pageerror', (error) => options.violation(`uncaught in the page: ${error.message}`));
    followed.on('console', (line) => {
      if (line.type() === 'error') options.violation(`console error: ${line.text()}`);
    });
    followed.on('crash', () => {
      crashed = true;
      app.tell({ kind: 'page-gone' });
    });
    followed.on('close', () => {
      if (followed === page) app.tell({ kind: 'window-closed' });
    });
  };
  follow(page);

  const deliver = (channel: string, values: readonly unknown[]): void => {
    const act = () => page.evaluate(([name, list]) => window.stewardHost?.deliver(name, list), [channel, values] as const);
    // A page that is just leaving misses the event and asks afresh when it is back, as in Electron.
    deliveries = deliveries.then(act).catch(() => undefined);
  };
  const setMenu = (entries: readonly MenuEntry[]): void => {
    menu = entries;
    void page.evaluate((list) => window.stewardHost?.setMenu(list), entries).catch(() => undefined);
  };
  const load = async (): Promise<void> => {
    await page.goto(toChromium(asked.url));
  };
  const reload = async (): Promise<void> => {
    if (!crashed) return load();
    const dead = page;
    page = await context.newPage();
    crashed = false;
    follow(page);
    await dead.close();
    await load();
  };

  return {
    page: () => page,
    load,
    setMenu,
    heard: (message) => {
      if (message.kind === 'send') deliver(message.channel, message.values);
      else if (message.kind === 'reload') void reload();
      else if (message.kind === 'focus-window') void page.bringToFront();
    },
  };
}

async function answerRoute(route: Route, app: AppProcess, violation: (text: string) => void): Promise<void> {
  const request = route.request();
  if (!request.url().startsWith(`${standInOrigin}/`)) {
    violation(`request to the outside: ${request.method()} ${request.url()}`);
    // An aborted navigation would leave Chromium's error page; an answer without content leaves our page where it is, as Electron does.
    return request.isNavigationRequest() ? route.fulfill({ status: 204 }) : route.abort('blockedbyclient');
  }
  const served = await app.serve(request.method(), toApp(request.url()));
  if (served === undefined) return route.abort('connectionclosed');
  return route.fulfill({ status: served.status, headers: served.headers, body: Buffer.from(served.base64, 'base64') });
}
