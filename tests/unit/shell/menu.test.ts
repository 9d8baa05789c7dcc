import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { eventSchemas } from '../../../contract/app.ts';
import { contextMenuTemplate } from '../../../main/shell/context-menu.ts';
import { menuTemplate } from '../../../main/shell/menu.ts';

function menu(platform: NodeJS.Platform, developerTools: 'allowed' | 'forbidden' = 'forbidden') {
  const sent: string[] = [];
  const template = menuTemplate(
    { platform, developerTools, crashDumps: 'off' },
    {
      command: (command) => sent.push(command),
      openLogFolder: () => sent.push('log folder'),
      openLink: (url) => sent.push(url),
      setCrashDumps: (setting) => sent.push(`crash dumps ${setting}`),
    },
  );
  return { items: template.flatMap(flat), sent };
}

function flat(item: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return Array.isArray(item.submenu) ? [item, ...item.submenu.flatMap(flat)] : [item];
}

/** As a person clicks: Electron's item with its state is all that the handlers read. */
function click(item: MenuItemConstructorOptions | undefined, checked = false): void {
  if (item?.click === undefined) throw new Error('There is no such entry to click.');
  Reflect.apply(item.click, item, [{ checked }]);
}

describe('the menu', () => {
  it.each(['darwin', 'win32', 'linux'] as const)('can cut, copy, paste and zoom on %s', (platform) => {
    const roles = menu(platform).items.map((item) => item.role);
    expect(roles).toEqual(expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'resetZoom', 'zoomIn', 'zoomOut', 'quit']));
  });

  it('has the app menu on macOS only, and About where each system has it', () => {
    expect(menu('darwin').items.map((item) => item.role)).toContain('services');
    expect(menu('win32').items.map((item) => item.role)).not.toContain('services');
    for (const platform of ['darwin', 'win32'] as const) expect(menu(platform).items.filter((item) => item.id === 'about')).toHaveLength(1);
  });

  it('reaches every command that the page understands', () => {
    const { items, sent } = menu('linux');
    for (const item of items) if (item.click !== undefined) click(item);
    expect(sent).toEqual(expect.arrayContaining([...eventSchemas.menu.shape.command.options]));
  });

  it('opens the log folder, and keeps crash dumps only when that is switched on', () => {
    const { items, sent } = menu('linux');
    click(items.find((item) => item.id === 'open-log-folder'));
    const dumps = items.find((item) => item.id === 'keep-crash-dumps');
    expect(dumps?.checked).toBe(false);
    click(dumps, true);
    click(dumps, false);
    expect(sent).toEqual(['log folder', 'crash dumps keep-on-this-machine', 'crash dumps off']);
  });

  it('offers developer tools in development only', () => {
    expect(menu('linux', 'allowed').items.map((item) => item.role)).toContain('toggleDevTools');
    expect(menu('linux', 'forbidden').items.map((item) => item.role)).not.toContain('toggleDevTools');
  });

  it('gives no key to two entries', () => {
    const keys = menu('linux').items.flatMap((item) => (typeof item.accelerator === 'string' ? [item.accelerator] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the menu of the right mouse button', () => {
  const flags = { canUndo: false, canRedo: false, canCut: true, canCopy: true, canPaste: true, canSelectAll: true };

  it('edits in a text field', () => {
    const template = contextMenuTemplate({ isEditable: true, selectionText: '', editFlags: flags });
    expect(template.filter((item) => item.enabled).map((item) => item.role)).toEqual(['cut', 'copy', 'paste', 'selectAll']);
  });

  it('copies a selection elsewhere, and is not shown without one', () => {
    expect(contextMenuTemplate({ isEditable: false, selectionText: 'ENOTFOUND', editFlags: flags })).toEqual([{ role: 'copy', enabled: true }]);
    expect(contextMenuTemplate({ isEditable: false, selectionText: '  ', editFlags: flags })).toEqual([]);
  });
});
