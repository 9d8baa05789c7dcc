// A run while it lives: what it says of its way, and that Stop neither goes unheard nor loses the keyboard.
import { expect, test } from './fixture.ts';
import { go, pasteConnection, runState, save, step, testConnection } from './steps.ts';
import { startTarget } from './target.ts';

test('a living test says how far it is, and stopping it leaves the keyboard on its outcome', async ({ page }) => {
  const target = await startTarget();
  try {
    await page.getByRole('button', { name: /Add your connection/ }).click();
    await pasteConnection(page, target.paste());
    await page.getByRole('textbox', { name: 'Name' }).fill('Foundry staging');
    await save(page);
    await go(page, 'Connection test');

    const first = target.hold('GET /Schemas');
    await page.getByRole('button', { name: 'Start the test' }).click();
    await first.held;
    // Steps appear as they happen.
    await expect(step(page, /^Passed DNS/)).toBeVisible();
    await expect(step(page, /^Running Schemas/)).toBeVisible();
    await expect(step(page, /^Waiting Filter/)).toBeVisible();
    await expect(runState(page)).toContainText(/8 of 14 steps · \d+ requests/);
    await expect(runState(page)).toContainText('time left not known: no earlier run like this one to go by');
    first.release();
    await expect(runState(page)).toContainText('14 passed');

    const second = target.hold('GET /Schemas');
    await page.getByRole('button', { name: 'Test again' }).click();
    await second.held;
    await expect(runState(page)).toContainText(/left, as the last such run took|takes longer than in the last such run/);
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    await stop.focus();
    await page.keyboard.press('Enter');
    await expect(runState(page)).toContainText('Stopped by you');
    await expect(runState(page).getByRole('heading')).toBeFocused();
    second.release();

    // Who did not stop it keeps the place.
    await testConnection(page, '14 passed');
    await expect(page.getByRole('button', { name: 'Test again' })).toBeFocused();
  } finally {
    await target.close();
  }
});
