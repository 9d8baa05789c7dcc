// A connection of one's own that fails: from the red step to its remedy, to green; and what keeps production and secrets safe on the way.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { go, heading, pasteConnection, runState, save, step, testConnection, testSync } from './steps.ts';
import { startTarget, type Target } from './target.ts';

const wrongSecret = 'not-the-secret-Kq7~';

let target: Target;
test.beforeEach(async () => {
  target = await startTarget();
});
test.afterEach(() => target.close());

async function addConnection(page: Page, name: string, secret?: string): Promise<void> {
  await page.getByRole('button', { name: /Add your connection/ }).click();
  await pasteConnection(page, target.paste(secret));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await save(page);
}

async function edit(page: Page): Promise<void> {
  await go(page, 'Connection');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(heading(page, /^Edit /)).toBeVisible();
}

test('a wrong secret: from the red step to its remedy, to green', async ({ page }) => {
  await test.step('the four values are pasted and the secret is shown nowhere', async () => {
    await addConnection(page, 'Foundry staging', wrongSecret);
    await expect(page.getByText('Kept until SCIM Steward closes').first()).toBeVisible();
    await expect(page.getByText('Enter the secret again after each start.')).toBeVisible();
    expect(await page.content()).not.toContain(wrongSecret);
  });

  const failed = step(page, /^Failed Token: signing in works/);
  await test.step('the test fails where it should, and says so on top', async () => {
    await go(page, 'Connection test');
    await testConnection(page, '1 failed');
    await expect(page.getByText('Would fail for Entra, seen from this desk.')).toBeVisible();
    await expect(failed.getByRole('button').first()).toHaveAttribute('aria-expanded', 'true');
    const later = step(page, /^Not run Entra’s question/);
    await later.getByRole('button').first().click();
    await expect(later).toContainText('It could not run because of the step “Token: signing in works”.');
  });

  await test.step('the failing step says what happened, what to do and who must act', async () => {
    const finding = failed.getByRole('article', { name: /^Problem: / });
    for (const part of ['What happened', 'How to fix it', 'Who must act', 'How to verify', 'Evidence'])
      await expect(finding.getByText(part, { exact: true })).toBeVisible();
    await expect(finding).toContainText('token.wrong-secret');
  });

  await test.step('the exchange behind it shows request and answer, without the secret', async () => {
    await failed
      .getByRole('button', { name: /POST .*401|POST .*400/ })
      .first()
      .click();
    await expect(failed.getByRole('region', { name: 'Answer body' })).toContainText('invalid_client');
    await failed.getByRole('tab', { name: 'Request' }).click();
    await expect(failed.getByRole('region', { name: 'Request body' })).toContainText('client_secret=[removed]');
    expect(await page.content()).not.toContain(wrongSecret);
  });

  await test.step('the finding is copied as Markdown for a ticket', async () => {
    await failed.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect(failed.getByRole('button', { name: 'Copied' })).toBeVisible();
    await go(page, 'Explain an error');
    await page.getByRole('textbox', { name: 'Error text' }).focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(page.getByRole('textbox', { name: 'Error text' })).toHaveValue(
      /^### Problem: [\s\S]*\*\*How to fix it\*\*[\s\S]*\*\*Who must act:\*\*/,
    );
  });

  await test.step('with the right secret it is green', async () => {
    await edit(page);
    const secret = page.getByLabel('Client secret');
    await expect(secret).toHaveValue('');
    await expect(secret).toHaveAttribute('type', 'password');
    await secret.fill(target.tenant.clientSecret);
    await save(page);
    expect(await page.content()).not.toContain(target.tenant.clientSecret);
    await go(page, 'Connection test');
    await testConnection(page, '14 passed');
    await expect(runState(page)).not.toContainText('failed');
    await expect(page.getByText(/^Would pass, seen from this desk/)).toBeVisible();
  });
});

test('a server that ignores filters: found, mended there, green here', async ({ page }) => {
  await target.tenant.setFaults(['filter-ignored']);
  await addConnection(page, 'Foundry staging');
  await go(page, 'Connection test');
  await testConnection(page, /\d failed/);
  const finding = page.getByRole('article', { name: /^Problem: / });
  await expect(finding).toContainText('filter.ignored');
  await expect(finding).toContainText('What follows');
  await target.tenant.setFaults([]);
  await testConnection(page, '14 passed');
  await expect(finding).toHaveCount(0);
});

test('production, bearer tokens and the end of a connection', async ({ page }) => {
  await addConnection(page, 'Foundry live');

  await test.step('a bearer token stands behind its switch and its reason', async () => {
    await edit(page);
    await expect(page.getByLabel('Bearer token')).toHaveCount(0);
    await page.getByRole('button', { name: /^Static bearer token/ }).click();
    await expect(page.getByText('Client credentials are safer')).toBeVisible();
    await expect(page.getByLabel('Bearer token')).toHaveCount(0);
    await page.getByRole('switch', { name: 'An exception was agreed with Palantir Support' }).check();
    await expect(page.getByLabel('Bearer token')).toBeVisible();
    await expect(page.getByLabel('Client secret')).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: 'Reference of the exception' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await expect(heading(page, 'Connection')).toBeVisible();
  });

  await test.step('labelled production, it is read only', async () => {
    await edit(page);
    await page.getByRole('switch', { name: 'This is production' }).check();
    await page.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('textbox', { name: 'Test domain' }).fill('halden-instruments.example');
    await save(page);
    await go(page, 'Test sync');
    await page.getByRole('button', { name: 'See what it will do' }).click();
    await expect(page.getByText('It may not start')).toBeVisible();
    await expect(page.getByRole('button', { name: 'I understand, start' })).toBeDisabled();
    await go(page, 'Connection test');
    await testConnection(page, '14 passed');
  });

  await test.step('unlocked with a reason, it may be written to, and a receipt stays', async () => {
    await go(page, 'Connection');
    const unlock = page.getByRole('button', { name: 'Unlock' });
    await expect(unlock).toBeDisabled();
    await page.getByRole('textbox', { name: 'Reason or change ticket' }).fill('CHG-4711 trial');
    await unlock.click();
    await expect(page.getByText(/^Production is unlocked until/)).toBeVisible();
    await go(page, 'Test sync');
    await testSync(page, '20 passed');
    await go(page, 'Connection');
    await expect(page.getByRole('region', { name: 'Receipts' }).getByRole('listitem').first()).toContainText('CHG-4711 trial');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await expect(page.getByRole('region', { name: 'Production is locked' })).toBeVisible();
  });

  await test.step('deleted, it is gone with its secret', async () => {
    await page.getByRole('button', { name: 'More for Foundry live' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const question = page.getByRole('alertdialog', { name: 'Delete Foundry live?' });
    await question.getByRole('button', { name: 'Delete connection and secret' }).click();
    await expect(page.getByText('There is no connection yet')).toBeVisible();
    await expect(page.getByText('Connection and its secret deleted')).toBeVisible();
  });
});
