// A person at the Chromium window: the app's dialogs as questions in the page, the menu on F10.
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { DialogAnswer, DialogRequest, MenuEntry } from '../wire.ts';
import { askInPage } from './overlay.ts';

/** Shows one of the app's dialogs and gives back what was chosen. */
export async function askPerson(page: Page, request: DialogRequest): Promise<DialogAnswer> {
  if (request.kind === 'message') {
    const { title = '', message, detail = '', buttons = ['OK'], defaultId = 0, cancelId = 0 } = request.options;
    const reply = await askInPage(page, { title, message, detail, buttons, enter: defaultId, escape: cancelId });
    return { kind: 'choice', choice: reply.button };
  }
  const saving = request.kind === 'save';
  const { title = saving ? 'Save' : 'Open', defaultPath = '' } = request.options;
  const reply = await askInPage(page, {
    title,
    message: saving ? 'An existing file is replaced.' : '',
    detail: '',
    field: { label: saving ? 'Save as (full path)' : 'File to open (full path)', value: join(homedir(), 'Downloads', defaultPath) },
    buttons: ['Cancel', saving ? 'Save' : 'Open'],
    escape: 0,
    enter: 1,
  });
  const path = reply.text.trim();
  return { kind: 'path', path: reply.button === 1 && path !== '' ? path : null };
}

/** Shows the menu; the number of the chosen entry, or undefined. */
export async function chooseFromMenu(page: Page, entries: readonly MenuEntry[]): Promise<number | undefined> {
  const names = entries.map((entry) => menuLine(entry));
  const reply = await askInPage(page, { title: 'Menu', message: '', detail: '', buttons: [...names, 'Close'], escape: names.length, enter: 0 });
  return entries[reply.button]?.number;
}

/** Opens a page or a folder with the system's own program for it, and says where that cannot be had. */
export function openOutside(target: string, say: (text: string) => void): void {
  const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer.exe' : 'xdg-open';
  const child = spawn(opener, [target], { stdio: 'ignore', detached: true });
  child.on('error', () => say(`To open: ${target}`));
  child.unref();
}

/** `Go > Overview (Ctrl+1)`. */
export function menuLine(entry: MenuEntry): string {
  const keys = entry.accelerator?.replace('CmdOrCtrl', process.platform === 'darwin' ? 'Cmd' : 'Ctrl');
  return `${entry.path.join(' > ')}${keys === undefined ? '' : ` (${keys})`}`;
}
