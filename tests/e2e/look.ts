// A look at the window as it stands: axe for what a machine can judge and, where STEWARD_PICTURES is set, pictures in light and dark,
// wide and narrow, for people to judge. Pictures go to tests/artifacts/screens/ and are not compared: words and data change, a person
// sees what is wrong. They take longer than all else here and no machine looks at them, so a run without eyes takes none.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const { source } = createRequire(import.meta.url)('axe-core') as typeof import('axe-core');
const folder = fileURLToPath(new URL('../artifacts/screens/', import.meta.url));

const taking = process.env.STEWARD_PICTURES !== undefined;

const wide = { width: 1280, height: 840 };
const narrow = { width: 600, height: 840 };
/** Longer screens are cut: nobody looks at more. */
const tallest = 2600;

/** `whole`: all that scrolls. `window`: what fits in it, for dialogs. `menu`: the same, in one size, since another closes menus. */
export type Extent = 'whole' | 'window' | 'menu';

async function picture(page: Page, name: string, size: typeof wide, extent: Extent): Promise<void> {
  if (!taking) return;
  await page.setViewportSize(size);
  // The page hears of its new size a moment later.
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
  if (extent === 'whole') await page.locator('#main').evaluate((main) => main.scrollTo({ top: 0 }));
  const inner = extent !== 'whole' ? 0 : await page.locator('#main').evaluate((main) => main.scrollHeight);
  if (inner > size.height) await page.setViewportSize({ width: size.width, height: Math.min(inner, tallest) });
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
}

/** What axe shall judge: everything in the light; in the dark only what a theme changes, since it is the same document. */
const judged = {
  light: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],
  dark: { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] },
};

async function axe(page: Page, where: string, colorScheme: Theme): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    // The invisible stops at the ends of Fluent's menus and dialogs, which turn the focus round, are the library's and hidden on purpose.
    (runOnly): Promise<AxeResults> => Reflect.get(window, 'axe').run({ exclude: ['[data-tabster-dummy]'] }, { resultTypes: ['violations'], runOnly }),
    judged[colorScheme],
  );
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
    );
  expect.soft(grave, `what axe finds on ${where}`).toEqual([]);
}

type Theme = 'light' | 'dark';

/** Asks for a theme and waits until it is drawn, with no colour still on its way. */
async function wear(page: Page, colorScheme: Theme, forcedColors: 'active' | 'none' = 'none'): Promise<void> {
  await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
  // The heading's own colour tells: dark text in the light, light text in the dark.
  await page.waitForFunction((wanted) => {
    const heading = document.querySelector('#page-heading');
    const red = heading === null ? undefined : /\d+/.exec(getComputedStyle(heading).color)?.[0];
    return red !== undefined && (Number(red) < 128 ? 'light' : 'dark') === wanted;
  }, colorScheme);
  // A colour that arrived can start the way of another that inherits it: until a frame finds none.
  await page.waitForFunction(() => {
    const moving = document
      .getAnimations()
      .filter(({ effect, playState }) => playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime));
    for (const animation of moving) animation.finish();
    return moving.length === 0;
  });
}

/** Takes the screen in both themes and lets axe judge both. The window is wide and light afterwards. */
export async function look(page: Page, name: string, extent: Extent = 'whole'): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await wear(page, colorScheme);
    await picture(page, `${name}-${colorScheme}`, wide, extent);
    await axe(page, `${name} (${colorScheme})`, colorScheme);
  }
  await page.setViewportSize(wide);
}

/** The screen in the system's own colours, as people with weak sight choose them. The window is as it was afterwards. */
export async function lookForced(page: Page, name: string, extent: Extent = 'whole'): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await wear(page, colorScheme, 'active');
    await picture(page, `${name}-forced-${colorScheme}`, wide, extent);
  }
  await page.setViewportSize(wide);
}

/** As `look`, and in a narrow window too: for one state of each screen at least. */
export async function lookAround(page: Page, name: string, extent: Extent = 'whole'): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await wear(page, colorScheme);
    await picture(page, `${name}-600-${colorScheme}`, narrow, extent);
  }
  await look(page, name, extent);
}
