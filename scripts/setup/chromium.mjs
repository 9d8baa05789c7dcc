// Finds a Chromium for the window without Electron and for the end-to-end tests.

import path from 'node:path';
import { isProgram, which } from './child.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge'];

const places = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe', 'Chromium/Application/chrome.exe'].flatMap((tail) =>
    [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
      folder === undefined ? [] : [path.join(folder, tail)],
    ),
  ),
};

/** Path of a Chromium: the one named in STEWARD_CHROMIUM, else one of this machine. @returns {string | undefined} */
export function findChromium() {
  const named = process.env.STEWARD_CHROMIUM;
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined;
  const onPath = names.map(which).find((file) => file !== undefined);
  const known = process.platform === 'darwin' || process.platform === 'win32' ? places[process.platform] : [];
  return onPath ?? known.find(isProgram);
}
