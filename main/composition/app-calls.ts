// The calls about the app itself: versions, the log folder, documentation pages, what leaves this machine, delete all data. Limits have a file
// of their own.
import { join } from 'node:path';
import type { Handlers } from '../../contract/calls.ts';
import type { AppPorts } from '../app-types.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Storage } from '../platform/storage/types.ts';

type AppCall = Exclude<Extract<keyof Handlers, `app.${string}`>, 'app.limits' | 'app.setLimits'>;

export const typedToDelete = 'delete all data';

export interface AppCallPorts {
  readonly ports: AppPorts;
  readonly storage: Storage;
  /** Reads which connections are kept now and answers the way to remove their secrets. */
  readonly secretsToClear: () => Promise<() => Promise<void>>;
  /** Lets go of files that are about to be deleted. */
  readonly release: () => Promise<void>;
  readonly deleteLogs: () => void;
  readonly changedAll: () => void;
}

export function appCalls({ ports, storage, secretsToClear, release, deleteLogs, changedAll }: AppCallPorts): Pick<Handlers, AppCall> {
  const logDir = join(ports.dataDir, 'logs');
  return {
    'app.info': async () => ({
      name: 'SCIM Steward',
      version: ports.version,
      host: ports.host,
      versions: Object.entries(process.versions).flatMap(([name, version]) =>
        ['electron', 'chrome', 'node', 'v8', 'openssl', 'sqlite'].includes(name) && version !== undefined ? [{ name, version }] : [],
      ),
      dataDir: ports.dataDir,
      logDir,
      notices: [...storage.notices],
    }),
    'app.openLogFolder': async () => {
      await ports.openFolder(logDir);
      return { done: true };
    },
    // The port confirms with the administrator and knows which pages may be opened.
    'app.openExternal': async ({ url }) => ({ opened: await ports.openExternal(url) }),
    'app.contacts': async () => ({ contacts: [...(await storage.contacts.list())] }),
    'app.deleteAllData': async ({ typed }) => {
      if (typed.trim().toLowerCase() !== typedToDelete)
        throw new Refusal('not-confirmed', `Type “${typedToDelete}” to confirm. Nothing was deleted.`);
      // The connections are read before they are deleted; their secrets go only when the data could go.
      const clearSecrets = await secretsToClear();
      await release();
      await storage.deleteAll();
      await clearSecrets();
      deleteLogs();
      changedAll();
      return { done: true };
    },
  };
}
