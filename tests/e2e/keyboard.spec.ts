// The first day without a mouse: Tab, Enter, Space, arrows and shortcuts only. The focus is always seen, never lost, and stands on the
// heading after a change of screen.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { ended, goByKey, heading, runState, step } from './steps.ts';

/** More presses than any screen has stops: who comes here went round in a circle. */
const stops = 120;

declare global {
  interface Window {
    /** The stop before, and how it looked while it had the focus. */
    stopBefore?: { readonly elements: readonly Element[]; readonly look: string; readonly name: string };
  }
}

/** The stop the focus is on, and the stop before it when it looks now, without the focus, as it did with it: then nobody saw the focus there. */
const nextStop = (page: Page): Promise<{ readonly on: string; readonly unseen: string | undefined }> =>
  page.evaluate(() => {
    const lookOf = (elements: readonly Element[]): string =>
      elements
        .flatMap((element) => [getComputedStyle(element), getComputedStyle(element, '::after')])
        .map((style) =>
          [
            style.content,
            style.outline,
            style.boxShadow,
            style.borderTop,
            style.borderBottom,
            style.backgroundColor,
            style.left,
            style.transform,
          ].join(' '),
        )
        .join('\n');
    const before = window.stopBefore;
    const unseen = before?.elements.every((element) => element.isConnected) && lookOf(before.elements) === before.look ? before.name : undefined;
    const focused = document.activeElement;
    delete window.stopBefore;
    if (focused === null || focused === document.body) return { on: 'nothing', unseen };
    const elements: Element[] = [];
    for (let element: Element | null = focused; element !== null && elements.length < 4; element = element.parentElement) elements.push(element);
    const name = focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 60) ?? focused.tagName;
    window.stopBefore = { elements, look: lookOf(elements), name };
    return { on: name, unseen };
  });

const focusIsSomewhere = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement !== document.body);

async function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Presses Tab until it is there; every stop on the way must be seen. */
async function tabTo(page: Page, locator: Locator): Promise<void> {
  await expect(locator).toBeVisible();
  for (let press = 0; press < stops; press += 1) {
    await page.keyboard.press('Tab');
    const { unseen } = await nextStop(page);
    expect(unseen, 'a stop that looks the same with and without the focus').toBeUndefined();
    if (await isFocused(locator)) return;
  }
  throw new Error(`Tab never comes to ${locator}.`);
}

async function pressOn(page: Page, locator: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(page, locator);
  await page.keyboard.press(key);
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

test('from the first start to a finished test sync without a mouse', async ({ page }) => {
  await test.step('the first stop leads past the rail', async () => {
    await pressOn(page, button(page, 'Skip to the content'), 'Enter');
    await expect(heading(page, /Find out why/)).toBeFocused();
  });

  await test.step('the practice tenant opens its connection test', async () => {
    await pressOn(page, button(page, /Try with the practice tenant/), 'Enter');
    await expect(heading(page, 'Connection test')).toBeFocused();
  });

  await test.step('the connection test runs; the focus stays in the window', async () => {
    await pressOn(page, button(page, 'Start the test'), 'Enter');
    await expect(runState(page)).toContainText('14 passed');
    await ended(page);
    expect(await focusIsSomewhere(page)).toBe(true);
  });

  await test.step('a step opens to its requests, and the arrows change between answer and request', async () => {
    const line = step(page, /Token: signing in works/);
    await pressOn(page, line.getByRole('button').first(), 'Enter');
    await pressOn(page, line.getByRole('button', { name: /POST/ }).first(), 'Enter');
    await tabTo(page, line.getByRole('tab', { name: 'Answer' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(line.getByRole('tab', { name: 'Request' })).toHaveAttribute('aria-selected', 'true');
    await expect(line.getByRole('region', { name: 'Request body' })).toBeVisible();
  });

  await test.step('a shortcut opens the test sync, arrows choose whom to play', async () => {
    await goByKey(page, 'Test sync');
    const entra = page.getByRole('radio', { name: /Entra ID, scheduled sync/ });
    await tabTo(page, entra);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /Entra ID, without the flag/ })).toBeChecked();
    await page.keyboard.press('ArrowUp');
    await expect(entra).toBeChecked();
  });

  await test.step('consent takes the focus, and after it the run', async () => {
    await pressOn(page, button(page, 'See what it will do'), 'Enter');
    await expect(page.getByRole('region', { name: 'What the test sync will do' })).toBeFocused();
    await pressOn(page, button(page, 'I understand, start'), 'Enter');
    await expect(runState(page)).toContainText('20 passed', { timeout: 45_000 });
    await ended(page);
    expect(await focusIsSomewhere(page)).toBe(true);
  });

  await test.step('a menu opens, closes and gives the focus back', async () => {
    const menu = button(page, 'Export');
    await pressOn(page, menu, 'Enter');
    await expect(page.getByRole('menuitem', { name: 'HTML page' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Markdown' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu).toBeFocused();
  });

  await test.step('the history opens a run and comes back', async () => {
    // The tenth in the rail: no number leads there.
    await pressOn(page, page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'History' }), 'Enter');
    await expect(heading(page, 'History')).toBeFocused();
    const runs = page.getByRole('table', { name: 'Runs' });
    await pressOn(page, runs.getByRole('checkbox').nth(0), 'Space');
    await pressOn(page, runs.getByRole('link', { name: 'Test sync' }), 'Enter');
    await expect(heading(page, 'Test sync')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByRole('main').getByRole('link', { name: 'History' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(page, 'History')).toBeFocused();
  });
});
