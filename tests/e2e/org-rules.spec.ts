// Organization rules in the practice tenant: people of a group are listed, it is said what they are sent, and they are moved to where the rules place them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { lookAround } from './look.ts';
import { go, practise } from './steps.ts';

test('people of a group are listed, sent an update after a look at what it does, and seen to have moved', async ({ page, dataDir, answerDialog }) => {
  const people = page.getByRole('grid', { name: 'People of the rerun' });
  await practise(page);
  await go(page, 'Organization rules');
  await page.getByRole('textbox', { name: 'Group' }).fill('Project Fjord');
  // Slow enough to be paused.
  await page.getByRole('spinbutton', { name: 'Requests a second' }).fill('2');
  await page.getByRole('button', { name: /^Organization rules in Control Panel/ }).click();
  await expect(page.getByText('groups include “Project Fjord”')).toBeVisible();
  await lookAround(page, '99-org-rules');

  await test.step('the dry run says who, why, and where the rules would place them', async () => {
    await page.getByRole('button', { name: 'Make the list' }).click();
    await expect(people).toContainText('Member of “Project Fjord”');
    await expect(people).toContainText('Halden Restricted');
    await expect(page.getByText(/^It takes at least/)).toBeVisible();
    await expect(page.getByText('It can move people between organizations.')).toBeVisible();
    await lookAround(page, '99-org-rules-list');
  });

  await test.step('it can be paused and goes on to its end', async () => {
    await page.getByRole('button', { name: 'I understand, start' }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const again = page.getByRole('button', { name: /^Continue with/ });
    await expect(again).toBeVisible();
    await again.click();
    await expect(page.getByText(/^Established: “resend” makes the rules run here/)).toBeVisible({ timeout: 30_000 });
    await expect(people).toContainText('Verified');
    await lookAround(page, '99-org-rules-result');
  });

  await test.step('the result is a table to filter and a file', async () => {
    const path = join(dataDir, 'rerun.csv');
    const asked = answerDialog({ kind: 'path', path });
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    await asked;
    await expect(page.getByText('Result saved')).toBeVisible();
    expect(await readFile(path, 'utf8')).toContain('Halden Restricted');
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Failed');
    await expect(page.getByText('Nobody of this list is in this state.')).toBeVisible();
  });
});
