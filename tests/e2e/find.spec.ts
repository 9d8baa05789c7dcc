// Find on the screen: Ctrl+F opens it, matches are counted and walked through, Escape gives the focus back.
import { expect, test } from './fixture.ts';

test('finds words on the screen that is open', async ({ page }) => {
  const heading = page.locator('#page-heading');
  await expect(heading).toBeVisible();
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search');
  const field = bar.getByRole('textbox', { name: 'Find on this screen' });
  await expect(field).toBeFocused();
  await field.fill('practice');
  await expect(bar.getByRole('status')).toHaveText(/^1 of \d+$/);
  const count = Number(/\d+$/.exec((await bar.getByRole('status').textContent()) ?? '')?.[0]);
  const marked = () => page.evaluate(() => CSS.highlights.get('steward-find')?.size ?? 0);
  expect(await marked()).toBe(count);
  await page.keyboard.press('Shift+Enter');
  await expect(bar.getByRole('status')).toHaveText(`${count} of ${count}`);
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText(`1 of ${count}`);
  await field.fill('no such word anywhere');
  await expect(bar.getByRole('status')).toHaveText('Not found');
  expect(await marked()).toBe(0);
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});
