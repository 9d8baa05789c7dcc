// The main screens in forced colours, for the eyes; and what is told by colour alone elsewhere and must be seen here too.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { lookForced } from './look.ts';
import { breakOnPurpose, go, practise, step, testConnection, testSync } from './steps.ts';

/** The background each of these elements, or what stands before it, is drawn with. */
const backgrounds = (elements: Locator, pseudo?: '::before'): Promise<readonly string[]> =>
  elements.evaluateAll((all, before) => all.map((element) => getComputedStyle(element, before).backgroundColor), pseudo);

const highlights = (page: Page): Promise<readonly string[]> => page.evaluate(() => [...CSS.highlights.keys()]);

test('forced colours leave nothing out', async ({ page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await lookForced(page, '70-first-start');
  await practise(page);
  await breakOnPurpose(page, 'Filters are ignored');
  await testConnection(page, '3 failed');

  await test.step('the open screen is marked in the rail', async () => {
    const rail = page.getByRole('navigation', { name: 'Screens' });
    const [mark] = await backgrounds(rail.locator('a[aria-current=page]'), '::before');
    const [surface] = await backgrounds(rail);
    expect(mark).not.toBe(surface);
  });

  await step(page, /^Failed Entra’s question/)
    .getByRole('button', { name: /GET/ })
    .first()
    .click();
  await lookForced(page, '71-connection-test');

  await test.step('of what was found the place that is shown is marked, since all marks have one colour here', async () => {
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: 'Find on this screen' }).fill('filter');
    expect(await highlights(page)).toEqual(['steward-find-current']);
    await lookForced(page, '72-find', 'window');
    await page.keyboard.press('Escape');
  });

  await go(page, 'Test sync');
  await breakOnPurpose(page, 'DELETE answers 204 and does nothing');
  await testSync(page, '1 failed');
  await lookForced(page, '73-test-sync');
  for (const name of ['Overview', 'Connection', 'History', 'Explain an error', 'About'] as const) {
    await go(page, name);
    await lookForced(page, `74-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
  await go(page, 'Directory');
  await page.getByRole('region', { name: 'Take it live' }).getByRole('button', { name: 'Microsoft Entra ID' }).click();
  await page.getByRole('button', { name: 'Open the snapshot' }).click();
  await page.getByRole('tab', { name: /^Users/ }).click();
  await page.getByRole('grid', { name: 'Users' }).focus();
  await page.keyboard.press('ArrowDown');
  await lookForced(page, '75-directory');
});
