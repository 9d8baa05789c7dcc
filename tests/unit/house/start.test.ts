// `npm start -- --host ...` where that host cannot come: a refusal that says what to do, before anything is fetched or built.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './repository.ts';

function start(...words: readonly string[]) {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  return spawnSync(process.execPath, [path.join(root, 'scripts/start.mjs'), ...words], { encoding: 'utf8', env });
}

describe('a forced window', () => {
  it.each([
    [['--host', 'nonsense'], 'not “nonsense”'],
    [['--host=nonsense'], 'not “nonsense”'],
    [['--host'], '--host takes electron or chromium.'],
  ])('is refused for %j, with an example', (words, sentence) => {
    const { status, stderr } = start(...words);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('npm start -- --host chromium');
    expect(status).toBe(1);
  });

  // Elsewhere a desktop always has a display.
  it.runIf(process.platform === 'linux').each(['chromium', 'electron'])('of %s is refused without a display, and the ways out are named', (host) => {
    const { status, stderr } = start('--host', host);
    expect(stderr).toContain('there is no display here');
    expect(stderr).toContain(`xvfb-run -a npm start -- --host ${host}`);
    expect(stderr).not.toContain('setup: building');
    expect(status).toBe(1);
  });
});
