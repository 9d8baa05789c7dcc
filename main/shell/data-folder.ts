// Where this user's data lies, and what of Electron's own goes where inside it. Must run before Electron is ready.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from 'electron';

export type PathsLike = Pick<App, 'getPath' | 'setPath'>;

/** STEWARD_DATA_DIR wins, else the system's folder for application data. Made with mode 0700. */
export function settleDataFolder(app: PathsLike, environment: NodeJS.ProcessEnv): string {
  const named = environment.STEWARD_DATA_DIR;
  const folder = named === undefined || named === '' ? join(app.getPath('appData'), 'SCIM Steward') : resolve(named);
  const own = { userData: folder, sessionData: join(folder, 'window'), crashDumps: join(folder, 'crash-dumps') } as const;
  for (const [name, path] of Object.entries(own)) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    app.setPath(name, path);
  }
  return folder;
}
