// The provisioning log in the window: from no log to who still fails, why, one event in full, and a file of what is filtered. Several apps are kept apart.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Fixtures, test } from './fixture.ts';
import { logFile, otherLogFile } from './log-files.ts';
import { lookAround } from './look.ts';
import { go, heading } from './steps.ts';

const table = (page: Page) => page.getByRole('grid', { name: 'Events' });
const failing = (page: Page) => page.getByRole('list', { name: 'Causes that still fail' });

async function readLog(page: Page, { dataDir, answerDialog }: Pick<Fixtures, 'dataDir' | 'answerDialog'>, name: string, content: string) {
  const path = join(dataDir, name);
  await writeFile(path, content);
  await page.getByRole('button', { name: 'Read files' }).click();
  const asked = answerDialog({ kind: 'path', path });
  await page.getByRole('button', { name: 'Add a file' }).click();
  await asked;
  await expect(page.getByRole('list', { name: 'Files to read' })).toContainText(name);
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(heading(page, 'The log was read')).toBeVisible({ timeout: 45_000 });
  await page.getByRole('button', { name: 'Show the events' }).click();
}

test('who still fails, why, one event in full, and a file of it', async ({ page, dataDir, answerDialog }) => {
  await go(page, 'Provisioning log');
  await expect(page.getByText('No log was read yet')).toBeVisible();
  await lookAround(page, '110-log-empty');
  await readLog(page, { dataDir, answerDialog }, 'log.json', logFile);

  await test.step('what still fails stands first and explains itself', async () => {
    await expect(failing(page).getByRole('listitem')).toHaveCount(3);
    await expect(failing(page)).toContainText('2 people');
    await expect(failing(page)).toContainText('1 group');
    await expect(page.getByRole('button', { name: /^Failed/ })).toContainText('5');
    await failing(page)
      .getByRole('button', { name: /^EntryConflict/ })
      .click();
    await expect(failing(page).getByRole('article')).toContainText('entra.entry-conflict');
    await expect(failing(page)).toContainText('userName is already used by another user');
    await page.getByRole('button', { name: 'The same as a table' }).click();
    await expect(page.getByRole('table', { name: 'Results over time' }).getByRole('row')).not.toHaveCount(1);
    await page.getByRole('button', { name: /^Past/ }).click();
    await expect(page.getByRole('list', { name: 'Past causes' })).toContainText('ServiceIncompatible');
    await lookAround(page, '111-log');
  });

  await test.step('its events are shown, one opens in full', async () => {
    await page.getByRole('button', { name: 'Show the events of EntryConflict' }).first().click();
    await expect(table(page).getByRole('row')).toHaveCount(3);
    await table(page).getByText('jana.novak@halden.example').click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByRole('table', { name: 'What changed' })).toContainText('emp-2');
    await expect(drawer).toContainText('Create of a person');
    await drawer.getByRole('button', { name: 'As the source gave it' }).click();
    await lookAround(page, '112-log-event', 'window');
    await drawer.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('words narrow it, the filter stays while the window goes elsewhere, and a file holds exactly that', async () => {
    await page.getByRole('button', { name: 'Show all events' }).click();
    await page.getByRole('searchbox', { name: 'Search all texts of the events' }).fill('HYPERLINK');
    await expect(table(page).getByRole('row')).toHaveCount(2);
    await go(page, 'About');
    await go(page, 'Provisioning log');
    await expect(table(page).getByRole('row')).toHaveCount(2);
    const path = join(dataDir, 'events.csv');
    const asked = answerDialog({ kind: 'path', path });
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /^CSV/ }).click();
    await asked;
    await expect(page.getByText('1 event saved')).toBeVisible();
    expect(await readFile(path, 'utf8')).toContain(`"'=HYPERLINK(""http://halden.example"")"`);
  });

  await test.step('another app is kept apart', async () => {
    await page.getByRole('button', { name: 'Show all events' }).click();
    await readLog(page, { dataDir, answerDialog }, 'other.json', otherLogFile);
    await page.getByRole('combobox', { name: 'App', exact: true }).click();
    await page.getByRole('option', { name: /^Another app/ }).click();
    await expect(table(page).getByRole('row')).toHaveCount(2);
    await expect(page.getByText('Nothing failed in this log')).toBeVisible();
  });
});
