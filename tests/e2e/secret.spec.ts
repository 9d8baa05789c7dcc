// A secret goes in and never comes out: not on a screen, in the document, the accessibility tree, the page's storage, what main answers
// the page, or a file. The search is tried first on something planted on purpose.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { ended, go, pasteConnection, save, testConnection, testSync } from './steps.ts';
import { startTarget } from './target.ts';

declare global {
  interface Window {
    /** Everything that crossed the bridge since the page was loaded, either way, as text. */
    crossed: string[];
  }
}

/** A text as it may stand somewhere: plain, base64 (alone and after the client's id), in a URL, in JSON. */
function forms(secret: string, clientId: string): readonly string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
  return [secret, base64(secret), base64(`${clientId}:${secret}`), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

const named = (text: string, wanted: readonly string[]): boolean => wanted.some((form) => text.includes(form));

/** Where one of the forms is seen, in words. */
async function seenIn(page: Page, wanted: readonly string[]): Promise<string[]> {
  const places: Readonly<Record<string, string>> = {
    'the document': await page.content(),
    'the fields': await page.evaluate(() => [...document.querySelectorAll('input, textarea')].map((field) => Reflect.get(field, 'value')).join('\n')),
    'the accessibility tree': await page.locator('body').ariaSnapshot(),
    'the storage of the page': await page.evaluate(async () => {
      const databases = await indexedDB.databases();
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, location.href]);
    }),
  };
  return Object.entries(places).flatMap(([place, text]) => (named(text, wanted) ? [place] : []));
}

async function filesWith(folder: string, wanted: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (named(await readFile(path, 'latin1'), wanted)) found.push(path);
  }
  return found;
}

test('a secret that was typed or pasted is seen nowhere afterwards', async ({ page, host, dataDir, answerDialog }) => {
  const target = await startTarget();
  try {
    // What crosses the bridge is copied with structuredClone in the Chromium host; Electron copies out of the page's sight.
    await page.addInitScript(() => {
      const crossed: string[] = [];
      Object.defineProperty(window, 'crossed', { value: crossed });
      const copy = window.structuredClone;
      window.structuredClone = (value, options) => {
        crossed.push(JSON.stringify(value) ?? '');
        return copy(value, options);
      };
    });
    await page.reload();
    const { clientId, clientSecret } = target.tenant;
    const wanted = forms(clientSecret, clientId);
    const planted = 'Planted on purpose 7Kq+/=&';

    await test.step('the search finds what is planted on purpose', async () => {
      await page.getByRole('button', { name: /Add your connection/ }).click();
      await pasteConnection(page, target.paste());
      await page.getByRole('textbox', { name: 'Name' }).fill(planted);
      expect(await seenIn(page, forms(planted, ''))).toContain('the fields');
      await save(page);
      await expect(page.getByRole('region', { name: planted })).toBeVisible();
      expect(await seenIn(page, forms(planted, ''))).toEqual(expect.arrayContaining(['the document', 'the accessibility tree']));
      await expect.poll(() => filesWith(dataDir, forms(planted, ''))).not.toEqual([]);
      if (host === 'chromium') expect(await page.evaluate((text) => window.crossed.some((line) => line.includes(text)), planted)).toBe(true);
    });

    await test.step('pasted, used, and typed once more, it shows on no screen', async () => {
      const report = join(dataDir, 'report.har');
      const screens = [
        () => expect(page.getByRole('region', { name: 'Receipts' })).toBeVisible(),
        async () => {
          await page.getByRole('button', { name: 'Edit', exact: true }).click();
          await page.getByLabel('Client secret').fill(clientSecret);
          await page.getByRole('button', { name: /^More/ }).click();
          await page.getByRole('textbox', { name: 'Test domain' }).fill('halden.example');
          await save(page);
        },
        async () => {
          await page.getByRole('button', { name: 'Edit', exact: true }).click();
          await expect(page.getByLabel('Client secret')).toHaveValue('');
        },
        async () => {
          await go(page, 'Connection test');
          await testConnection(page, '14 passed');
          await page.getByRole('button', { name: 'Open all' }).click();
        },
        async () => {
          const dialog = answerDialog({ kind: 'path', path: report });
          await page.getByRole('button', { name: 'Export', exact: true }).click();
          await page.getByRole('menuitem', { name: 'HAR' }).click();
          await dialog;
          await expect(page.getByText(report)).toBeVisible();
        },
        async () => {
          await go(page, 'Test sync');
          await testSync(page, '20 passed');
          await page.getByRole('button', { name: 'Open all' }).click();
          await ended(page);
        },
        () => go(page, 'History'),
        () => go(page, 'Overview'),
        () => go(page, 'About'),
      ];
      for (const open of screens) {
        await open();
        expect(await seenIn(page, wanted)).toEqual([]);
      }
    });

    await test.step('it crossed the bridge only on its way in', async () => {
      // See above: with Electron this is held by the unit tests of the calls alone.
      if (host === 'electron') return;
      const crossed = await page.evaluate(() => window.crossed);
      const lines = crossed.filter((line) => named(line, wanted));
      // The paste, and the secret that was typed: inputs of connections.parsePaste and connections.setSecret.
      expect(lines.map((line) => Object.keys(JSON.parse(line)).sort().join(' '))).toEqual(['text', 'id secret']);
    });

    await test.step('it is in no file', async () => {
      expect(await filesWith(dataDir, wanted)).toEqual([]);
    });
  } finally {
    await target.close();
  }
});
