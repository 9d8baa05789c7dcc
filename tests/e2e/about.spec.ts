// About: the limits of requests are set here, kept, and refused in words where they cannot be kept.
import { expect, test } from './fixture.ts';
import { go } from './steps.ts';

test('the limits of requests are set, kept and put back', async ({ page }) => {
  await go(page, 'About');
  const panel = page.getByRole('region', { name: 'Limits of each request' });
  const answer = panel.getByLabel('To answer');
  const save = panel.getByRole('button', { name: 'Save' });
  await expect(answer).toHaveValue('30');
  await expect(save).toBeDisabled();
  await answer.fill('1.5');
  await expect(panel.getByText('A whole number from 1 to 3600.')).toBeVisible();
  await expect(save).toBeDisabled();
  await answer.fill('120');
  await answer.press('Enter');
  await expect(page.getByText('Limits kept', { exact: true })).toBeVisible();
  await go(page, 'History');
  await go(page, 'About');
  await expect(answer).toHaveValue('120');
  await panel.getByRole('button', { name: 'Use the usual values' }).click();
  await save.click();
  await expect(save).toBeDisabled();
  await expect(answer).toHaveValue('30');
});
