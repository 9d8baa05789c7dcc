// The built app on real Electron, driven by Playwright, in the same form as the Chromium host: for the tests where its binary is present.
// Dialogs are answered in Electron's main process, since no test can reach the system's own.
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron } from '../../../scripts/setup/electron.mjs';
import type { DialogAnswer, DialogRequest } from '../wire.ts';

export interface ElectronOptions {
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly colorScheme: 'light' | 'dark';
  readonly output: (text: string) => void;
  readonly violation: (text: string) => void;
  readonly answer: (request: DialogRequest) => Promise<DialogAnswer>;
}

interface Asked {
  readonly number: number;
  readonly request: DialogRequest;
}

declare global {
  /** Lives in Electron's main process: the next dialog, and the way to answer it. */
  var stewardDialogs: { next(): Promise<Asked>; answer(number: number, answer: DialogAnswer): void } | undefined;
}

export interface ElectronWindow {
  page(): Page;
  requestQuit(): Promise<void>;
  close(): Promise<number>;
  kill(): Promise<void>;
}

export async function launchElectron(options: ElectronOptions): Promise<ElectronWindow> {
  const executablePath = findElectron();
  if (executablePath === undefined) throw new Error("Electron's binary is not here.");
  const electron = await _electron.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), options.appFolder],
    env: { ...options.environment },
    colorScheme: options.colorScheme,
  });
  const child = electron.process();
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', options.output);
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
  let answer = options.answer;
  await electron.evaluate(holdDialogs);
  void passDialogs(electron, (request) => answer(request));

  const page = await electron.firstWindow();
  page.on('pageerror', (error) => options.violation(`uncaught in the page: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error') options.violation(`console error: ${line.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('app://steward/')) options.violation(`request to the outside: ${request.url()}`);
  });
  await page.waitForLoadState('load');

  const requestQuit = async (): Promise<void> => {
    // Electron may be gone before it answers.
    await electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
  };
  return {
    page: () => page,
    requestQuit,
    close: async () => {
      answer = async (request) => (request.kind === 'message' ? { kind: 'choice', choice: 1 } : { kind: 'path', path: null });
      await requestQuit();
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs in Electron's main process; uses nothing from outside. */
function holdDialogs({ dialog }: typeof Electron.CrossProcessExports): void {
  const asked: Asked[] = [];
  const waiting: ((asked: Asked) => void)[] = [];
  const answers = new Map<number, (answer: DialogAnswer) => void>();
  let last = 0;
  const ask = (request: DialogRequest): Promise<DialogAnswer> => {
    last += 1;
    const question = { number: last, request };
    const listener = waiting.shift();
    if (listener === undefined) asked.push(question);
    else listener(question);
    return new Promise((resolve) => answers.set(question.number, resolve));
  };
  const pathOf = async (request: DialogRequest): Promise<string | null> => {
    const answer = await ask(request);
    return answer.kind === 'path' ? answer.path : null;
  };
  globalThis.stewardDialogs = {
    next: async () => asked.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    answer: (number, answer) => answers.get(number)?.(answer),
  };
  Object.assign(dialog, {
    showMessageBox: async (_owner: unknown, options: Electron.MessageBoxOptions) => {
      const answer = await ask({ kind: 'message', options });
      return { response: answer.kind === 'choice' && answer.choice >= 0 ? answer.choice : (options.cancelId ?? 0), checkboxChecked: false };
    },
    showSaveDialog: async (_owner: unknown, options: Electron.SaveDialogOptions) => {
      const path = await pathOf({ kind: 'save', options });
      return { canceled: path === null, filePath: path ?? '' };
    },
    showOpenDialog: async (_owner: unknown, options: Electron.OpenDialogOptions) => {
      const path = await pathOf({ kind: 'open', options });
      return { canceled: path === null, filePaths: path === null ? [] : [path] };
    },
  });
}

/** Ends when Electron does. */
async function passDialogs(electron: ElectronApplication, answer: (request: DialogRequest) => Promise<DialogAnswer>): Promise<void> {
  for (;;) {
    const asked = await electron.evaluate(() => globalThis.stewardDialogs?.next()).catch(() => undefined);
    if (asked === undefined) return;
    const given = await answer(asked.request);
    await electron
      .evaluate((_electron, [number, value]) => globalThis.stewardDialogs?.answer(number, value), [asked.number, given] as const)
      .catch(() => undefined);
  }
}
