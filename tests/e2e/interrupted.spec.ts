// The app ends in the middle of a test sync: what was left is offered at the next start, and exactly that is removed.
// The target lives in the test's process, so it survives; its door holds the request in the middle of which the app ends.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { ended, go, heading, pasteConnection, runState, save } from './steps.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
test.beforeEach(async () => {
  target = await startTarget();
});
test.afterEach(() => target.close());

interface Content {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

async function content(): Promise<Content> {
  const { users, groups } = await target.tenant.inspect();
  return {
    users: users
      .filter((user) => !user.deleted)
      .map((user) => user.userName)
      .sort(),
    groups: groups.map((group) => group.displayName).sort(),
  };
}

async function startSync(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Add your connection/ }).click();
  await pasteConnection(page, target.paste());
  await page.getByRole('textbox', { name: 'Name' }).fill('Foundry staging');
  await save(page);
  await go(page, 'Test sync');
  await page.getByRole('textbox', { name: 'Test domain' }).fill('halden-instruments.example');
  await page.getByRole('button', { name: 'See what it will do' }).click();
  await page.getByRole('button', { name: 'I understand, start' }).click();
}

test('killed in the middle, it offers what was left and removes exactly that', async ({ page, kill, relaunch }) => {
  const before = await content();
  const door = target.hold('POST /Groups');
  await startSync(page);
  await door.held;
  const left = (await content()).users.filter((name) => !before.users.includes(name));
  expect(left.length, 'what the run had made when it was killed').toBeGreaterThan(0);
  await kill();
  door.release();

  const again = await relaunch();
  await test.step('the next start says so', async () => {
    await expect(again.getByText(/A test sync left \d+ objects? behind/)).toBeVisible();
    await expect(again.getByRole('table', { name: 'Recent runs' })).toContainText('Interrupted');
  });

  await test.step('the secret was for that session only: it is entered again', async () => {
    await go(again, 'Connection');
    await again.getByRole('button', { name: 'Enter the secret' }).click();
    await again.getByLabel('Client secret').fill(target.tenant.clientSecret);
    await save(again);
  });

  await test.step('a stranger who came meanwhile is not touched', async () => {
    await target.tenant.addStranger({ userName: 'steward-newcomer@halden-instruments.example', externalId: 'not-ours' });
    await go(again, 'Test sync');
    await again.getByRole('button', { name: 'Clean up' }).click();
    await expect(heading(again, 'Clean-up')).toBeVisible();
    await ended(again);
    await expect(runState(again)).not.toContainText('failed');
    const after = await content();
    expect(after.users).toEqual([...before.users, 'steward-newcomer@halden-instruments.example'].sort());
    expect(after.groups).toEqual(before.groups);
  });

  await test.step('nothing is offered any more', async () => {
    await go(again, 'Overview');
    await expect(again.getByText(/A test sync left/)).toHaveCount(0);
    expect((await target.tenant.inspect()).bugs).toEqual([]);
  });
});

test('leaving while a test sync runs asks; a no lets it finish and clean up', async ({ page, requestQuit, answerDialog }) => {
  const before = await content();
  const door = target.hold('POST /Groups');
  await startSync(page);
  await door.held;
  await requestQuit();
  const dialog = await answerDialog({ kind: 'button', label: 'Cancel' });
  expect(dialog.options).toMatchObject({ message: 'A run is not finished.' });
  await expect(runState(page)).toContainText('Test sync is running');
  door.release();
  await expect(runState(page)).toContainText('20 passed', { timeout: 45_000 });
  expect(await content()).toEqual(before);
});
