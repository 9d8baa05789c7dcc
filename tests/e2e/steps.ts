// What an administrator does in the window, by the names on the screen. Each ends when the screen shows that it is done.
import { expect, type Locator, type Page } from '@playwright/test';

/** A run may take its time on a busy machine; nothing here is a promise about time. */
const soon = { timeout: 45_000 };

export type ScreenName =
  | 'Overview'
  | 'Connection'
  | 'Connection test'
  | 'Test sync'
  | 'Directory'
  | 'Mapping'
  | 'Nested groups'
  | 'Conflicts'
  | 'Organization rules'
  | 'Provisioning log'
  | 'History'
  | 'Explain an error'
  | 'About';

export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name, exact: true });
export const runState = (page: Page): Locator => page.getByRole('region', { name: 'State of the run' });

/** The line of a step; it opens on a click. */
export const step = (page: Page, title: string | RegExp): Locator =>
  page
    .getByRole('region', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: title }) });

/** Goes to a screen by the rail. */
export async function go(page: Page, name: ScreenName): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
}

/** Goes to a screen by the shortcut that stands beside its name in the rail. */
export async function goByKey(page: Page, name: ScreenName): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true });
  const number = /\d$/.exec((await link.textContent()) ?? '')?.[0];
  expect(number, `the number that the rail shows for ${name}`).toBeDefined();
  await page.keyboard.press(`ControlOrMeta+${number}`);
  await expect(heading(page, name)).toBeFocused();
}

/** From the first start to the practice tenant's connection test. */
export async function practise(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Try with the practice tenant/ }).click();
  await expect(heading(page, 'Connection test')).toBeVisible(soon);
}

/** Switches exactly these faults on, by their titles. */
export async function breakOnPurpose(page: Page, ...titles: readonly string[]): Promise<void> {
  const line = page.getByRole('button', { name: /^Break something on purpose/ });
  if ((await line.getAttribute('aria-expanded')) === 'false') await line.click();
  const nothing = page.getByRole('button', { name: 'Break nothing' });
  if (await nothing.isEnabled()) await nothing.click();
  for (const title of titles) await page.getByRole('checkbox', { name: title }).check();
  await expect(page.getByText(titles.length === 0 ? 'Nothing is broken' : `${titles.length} chosen`, { exact: true })).toBeVisible();
  await line.click();
}

/** Starts the connection test and waits for its end, told by `outcome` in the state of the run. */
export async function testConnection(page: Page, outcome: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^(Start the test|Test again)$/ }).click();
  await expect(runState(page)).toContainText(outcome, soon);
  await ended(page);
}

/** Reads what a test sync will do, agrees, and waits for its end. */
export async function testSync(page: Page, outcome: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'See what it will do' }).click();
  await page.getByRole('button', { name: 'I understand, start' }).click();
  await expect(runState(page)).toContainText(outcome, soon);
  await ended(page);
}

export async function ended(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeVisible(soon);
}

/** Opens the form of a new connection and pastes the four values into it. */
export async function pasteConnection(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /No, this is a new set-up/ }).click();
  await page.getByRole('textbox', { name: 'Pasted values' }).fill(text);
  await page.getByRole('button', { name: 'Fill in the fields' }).click();
  await expect(page.getByText('Found: SCIM URL, client ID, token endpoint, client secret.')).toBeVisible();
}

/** Saves the form and waits for the list of connections. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save the connection' }).click();
  await expect(heading(page, 'Connection')).toBeVisible();
}
