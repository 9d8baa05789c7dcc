// An administrator who may not have the SCIM credential is helped all the same: pasted errors, the other column, the letters to send.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { go, heading, practise, testConnection } from './steps.ts';

const conflict =
  'Cannot complete login for your user with username amara.okafor@contoso.com and provider user ID amara.okafor@contoso.com because that username is already being used by the user with user ID e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11 and provider user ID amara.okafor.';

async function explain(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Error text' }).fill(text);
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
}

test('“I have an error message” explains it without a connection', async ({ page }) => {
  await page.getByRole('button', { name: /I have an error message/ }).click();
  await expect(heading(page, 'Explain an error')).toBeFocused();
  const problem = page.getByRole('article', { name: /^Problem: / });

  await test.step('Foundry’s message about a user name that is taken', async () => {
    await explain(page, `Hello,\n> ${conflict}\nRegards`);
    await expect(problem).toHaveCount(1);
    await expect(problem).toContainText('amara.okafor@contoso.com cannot sign in: the Provider ID differs');
    await expect(problem.getByRole('definition').filter({ hasText: 'e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11' })).toBeVisible();
    await expect(problem).toContainText('map externalId to the same source value');
    await expect(problem).toContainText('Who must act');
  });

  await test.step('a code of Entra’s provisioning log', async () => {
    await explain(
      page,
      'Error code: SystemForCrossDomainIdentityManagementCredentialValidationUnavailable. An error occurred while sending the request.',
    );
    await expect(problem.first()).toContainText('idp.credential-validation-unavailable');
    await expect(problem.first()).toContainText('How to fix it');
  });

  await test.step('a text that no document knows is said to be unread', async () => {
    await explain(page, 'Something went wrong.');
    await expect(page.getByText('This text is not known yet')).toBeVisible();
    await expect(problem).toHaveCount(0);
  });
});

test('green here and red in Entra leads to the change request for ingress', async ({ page, dataDir, answerDialog }) => {
  const file = join(dataDir, 'ServiceTags_Public_20261116.json');
  const tag = {
    name: 'AzureActiveDirectory',
    properties: { changeNumber: 87, addressPrefixes: ['20.20.32.0/19', '40.126.0.0/18', '2603:1006::/32'] },
  };
  await writeFile(file, JSON.stringify({ changeNumber: 401, cloud: 'Public', values: [tag] }));
  await practise(page);
  await testConnection(page, '14 passed');

  await test.step('what Entra said is recorded beside what this desk saw', async () => {
    await page.getByRole('button', { name: 'Record' }).click();
    const dialog = page.getByRole('dialog', { name: 'What did your identity provider say?' });
    // Nothing is picked: the portal says “invalid credentials”, and the code inside decides.
    await expect(dialog.getByRole('radio', { name: /^It worked/ })).not.toBeChecked();
    const inner = 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: An error occurred while sending the request.';
    await dialog.getByRole('textbox', { name: /The whole message/ }).fill(`Error code: InvalidCredentials. ${inner} Request-Id: 4c1b`);
    await dialog.getByRole('button', { name: 'Keep this outcome' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('main').getByText(/works from this desk and Entra does not get through/)).toBeVisible();
  });

  await test.step('ranges are compared and the letters written', async () => {
    await page.getByRole('button', { name: 'Compare with Microsoft’s ranges' }).click();
    await page.getByRole('textbox', { name: 'IPv4 ranges allowed there' }).fill('20.20.32.0/19');
    await page.getByRole('radio', { name: 'Use a SCIM subdomain' }).check();
    const asked = answerDialog({ kind: 'path', path: file });
    await page.getByRole('button', { name: 'Choose the file' }).click();
    expect((await asked).kind).toBe('open');
    await expect(page.getByText(file)).toBeVisible();
    await page.getByRole('button', { name: 'Compare and write the texts' }).click();
    await expect(page.getByText('1 of 2 ranges of AzureActiveDirectory are admitted')).toBeVisible();
    const request = page.getByRole('region', { name: 'Text for: Foundry information security officer' });
    await expect(request).toContainText('40.126.0.0/18');
    await expect(request).not.toContainText('20.20.32.0/19');
    await expect(request).toContainText('Request-Id: 4c1b');
    await expect(page.getByRole('region', { name: 'Text for: Palantir Support' })).toBeVisible();
  });

  await test.step('the overview no longer says that it works', async () => {
    await go(page, 'Overview');
    await expect(page.getByRole('main').getByText(/works from this desk and Entra does not get through/)).toBeVisible();
  });
});
