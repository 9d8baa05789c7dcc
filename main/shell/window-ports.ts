// The ports as the window fills them: the system's dialogs, its proxy, its browser and file manager.
import { mkdir } from 'node:fs/promises';
import { type BrowserWindow, dialog, type Session, shell } from 'electron';
import type { AppPorts } from '../app-types.ts';
import { systemClock, systemRandom } from '../platform/ports.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SecretStore } from '../platform/secrets/types.ts';
import { systemDialogs } from './dialogs.ts';
import { externalLink, signInLink } from './external-links.ts';
import { proxyFromPac } from './proxy.ts';

export interface WindowPortsOptions {
  readonly dataDir: string;
  readonly version: string;
  readonly secrets: SecretStore;
  readonly session: Session;
  readonly window: () => BrowserWindow;
}

export function windowPorts(options: WindowPortsOptions): AppPorts {
  const dialogs = systemDialogs(dialog, options.window);
  return {
    dataDir: options.dataDir,
    secrets: options.secrets,
    host: process.versions.electron === undefined ? 'chromium host' : 'electron',
    proxyFor: async (url) => proxyFromPac(await options.session.resolveProxy(url)),
    dialogs,
    openExternal: async (address) => {
      const link = externalLink(address);
      if (link === undefined) {
        throw new Refusal('link-refused', 'SCIM Steward opens only documentation pages it knows. Copy the address if you trust it.');
      }
      const agreed = await dialogs.confirm({
        title: 'Open in the browser',
        message: 'Open this page in your browser?',
        detail: link,
        action: 'Open',
      });
      if (agreed) await shell.openExternal(link);
      return agreed;
    },
    openSignIn: async (address) => {
      const link = signInLink(address);
      if (link === undefined) throw new Refusal('link-refused', 'This is not the sign-in page of a Microsoft cloud; it was not opened.');
      const agreed = await dialogs.confirm({
        title: 'Sign in with your browser',
        message: `Open ${new URL(link).host} in your browser to sign in?`,
        detail: 'SCIM Steward never sees your password. After the sign-in the browser comes back to this computer by itself.',
        action: 'Open',
      });
      if (agreed) await shell.openExternal(link);
      return agreed;
    },
    openFolder: async (path) => {
      // The folder of the log is made with the first line of the log.
      await mkdir(path, { recursive: true, mode: 0o700 });
      const failure = await shell.openPath(path);
      if (failure !== '') throw new Refusal('folder-not-opened', `The folder ${path} could not be opened: ${failure}`);
    },
    clock: systemClock,
    random: systemRandom,
    version: options.version,
  };
}
