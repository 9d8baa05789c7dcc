// Finds and starts Chromium with a profile of its own that is thrown away. Quiet: no first run, no updates, no sync, no port.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { findChromium } from '../../../scripts/setup/chromium.mjs';
import { standInOrigin } from '../wire.ts';

export interface ChromiumOptions {
  readonly show: 'on-the-desktop' | 'without-display';
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

export interface OwnChromium {
  readonly context: BrowserContext;
  /** Ends Chromium and removes its profile. */
  close(): Promise<void>;
}

export async function startChromium(options: ChromiumOptions): Promise<OwnChromium> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine. STEWARD_CHROMIUM names the path of one.');
  const profile = await mkdtemp(join(tmpdir(), 'steward-chromium-'));
  // Chromium's sandbox cannot run as root on Linux.
  const asRoot = process.getuid?.() === 0;
  const shown = options.show === 'on-the-desktop';
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: !shown,
    chromiumSandbox: !asRoot,
    // Whoever launches closes: the app is asked to leave first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--no-default-browser-check',
      '--password-store=basic',
      // Without it a bar across the window warns of the missing sandbox.
      ...(asRoot ? ['--test-type'] : []),
      // A window of its own without address bar and tabs. The address cannot be resolved until the driver answers for it.
      ...(shown ? [`--app=${standInOrigin}/`, `--window-size=${options.size.width},${options.size.height}`] : []),
    ],
    // What only automation wants; a person would see a bar about it.
    ignoreDefaultArgs: ['--enable-automation'],
    viewport: shown ? null : options.size,
    // A person sees what the system is set to.
    colorScheme: shown ? null : (options.colorScheme ?? 'light'),
    serviceWorkers: 'block',
    acceptDownloads: false,
  });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  return {
    context,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
