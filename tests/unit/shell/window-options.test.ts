import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { canvasColour, windowOptions } from '../../../main/shell/window-options.ts';

// Only handed on, never used.
const session = {} as Session;
const setting = {
  theme: 'light',
  bounds: { x: 1, y: 2, width: 900, height: 700 },
  preload: '/app/preload.cjs',
  session,
  developerTools: 'forbidden',
} as const;

describe('the window', () => {
  it('gives the page no power beyond drawing', () => {
    expect(windowOptions(setting).webPreferences).toEqual({
      preload: '/app/preload.cjs',
      session,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      safeDialogs: true,
      autoplayPolicy: 'user-gesture-required',
      spellcheck: false,
      devTools: false,
    });
  });

  it('has developer tools only where they are allowed', () => {
    expect(windowOptions({ ...setting, developerTools: 'allowed' }).webPreferences?.devTools).toBe(true);
  });

  it('opens where it is told, hidden until its first frame, in the colour of the theme', () => {
    expect(windowOptions(setting)).toMatchObject({ x: 1, y: 2, width: 900, height: 700, show: false, backgroundColor: canvasColour.light });
    expect(windowOptions({ ...setting, theme: 'dark' }).backgroundColor).toBe(canvasColour.dark);
    expect(canvasColour.dark).not.toBe(canvasColour.light);
  });

  it('has an icon only where it is given one', () => {
    expect(windowOptions(setting)).not.toHaveProperty('icon');
    expect(windowOptions({ ...setting, icon: '/icon.png' }).icon).toBe('/icon.png');
  });
});
