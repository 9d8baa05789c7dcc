// Where the terminal keeps its data: the same folder as the window, so that both see the same connections and history.
import { homedir } from 'node:os';
import { join } from 'node:path';

const folder = 'SCIM Steward';

/** Electron's `userData` folder for this app, without Electron. */
export function defaultDataDir(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, home: string = homedir()): string {
  if (env.STEWARD_DATA_DIR !== undefined && env.STEWARD_DATA_DIR !== '') return env.STEWARD_DATA_DIR;
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', folder);
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), folder);
    default:
      return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), folder);
  }
}
