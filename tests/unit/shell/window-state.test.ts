import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from '../../../main/shell/window-state.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-state-'));
  file = join(folder, 'data', 'window.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const defaults = { maximized: false, zoomLevel: 0, crashDumps: 'off' };

describe('what the window remembers', () => {
  it('is nothing at the first start, and no crash dump is kept', () => {
    expect(readWindowState(file)).toEqual(defaults);
  });

  it('comes back as it was kept', () => {
    const state = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: true, zoomLevel: 1.5, crashDumps: 'keep-on-this-machine' } as const;
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  it('is readable by its owner alone, with nothing left beside it', () => {
    writeWindowState(file, { maximized: false, zoomLevel: 0, crashDumps: 'off' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data'))).toEqual(['window.json']);
  });

  it.each(['{"bounds":', '[]', '{"zoomLevel":"big"}', '{"bounds":{"x":0,"y":0,"width":-5,"height":1}}', '\u0000'])(
    'is forgotten when the file is damaged: %s',
    (text) => {
      const damaged = join(folder, 'window.json');
      writeFileSync(damaged, text);
      expect(readWindowState(damaged)).toEqual(defaults);
    },
  );
});
