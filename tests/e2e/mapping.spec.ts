// The mapping room: a schema is chosen from a file, checked against the sign-in, and what is not known is never called kept.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goodSchema } from '../unit/mapping/schemas.ts';
import { expect, test } from './fixture.ts';
import { lookAround } from './look.ts';
import { go, goByKey, practise } from './steps.ts';

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
    const rules = page.getByRole('list', { name: 'Rules' });
    const first = rules.getByRole('listitem').filter({ hasText: 'externalId is the Provider ID of sign-in' });
    await expect(first).toContainText('Not judged');

    await page.getByRole('textbox', { name: 'Provider ID is made from' }).fill('user.mail');
    await expect(rules).toHaveCount(0);
    await page.getByRole('button', { name: 'Check the mapping' }).click();
    await expect(first).toContainText('Broken');
    await expect(page.getByRole('article').first()).toBeVisible();

    const pasted = page.getByRole('textbox', { name: 'Attributes of a test login, or a SAML response' });
    await pasted.fill('NameID: e-7\nusername: ada@halden.example');
    await page.getByRole('textbox', { name: 'externalId that SCIM sends' }).fill('E-7');
    await page.getByRole('button', { name: 'Compare the sign-in' }).click();
    await expect(page.getByRole('list', { name: 'Comparison' })).toContainText('U+0065 e');
    await lookAround(page, '60-mapping');

    await go(page, 'Overview');
    await goByKey(page, 'Mapping');
    await expect(pasted).toHaveValue('');
    await expect(page.getByRole('textbox', { name: 'Provider ID is made from' })).toHaveValue('user.mail');
    await expect(first).toContainText('Broken');
  });
});
