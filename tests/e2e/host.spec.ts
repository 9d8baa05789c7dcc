// The window itself, whatever it shows: how it opens, what it may not do, how it survives, how it closes.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../contract/calls.ts';
import { callChannel } from '../../contract/channels.ts';
import { expect, test } from './fixture.ts';

declare global {
  interface Window {
    readonly steward: Bridge;
  }
}

/** For polls of what happens outside the page: generous, since nothing of it is a promise about time. */
const shown = { timeout: 20_000 };
const documentation = 'https://learn.microsoft.com/entra/identity/app-provisioning/';

test.describe('the window', () => {
  test('opens on its first screen, styled, and says what it runs on', async ({ page, host, dataDir }) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const info = await page.evaluate(() => window.steward.app.info({}));
    expect(info).toMatchObject({ ok: true, value: { name: 'SCIM Steward', dataDir, host: host === 'electron' ? 'electron' : 'chromium host' } });
    // Griffel's styles need the nonce: without it a heading has the browser's own font.
    expect(await page.getByRole('heading', { level: 1 }).evaluate((heading) => getComputedStyle(heading).fontFamily)).toContain('Segoe UI');
  });

  test('goes to a screen by the shortcut of the menu', async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+4');
    await expect(page.getByRole('heading', { level: 1, name: 'Test sync' })).toBeVisible();
    // This one only the menu knows.
    await page.keyboard.press('ControlOrMeta+E');
    await expect(page.getByRole('heading', { level: 1, name: /error/i })).toBeVisible();
  });

  test('comes back where it was, with its data', async ({ page, dataDir, relaunch }) => {
    const size = await page.evaluate(() => window.innerWidth);
    const again = await relaunch();
    expect(await again.evaluate(() => window.innerWidth)).toBe(size);
    expect(JSON.parse(await readFile(join(dataDir, 'window.json'), 'utf8'))).toMatchObject({ crashDumps: 'off', zoomLevel: 0 });
  });

  test('opens again after its process was killed', async ({ kill, relaunch }) => {
    await kill();
    const again = await relaunch();
    await expect(again.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('opens a second time only once the first is closed', async ({ page, openSecond }) => {
    await expect(openSecond()).rejects.toThrow('ended with 0 before it opened its window');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('loads its page again when that crashes', async ({ page, host, currentPage }) => {
    test.skip(host === 'electron', 'Playwright cannot crash one page of Electron; the decision is held by unit tests');
    await page.goto('chrome://crash').catch(() => undefined);
    await expect.poll(() => currentPage() !== page).toBe(true);
    await expect(currentPage().getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test.describe('the page may not', () => {
  test('reach the network', async ({ page, provoke }) => {
    provoke(/connect-src/);
    provoke(/example\.com/);
    const outcome = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
  });

  test('turn text into code or markup', async ({ page, provoke }) => {
    provoke(/trusted-types|TrustedHTML|TrustedScript|script-src/);
    // In a task of its own: what Playwright evaluates directly may use eval whatever the policy says.
    const outcomes = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const tried = (act: () => unknown): string => {
            try {
              act();
              return 'done';
            } catch (thrown) {
              return thrown instanceof Error ? thrown.name : 'refused';
            }
          };
          setTimeout(() => {
            const markup = tried(() => {
              document.createElement('div').innerHTML = '<b>x</b>';
            });
            resolve([markup, tried(() => Reflect.construct(Function, ['return 1']))]);
          });
        }),
    );
    expect(outcomes).toEqual(['TypeError', 'EvalError']);
  });

  test('use a style that the build did not bring', async ({ page, provoke }) => {
    provoke(/style-src/);
    provoke(/inline/);
    const outcome = await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { outline: 5px solid red }';
      document.head.append(style);
      return getComputedStyle(document.body).outlineStyle;
    });
    expect(outcome).toBe('none');
  });

  test('leave for another address', async ({ page, provoke, violations }) => {
    provoke(/GET https:\/\/example\.com\//);
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await expect.poll(() => violations.length).toBeGreaterThan(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('be asked through a frame inside it', async ({ page, host }) => {
    test.skip(host === 'electron', 'An inner frame has no bridge at all in Electron');
    await page.evaluate(() => document.body.append(document.createElement('iframe')));
    const inner = page.frames().find((frame) => frame !== page.mainFrame());
    const outcome = await inner?.evaluate((channel) => window.stewardInvoke(channel, ['app.info', {}]), callChannel);
    expect(outcome).toMatchObject({ value: { ok: false, error: { code: 'sender-refused' } } });
    expect(await inner?.evaluate(() => 'steward' in window)).toBe(false);
  });

  test('send what the contract does not know', async ({ page }) => {
    const replies = await page.evaluate(async () => [
      // @ts-expect-error the input is wrong on purpose
      await window.steward.runs.get({ id: 7 }),
      await window.steward.runs.list({ offset: -1, limit: 5 }),
    ]);
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual(['bad-input', 'bad-input']);
  });
});

test.describe('while a run lives', () => {
  /** A connection test that waits for an answer which never comes: it lives until it is cancelled. */
  const startLongRun = async (page: Page): Promise<string> => {
    const practice = await page.evaluate(() => window.steward.practice.start({}));
    const connectionId = practice.ok ? practice.value.connectionId : null;
    if (connectionId === null) throw new Error('The practice tenant has no connection.');
    const started = await page.evaluate(
      (id) => window.steward['connection-test'].start({ connectionId: id, tryAllAuthStyles: false, faults: ['tcp-hang'] }),
      connectionId,
    );
    if (!started.ok) throw new Error(started.error.message);
    return started.value.runId;
  };
  const stateOf = async (page: Page, id: string): Promise<string> => {
    const run = await page.evaluate((runId) => window.steward.runs.get({ id: runId }), id);
    return run.ok ? run.value.state : run.error.code;
  };

  test('leaving asks, and a no keeps window and run', async ({ page, answerDialog, requestQuit, host }) => {
    const id = await startLongRun(page);
    if (host === 'electron') await requestQuit();
    else await page.keyboard.press('ControlOrMeta+Q');
    const dialog = await answerDialog({ kind: 'button', label: 'Cancel' });
    expect(dialog.options).toMatchObject({ message: 'A run is not finished.' });
    expect(await stateOf(page, id)).toBe('running');
  });

  test('the taskbar shows how far it is, and its end is notified when nobody looks', async ({ page, outside, host }) => {
    test.skip(host === 'electron', 'Notifications of the system cannot be read by a test');
    const id = await startLongRun(page);
    await expect.poll(() => outside, shown).toContainEqual(expect.stringMatching(/^progress 0/));
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await page.evaluate((runId) => window.steward.runs.cancel({ id: runId }), id);
    await expect.poll(() => outside, shown).toContainEqual(expect.stringMatching(/^Connection test: .*Cancelled/));
    expect(outside).toContain('progress -1');
    expect(await stateOf(page, id)).toBe('cancelled');
  });
});

test.describe('a link to documentation', () => {
  test('opens in the browser after a yes', async ({ page, answerDialog, outside }) => {
    const dialog = answerDialog({ kind: 'button', label: 'Open' });
    expect(await page.evaluate((url) => window.steward.app.openExternal({ url }), documentation)).toEqual({ ok: true, value: { opened: true } });
    expect((await dialog).options).toMatchObject({ detail: documentation });
    expect(outside).toEqual([documentation]);
  });

  test('does not open after a no', async ({ page, answerDialog, outside }) => {
    const dialog = answerDialog({ kind: 'dismiss' });
    expect(await page.evaluate((url) => window.steward.app.openExternal({ url }), documentation)).toEqual({ ok: true, value: { opened: false } });
    await dialog;
    expect(outside).toEqual([]);
  });

  test('does not open when it leads elsewhere', async ({ page }) => {
    const reply = await page.evaluate(() => window.steward.app.openExternal({ url: 'https://learn.microsoft.com.evil.example/' }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'link-refused' } });
  });
});

test('the log folder opens, even before anything was logged', async ({ page, outside, dataDir, host }) => {
  test.skip(host === 'electron', 'It would open a file manager');
  expect(await page.evaluate(() => window.steward.app.openLogFolder({}))).toEqual({ ok: true, value: { done: true } });
  expect(outside).toEqual([expect.stringContaining(dataDir)]);
});
