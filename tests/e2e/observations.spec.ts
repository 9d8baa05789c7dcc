// A group inside the group is tried on request; what the server was seen to do stays with its connection. Each connection's lock is in the list.
import { expect, test } from './fixture.ts';
import { look, lookAround } from './look.ts';
import { breakOnPurpose, go, pasteConnection, practise, save, step, testSync } from './steps.ts';
import { startTarget } from './target.ts';

test('a group inside the group is asked for, told of beforehand, and what was seen is kept', async ({ page }) => {
  await practise(page);
  await go(page, 'Connection');
  const seen = page.getByRole('region', { name: 'What this server was seen to do' });
  await expect(seen.getByRole('button', { name: /^Nothing was seen yet/ })).toBeVisible();
  await go(page, 'Test sync');
  const nested = page.getByRole('checkbox', { name: /Also try a group inside the group/ });
  await expect(nested).not.toBeChecked();
  await nested.check();
  await lookAround(page, '54-sync-nested');
  await page.getByRole('button', { name: 'See what it will do' }).click();
  await expect(page.getByText(/inner-group SCIM Steward test/)).toBeVisible();
  await lookAround(page, '55-consent-nested');
  await page.getByRole('button', { name: 'Back' }).click();
  await testSync(page, '21 passed');
  await step(page, /Try a group as a member/)
    .getByRole('button')
    .first()
    .click();
  await lookAround(page, '56-sync-nested-passed');
  await breakOnPurpose(page, 'A group sent as a member is dropped without a word');
  await testSync(page, 'On purpose: A group sent as a member');
  await expect(page.getByText('A group sent as a member is dropped without a word').first()).toBeVisible();
  await lookAround(page, '57-sync-nested-dropped');

  await go(page, 'Connection');
  await expect(seen.getByText('kept, and shown by id and in the list')).toBeVisible();
  await lookAround(page, '58-observations');

  await go(page, 'About');
  await page.getByRole('button', { name: 'Reset to the first day' }).click();
  await look(page, '59-reset-asked', 'window');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('43 people and 11 groups')).toBeVisible();
});

test('the list of connections shows the lock of each, not only of the one that is chosen', async ({ page }) => {
  const target = await startTarget();
  try {
    await page.getByRole('button', { name: /Add your connection/ }).click();
    await pasteConnection(page, target.paste());
    await page.getByRole('textbox', { name: 'Name' }).fill('Of the company');
    await page.getByRole('switch', { name: 'This is production' }).check();
    await save(page);
    await go(page, 'Overview');
    await page.evaluate(() => window.steward.practice.start({}));
    await go(page, 'Connection');
    await page.getByRole('button', { name: 'Work with Practice tenant' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Of the company' });
    await expect(row.getByText('Locked')).toBeVisible();
    await lookAround(page, '51-connections-locks');
  } finally {
    await target.close();
  }
});
