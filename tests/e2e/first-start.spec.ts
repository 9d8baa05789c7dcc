// The tour of a first day: practice tenant, connection test, a failure on purpose, test sync, history. In one window, as a person would.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { breakOnPurpose, ended, go, heading, practise, testConnection, testSync } from './steps.ts';

const filtersIgnored = 'Filters are ignored';

test('from the first start to a finished test sync and its report', async ({ page, dataDir, answerDialog }) => {
  await test.step('three ways in are offered', async () => {
    await expect(heading(page, 'Find out why provisioning does not work')).toBeVisible();
    for (const name of [/Try with the practice tenant/, /Add your connection/, /I have an error message/])
      await expect(page.getByRole('button', { name })).toBeVisible();
  });

  await test.step('the practice tenant is ready, and the overview says what comes next', async () => {
    await practise(page);
    await go(page, 'Overview');
    await expect(page.getByText('Not tested yet.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Run the connection test' }).first()).toBeVisible();
  });

  await test.step('the whole test passes, and its verdict leaves Entra its say', async () => {
    await go(page, 'Connection test');
    await testConnection(page, '14 passed');
    await expect(page.getByText('Would pass, seen from this desk. Only Entra can say whether Entra gets through.')).toBeVisible();
  });

  await test.step('a fault switched on is found and explained', async () => {
    await breakOnPurpose(page, filtersIgnored);
    await testConnection(page, `On purpose: Filters are ignored`);
    await expect(page.getByText('Would fail for Entra, seen from this desk.')).toBeVisible();
    await expect(page.getByRole('article', { name: /^Problem: / })).toBeVisible();
  });

  await test.step('a test sync says what it will do, does it, and removes everything', async () => {
    await go(page, 'Test sync');
    await page.getByRole('button', { name: 'See what it will do' }).click();
    const consent = page.getByRole('region', { name: 'What the test sync will do' });
    await expect(consent).toContainText('All of it on the practice tenant');
    await expect(consent).toContainText('Everything it made, in reverse');
    await consent.getByRole('button', { name: 'Back' }).click();
    await testSync(page, '20 passed');
    const effects = page.getByRole('table', { name: 'What this run did to the target' });
    const rows = effects.getByRole('row');
    await expect(rows.filter({ hasText: 'Removed' })).not.toHaveCount(0);
    // The same person a second time was refused, so there was nothing to remove of it.
    await expect(rows.filter({ hasText: 'Never made' })).toHaveCount(1);
    expect(await rows.filter({ hasText: /Removed|Never made/ }).count()).toBe((await rows.count()) - 1);
  });

  await test.step('the overview sums it up', async () => {
    await go(page, 'Overview');
    await expect(page.getByText('One error stands in the way.')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Recent runs' }).getByRole('link')).toHaveText(['Test sync', 'Connection test', 'Connection test']);
  });

  await test.step('the history lists the runs and compares two', async () => {
    await go(page, 'History');
    const runs = page.getByRole('table', { name: 'Runs' }).getByRole('row');
    await expect(runs).toHaveCount(4);
    const choose = (row: number) => runs.nth(row).getByRole('checkbox').check();
    await choose(3);
    await choose(2);
    await page.getByRole('button', { name: 'Compare the two' }).click();
    await expect(heading(page, 'What changed between two runs')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Newly failing' }).getByRole('listitem')).toContainText([
      'Filter: finds exactly the user it names',
    ]);
    await expect(page.getByRole('region', { name: 'New findings' }).getByRole('listitem')).toHaveCount(1);
  });

  await test.step('a run opens and is written to a file without a secret', async () => {
    await page.getByRole('main').getByRole('link', { name: 'History' }).click();
    await page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: 'Connection test' }).first().click();
    await ended(page);
    for (const [format, file] of [
      ['HAR', 'run.har'],
      ['HTML page', 'run.html'],
    ] as const) {
      const path = join(dataDir, file);
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      const dialog = answerDialog({ kind: 'path', path });
      await page.getByRole('menuitem', { name: format }).click();
      expect((await dialog).kind).toBe('save');
      await expect(page.getByText(path)).toBeVisible();
      const text = await readFile(path, 'utf8');
      expect(text).toContain('client_credentials');
      expect(
        [...text.matchAll(/client_secret=([^&"\s<]*)/g)].map(([, value]) => decodeURIComponent(value ?? '')).filter((value) => value !== '[removed]'),
      ).toEqual([]);
      expect(text).not.toMatch(/Bearer [\w.~+/=-]{16}/);
    }
  });
});
