// The connection room and the switcher: what is offered can be done, what cannot be undone is said before, and nobody is called back.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionDraft } from '../../contract/connections.ts';
import { expect, test } from './fixture.ts';
import { breakOnPurpose, go, heading, pasteConnection, practise, save, testSync } from './steps.ts';
import { startTarget } from './target.ts';

const more = /^More for /;

test.describe('the practice connection', () => {
  test('offers nothing that would be refused, and says why', async ({ page }) => {
    await practise(page);
    await go(page, 'Connection');
    await expect(page.getByText('so there is nothing to edit')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Export all' })).toHaveCount(0);
    await page.getByRole('button', { name: more }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Delete']);
  });

  test('says before it is deleted what a test sync left', async ({ page }) => {
    await practise(page);
    await go(page, 'Test sync');
    await breakOnPurpose(page, 'DELETE answers 204 and does nothing');
    await testSync(page, '1 failed');
    await go(page, 'Connection');
    await page.getByRole('button', { name: more }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete Practice tenant?' });
    await expect(dialog).toContainText(/The test sync of .* left \d+ objects on the server/);
    await expect(dialog).toContainText('can no longer remove them');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('is tested next, said once', async ({ page }) => {
    await practise(page);
    await go(page, 'Overview');
    await expect(page.getByText('It reads only, takes a few seconds')).toHaveCount(1);
  });
});

test.describe('entering a connection', () => {
  test('gives advice before there is a name', async ({ page }) => {
    await page.getByRole('button', { name: /Add your connection/ }).click();
    await page.getByRole('button', { name: /No, this is a new set-up/ }).click();
    await page.getByRole('textbox', { name: 'SCIM URL' }).fill('http://foundry.halden.example/multipass/api/scim/abc/v2/');
    await expect(page.getByRole('button', { name: 'Use https://foundry.halden.example/multipass/api/scim/abc/v2/' })).toBeVisible();
    await expect(page.getByText('The fields could not be checked')).toHaveCount(0);
  });

  test('refuses a damaged file of certificates where it is chosen', async ({ page, dataDir, answerDialog }) => {
    const path = join(dataDir, 'our-root.pem');
    await writeFile(path, '-----BEGIN CERTIFICATE-----\nnot a certificate\n-----END CERTIFICATE-----\n');
    await page.getByRole('button', { name: /Add your connection/ }).click();
    await page.getByRole('button', { name: /No, this is a new set-up/ }).click();
    await page.getByRole('button', { name: /^More/ }).click();
    const asked = answerDialog({ kind: 'path', path });
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await asked;
    await expect(page.getByText('The certificate in this file cannot be read')).toBeVisible();
  });

  test('keeps what was entered for whoever looks something up, but not the secret', async ({ page }) => {
    await page.getByRole('button', { name: /Add your connection/ }).click();
    await page.getByRole('button', { name: /No, this is a new set-up/ }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Foundry staging');
    await page.getByLabel('Client secret').fill('a secret nobody keeps');
    await go(page, 'About');
    await go(page, 'Connection');
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await expect(page.getByText('These are your entries, not saved yet.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Foundry staging');
    await expect(page.getByLabel('Client secret')).toHaveValue('');
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await expect(page.getByRole('button', { name: /No, this is a new set-up/ })).toBeVisible();
  });

  test('stays where the administrator went while it was saved', async ({ page }) => {
    const target = await startTarget();
    try {
      await page.getByRole('button', { name: /Add your connection/ }).click();
      await pasteConnection(page, target.paste());
      // Both in one moment, as a quick hand does it.
      await page.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLElement>('button, a')];
        for (const name of ['Save the connection', 'History']) all.find((element) => element.textContent?.startsWith(name))?.click();
      });
      await expect(page.getByText(/ saved$/)).toBeVisible();
      await expect(heading(page, 'History')).toBeVisible();
    } finally {
      await target.close();
    }
  });
});

test('the focus is never lost to nobody when what was pressed goes away', async ({ page }) => {
  const target = await startTarget();
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  try {
    await press(/Add your connection/);
    await press(/Yes, provisioning is running/);
    await press(/Rotate the secret/);
    await expect(heading(page, 'Rotate the secret')).toBeFocused();
    await press('Back');
    await press('Back');
    await pasteConnection(page, target.paste());
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.getByRole('switch', { name: 'This is production' }).check();
    await save(page);
    await page.getByRole('textbox', { name: 'Reason or change ticket' }).fill('CHG-1');
    await press('Unlock');
    await expect(page.getByRole('button', { name: 'Lock now' })).toBeFocused();
    await press('Lock now');
    await expect(page.getByRole('textbox', { name: 'Reason or change ticket' })).toBeFocused();
    await press(more);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await press('Delete connection and secret');
    await expect(heading(page, 'Connection')).toBeFocused();
  } finally {
    await target.close();
  }
});

test('a long list of connections: adding is at hand, and the chosen one is in view', async ({ page }) => {
  const target = await startTarget();
  try {
    await page.getByRole('button', { name: /Add your connection/ }).click();
    await pasteConnection(page, target.paste());
    await save(page);
  } finally {
    await target.close();
  }
  await page.evaluate(async () => {
    const listed = await window.steward.connections.list({});
    if (!listed.ok) throw new Error(listed.error.message);
    const [first] = listed.value.connections;
    if (first === undefined) throw new Error('There is no connection.');
    const { id: _id, practice: _practice, createdAt: _made, updatedAt: _changed, ...draft } = first;
    for (let index = 10; index < 34; index += 1) {
      const copy: ConnectionDraft = { ...draft, name: `Foundry ${index}` };
      const saved = await window.steward.connections.save(copy);
      if (saved.ok) await window.steward.connections.select({ id: saved.value.id });
    }
  });
  await page.reload();
  await go(page, 'Connection');
  await expect(page.getByRole('button', { name: 'Work with Foundry 33' })).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'Foundry 33' })).toBeInViewport();
  await page.getByRole('button', { name: /^Connection: .* Switch$/ }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Foundry 33', exact: true })).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(page.getByRole('menuitem', { name: 'Add a connection' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Add a connection')).toBeVisible();
});
