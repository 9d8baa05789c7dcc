// Foundry's part in the practice tenant, and the access to Foundry's admin API: from the connection to a log-in that Foundry refuses in its own words,
// to a rule that moves somebody, and to what the credential may see.
import { expect, test } from './fixture.ts';
import { lookAround } from './look.ts';
import { go, heading, practise } from './steps.ts';

test('the practice tenant is Foundry, too: its admin API is tried, somebody logs in, a rule moves them', async ({ page }) => {
  await practise(page);
  await go(page, 'Connection');
  await test.step('the admin API is tried part by part', async () => {
    const room = page.getByRole('region', { name: 'Foundry’s admin API' });
    await room.getByRole('button', { name: 'Try this access' }).click();
    await expect(room.getByRole('listitem')).toHaveCount(7);
    await expect(room.getByText('Halden Entra ID')).toBeVisible();
    await lookAround(page, '70-foundry-access');
  });

  await page.getByRole('link', { name: 'Rules, log-ins and organizations' }).click();
  await expect(heading(page, 'Foundry’s part in the practice tenant')).toBeVisible();
  const login = page.getByRole('region', { name: 'Log somebody in' });

  await test.step('a log-in with another Provider ID is refused in Foundry’s words', async () => {
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('priya');
    await expect(page.getByText('By the rules: Halden Restricted')).toHaveCount(1);
    await page.getByRole('button', { name: 'priya.raman@halden.example' }).click();
    await expect(login.getByRole('textbox', { name: 'Username' })).toHaveValue('priya.raman@halden.example');
    const providerId = login.getByRole('textbox', { name: 'Provider ID' });
    const own = await providerId.inputValue();
    await providerId.fill('priya');
    await login.getByRole('button', { name: 'Log in' }).click();
    await expect(login).toContainText('Cannot complete login for your user with username priya.raman@halden.example and provider user ID priya');
    await lookAround(page, '71-practice-room');
    await providerId.fill(own);
  });

  await test.step('a log-in runs the rules as they are now', async () => {
    const rules = page.getByRole('region', { name: 'Organization rules' });
    await rules.getByRole('textbox', { name: 'then the organization is' }).first().fill('Fjord Crew');
    await rules.getByRole('button', { name: 'Keep the rules' }).click();
    await expect(page.getByText('By the rules: Fjord Crew')).toBeVisible();
    await login.getByRole('button', { name: 'Log in' }).click();
    await expect(login).toContainText('priya.raman@halden.example is now in Fjord Crew');
    await expect(page.getByRole('combobox', { name: 'Organization of priya.raman@halden.example' })).toHaveValue('Fjord Crew');
  });
});
