// The mapping room: a schema is chosen from a file or read from Entra, checked against the sign-in, and tried out over the people of a
// snapshot before it is changed; what is not known is never called kept.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goodSchema } from '../unit/mapping/schemas.ts';
import { expect, test } from './fixture.ts';
import { lookAround } from './look.ts';
import { ended, go, goByKey, practise } from './steps.ts';

test.describe('a mapping', () => {
  test('is read from a file, judged as far as the sign-in is known, and kept with the connection', async ({ page, dataDir, answerDialog }) => {
    const file = join(dataDir, 'schema.json');
    await writeFile(file, JSON.stringify(goodSchema()));
    await practise(page);
    await go(page, 'Mapping');
    await expect(page.getByText('No mapping was read yet')).toBeVisible();
    const answered = answerDialog({ kind: 'path', path: file });
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await answered;
    const rules = page.getByRole('list', { name: 'Rules', exact: true });
    const first = rules.getByRole('listitem').filter({ hasText: 'externalId is the Provider ID of sign-in' });
    await expect(first).toContainText('Not judged');

    await page.getByRole('textbox', { name: 'Provider ID is made from' }).fill('user.mail');
    await expect(rules).toHaveCount(0);
    await expect(page.getByText('Changed, and not kept yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Keep and check' }).click();
    await expect(first).toContainText('Broken');
    await expect(page.getByRole('article').first()).toBeVisible();
    await lookAround(page, '60-mapping');
    const kept = page.getByRole('button', { name: /rules that ask for nothing$/ });

    await test.step('its rows are edited where the file is wrong', async () => {
      await page.getByRole('button', { name: 'Paste it' }).click();
      await page.getByRole('textbox', { name: /^Entra’s schema/ }).fill('{}');
      await page.getByRole('button', { name: 'Read it' }).click();
      await expect(page.getByRole('dialog').getByRole('alert')).toContainText('is not read as a mapping');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Edit the rows' }).click();
      await page.getByRole('textbox', { name: 'People, row 1: made from' }).fill('mail');
      await page.getByRole('button', { name: 'Keep the rows' }).click();
      await kept.click();
      await expect(page.getByRole('list', { name: 'Rules that ask for nothing' })).toContainText('externalId is the Provider ID of sign-in');
    });

    await go(page, 'Overview');
    await goByKey(page, 'Mapping');
    await expect(page.getByRole('textbox', { name: 'Provider ID is made from' })).toHaveValue('user.mail');
    await kept.click();
    await expect(page.getByRole('list', { name: 'Rules that ask for nothing' })).toContainText('externalId is the Provider ID of sign-in');

    await test.step('one sign-in is compared with what is typed in, and forgotten', async () => {
      await page.getByRole('tab', { name: 'Compare a sign-in' }).click();
      const pasted = page.getByRole('textbox', { name: 'Attributes of a test login, or a SAML response' });
      await pasted.fill('NameID: e-7\nusername: ada@halden.example');
      await page.getByRole('textbox', { name: 'externalId that SCIM sends' }).fill('E-7');
      await page.getByRole('button', { name: 'Compare the sign-in' }).click();
      await expect(page.getByRole('list', { name: 'Comparison' })).toContainText('U+0065 e');
      await page.getByRole('tab', { name: 'Mapping and rules' }).click();
      await page.getByRole('tab', { name: 'Compare a sign-in' }).click();
      await expect(pasted).toHaveValue('');
    });
  });

  test('of the practice tenant is counted over its people, changed on trial, and compared for one of them', async ({ page }) => {
    await practise(page);
    await test.step('Entra itself tests the credentials it has saved, when asked to', async () => {
      await page.getByRole('button', { name: 'Ask Entra' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Ask Entra' }).click();
      await expect(page.getByText(/^Entra reported: the connection works/)).toBeVisible();
    });
    await go(page, 'Directory');
    await page.getByRole('button', { name: 'Microsoft Entra ID', exact: true }).click();
    await ended(page);
    await go(page, 'Mapping');
    await page.getByRole('button', { name: 'Read from Entra' }).click();
    await expect(page.getByRole('list', { name: 'Rules', exact: true })).toBeVisible();

    await test.step('each attribute that could be externalId, and the one to choose', async () => {
      await page.getByRole('tab', { name: 'Choose an attribute' }).click();
      const attributes = page.getByRole('table', { name: 'Attributes' });
      await expect(attributes.getByRole('row', { name: /Recommended/ })).toContainText('Everybody');
      await lookAround(page, '62-mapping-attributes');
    });

    await test.step('who would be disabled and relinked, before anything is saved', async () => {
      await page.getByRole('tab', { name: 'Try a change' }).click();
      await page.getByRole('button', { name: 'Edit a copy' }).click();
      const target = page
        .getByRole('listitem')
        .filter({ has: page.locator('input[value="externalId"]') })
        .first();
      await target.getByRole('textbox', { name: /made from$/ }).fill('userPrincipalName');
      await page.getByRole('button', { name: 'Take these rows' }).click();
      await page.getByRole('button', { name: 'Add a group' }).click();
      await page.getByRole('grid', { name: 'Groups' }).press('Enter');
      await page.getByRole('button', { name: 'Show what would happen' }).click();
      await expect(page.getByRole('list', { name: 'What would happen to people' })).toContainText('with another externalId');
      await lookAround(page, '64-mapping-change');
    });

    await test.step('what SCIM sends for one person is worked out, not typed', async () => {
      await page.getByRole('tab', { name: 'Compare a sign-in' }).click();
      await page
        .getByRole('textbox', { name: 'Attributes of a test login, or a SAML response' })
        .fill('badge: 7\nusername: someone@halden.example\ngroups: Analysts');
      await page.getByRole('button', { name: /^The claims have names/ }).click();
      await page.getByRole('textbox', { name: 'Claim of the Provider ID' }).fill('badge');
      await page.getByRole('button', { name: 'Choose the person' }).click();
      await page.getByRole('grid', { name: 'Users' }).press('Enter');
      await page.getByRole('button', { name: 'Compare the sign-in' }).click();
      await expect(page.getByRole('list', { name: 'Comparison' }).getByRole('listitem').first()).toContainText('Sign-in, badge');
      await lookAround(page, '65-mapping-sign-in');
    });
  });
});
