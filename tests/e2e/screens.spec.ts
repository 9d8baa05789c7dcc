// Every screen in every state worth seeing: empty, loading, running, one failure, many rows, long names. For the eyes and for axe.
import type { Page } from '@playwright/test';
import type { ConnectionDraft } from '../../contract/connections.ts';
import { draftOf } from '../unit/connections/own-connection.ts';
import { addFiles, importAs, manyPeople, oddFiles } from './directory-files.ts';
import { expect, test } from './fixture.ts';
import { look, lookAround } from './look.ts';
import { breakOnPurpose, ended, go, heading, pasteConnection, practise, runState, save, step, testConnection, testSync } from './steps.ts';
import { startTarget } from './target.ts';

const longName = 'Foundry of Halden Instruments, production, Nordics and the Baltic states, Entra';
const conflict =
  'Cannot complete login for your user with username amara.okafor@contoso.com and provider user ID amara.okafor@contoso.com because that username is already being used by the user with user ID e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11 and provider user ID amara.okafor.';

/** A connection as the form would save it, without a credential: its tests end at once. */
const draft = (name: string, idp: ConnectionDraft['idp']): ConnectionDraft =>
  draftOf({
    name,
    idp,
    situation: 'running',
    credentialMode: 'none',
    scimUrl:
      'https://scim.halden-instruments-a-rather-long-host-name.palantirfoundry.example/multipass/api/scim/6f1d3c52-0b7e-4c1a-9a44-3e5d8b7f2c10/v2/',
    tokenUrl: '',
    clientId: '',
    testDomain: '',
  });

test.describe('the screens', () => {
  // Many pictures a test: on a busy machine they take their time.
  test.describe.configure({ timeout: 300_000 });

  test('before there is a connection', async ({ page }) => {
    await lookAround(page, '01-first-start');
    for (const [name, file] of [
      ['Connection', '02-connection-empty'],
      ['Connection test', '03-connection-test-empty'],
      ['Test sync', '04-test-sync-empty'],
      ['Mapping', '05-mapping-empty'],
      ['About', '06-about-empty'],
      ['Explain an error', '07-explain-empty'],
    ] as const) {
      await go(page, name);
      await look(page, file);
    }
    const error = page.getByRole('textbox', { name: 'Error text' });
    const explain = page.getByRole('button', { name: 'Explain', exact: true });
    await error.fill(conflict);
    await explain.click();
    await expect(page.getByRole('article')).toHaveCount(1);
    await lookAround(page, '08-explain-conflict');
    await error.fill('Something went wrong.');
    await explain.click();
    await expect(page.getByText('This text is not known yet')).toBeVisible();
    await look(page, '09-explain-unknown');

    const part = Promise.withResolvers<void>();
    await page.route(/runs-screen.*\.js/, async (route) => {
      await part.promise;
      await route.fallback();
    });
    await page.getByRole('link', { name: 'History' }).click();
    await expect(page.getByLabel('History is being read')).toBeVisible();
    await look(page, '05-history-loading');
    part.resolve();
    await expect(heading(page, 'History')).toBeVisible();
    await lookAround(page, '05-history-empty');
  });

  test('while a connection is entered', async ({ page }) => {
    await page.getByRole('button', { name: /Add your connection/ }).click();
    await expect(heading(page, 'Add a connection')).toBeVisible();
    await look(page, '10-situation');
    await page.getByRole('button', { name: /Yes, provisioning is running/ }).click();
    await lookAround(page, '11-provisioning-runs');
    await page.getByRole('button', { name: /Rotate the secret/ }).click();
    await look(page, '12-rotation');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: /Use the copy in your vault/ }).click();
    await look(page, '13-form-empty');
    await page.getByRole('textbox', { name: 'Name' }).fill(longName);
    await page.getByRole('textbox', { name: 'SCIM URL' }).fill('http://foundry.halden.example/multipass/api/scim/abc/v2//?aadOptscim062020??');
    await page.getByRole('textbox', { name: 'Token endpoint' }).fill('https://other.halden.example/multipass/api/oauth2/token');
    await page.getByRole('button', { name: /^Static bearer token/ }).click();
    await page.getByRole('button', { name: /^More/ }).click();
    await expect(page.getByRole('button', { name: /^Use / }).first()).toBeVisible();
    await lookAround(page, '14-form-advice');
  });

  test('of a connection test', async ({ page }) => {
    await practise(page);
    await look(page, '20-test-before');
    await go(page, 'Overview');
    await look(page, '21-overview-untested');
    await go(page, 'Connection test');
    await page.getByRole('button', { name: /^Break something on purpose/ }).click();
    await look(page, '22-faults');
    await page.getByRole('button', { name: /^Break something on purpose/ }).click();
    await testConnection(page, '14 passed');
    await lookAround(page, '23-test-passed');
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByRole('radio', { name: /^Credential validation unavailable/ }).check();
    await lookAround(page, '24-report-dialog', 'window');
    await page.getByRole('button', { name: 'Keep this outcome' }).click();
    await page.getByRole('button', { name: 'Compare with Microsoft’s ranges' }).click();
    await page.getByRole('textbox', { name: 'IPv4 ranges allowed there' }).fill('20.20.32.0/19\nnonsense');
    await page.getByRole('button', { name: 'Compare and write the texts' }).click();
    await expect(page.getByRole('region', { name: 'Text for: Palantir Support' })).toBeVisible();
    await lookAround(page, '25-ingress');

    await breakOnPurpose(page, 'Filters are ignored');
    await testConnection(page, 'On purpose: Filters are ignored');
    await step(page, /^Failed Entra’s question/)
      .getByRole('button', { name: /GET/ })
      .first()
      .click();
    await lookAround(page, '26-test-failed');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await look(page, '27-export-menu', 'menu');
    await page.keyboard.press('Escape');
  });

  test('of a test sync, and of the history after it', async ({ page }) => {
    await practise(page);
    await testConnection(page, '14 passed');
    await breakOnPurpose(page, 'Filters are ignored');
    await testConnection(page, 'On purpose: Filters are ignored');
    await go(page, 'Test sync');
    await look(page, '30-sync-options');
    await page.getByRole('button', { name: 'See what it will do' }).click();
    await expect(page.getByRole('button', { name: 'I understand, start' })).toBeVisible();
    await lookAround(page, '31-consent');
    await page.getByRole('button', { name: 'Back' }).click();
    await testSync(page, '20 passed');
    await look(page, '32-sync-passed');
    await breakOnPurpose(page, 'DELETE answers 204 and does nothing');
    await testSync(page, 'On purpose: DELETE answers 204');
    await lookAround(page, '33-sync-failed');
    await go(page, 'Overview');
    await lookAround(page, '34-overview-failing');
    await go(page, 'History');
    const rows = page.getByRole('table', { name: 'Runs' }).getByRole('row');
    await rows.nth(4).getByRole('checkbox').check();
    await rows.nth(3).getByRole('checkbox').check();
    await lookAround(page, '35-history');
    await page.getByRole('button', { name: 'Compare the two' }).click();
    await expect(page.getByRole('region', { name: 'Newly failing' })).toBeVisible();
    await lookAround(page, '36-compare');
    await page.getByRole('main').getByRole('link', { name: 'History' }).click();
    await page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: 'Connection test' }).first().click();
    await ended(page);
    await look(page, '37-run');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await look(page, '38-delete-run', 'window');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await go(page, 'Connection');
    await look(page, '39-connection-practice');
    await go(page, 'About');
    await lookAround(page, '40-about');
  });

  test('with a production connection, while a run lives', async ({ page }) => {
    const target = await startTarget();
    try {
      await page.getByRole('button', { name: /Add your connection/ }).click();
      await pasteConnection(page, target.paste());
      await page.getByRole('textbox', { name: 'Name' }).fill(longName);
      await page.getByRole('switch', { name: 'This is production' }).check();
      await look(page, '50-form-filled');
      await save(page);
      await lookAround(page, '51-connection-production');
      const door = target.hold('GET /Schemas');
      await go(page, 'Connection test');
      await page.getByRole('button', { name: 'Start the test' }).click();
      await door.held;
      await expect(step(page, /^Running Schemas/)).toBeVisible();
      await look(page, '52-test-running');
      door.release();
      await expect(runState(page)).toContainText('14 passed');
      await go(page, 'Test sync');
      await page.getByRole('textbox', { name: 'Test domain' }).fill('halden.example');
      await page.getByRole('button', { name: 'See what it will do' }).click();
      await expect(page.getByText('It may not start')).toBeVisible();
      await look(page, '53-consent-refused');
    } finally {
      await target.close();
    }
  });

  test('of a directory from files', async ({ page, dataDir, answerDialog }) => {
    await go(page, 'Directory');
    await expect(page.getByRole('region', { name: 'What a snapshot is for' })).toBeVisible();
    await lookAround(page, '70-directory-empty');
    await page.getByRole('button', { name: 'Import files' }).click();
    await lookAround(page, '71-import-empty');
    await addFiles(page, { dataDir, answerDialog }, oddFiles);
    await page.getByRole('combobox', { name: 'It holds' }).nth(2).selectOption('Memberships');
    await expect(page.getByText('“members.csv” has no column for ID of the member yet.')).toBeVisible();
    await lookAround(page, '72-import-columns');
    await page.getByRole('combobox', { name: 'ID of the member' }).selectOption('who');
    await importAs(page, `1 ${longName}`);
    await lookAround(page, '73-import-run');
    await page.getByRole('button', { name: 'Open the snapshot' }).click();
    await expect(page.getByRole('region', { name: 'How complete it is' })).toBeVisible();
    await lookAround(page, '74-snapshot');
    await page.getByRole('tab', { name: /^Users/ }).click();
    const people = page.getByRole('grid', { name: 'Users' });
    await expect(people.getByRole('row')).toHaveCount(10);
    await lookAround(page, '75-users');
    await people.getByRole('row').nth(8).click();
    await expect(page.getByRole('dialog')).toContainText('HYPERLINK');
    await lookAround(page, '76-user', 'window');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('searchbox').fill('nobody at all');
    await expect(page.getByText('Nothing fits')).toBeVisible();
    await look(page, '77-users-none');
    await page.getByRole('tab', { name: /^Groups/ }).click();
    await expect(page.getByRole('grid', { name: 'Groups' }).getByRole('row')).toHaveCount(6);
    await lookAround(page, '78-groups');
    await page.getByRole('tab', { name: /^Kept aside/ }).click();
    await expect(page.getByRole('grid', { name: 'Rows kept aside' })).toContainText('people.csv');
    await lookAround(page, '79-aside');

    await addFiles(page, { dataDir, answerDialog }, { 'people.csv': oddFiles['people.csv'] });
    await expect(page.getByText('Its columns are as you chose them the last time.')).toBeVisible();
    await look(page, '80-import-remembered');
    await importAs(page, '2 ניהול (אוגוסט)');
    await go(page, 'Directory');
    await expect(page.getByRole('table', { name: 'Snapshots' }).getByRole('row')).toHaveCount(3);
    await lookAround(page, '81-snapshots');
    await page.getByRole('button', { name: /^More for 1/ }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await look(page, '82-remove', 'window');
    await page.getByRole('button', { name: 'Cancel' }).click();
    // While the dialog closes, what is behind it is not there for anybody yet: the list is counted first.
    const picks = page.getByRole('checkbox');
    await expect(picks).toHaveCount(2);
    for (const pick of await picks.all()) await pick.check();
    await page.getByRole('button', { name: 'Compare the two' }).click();
    await expect(page.getByText('After', { exact: true })).toBeVisible();
    await expect(page.getByLabel('Changes is being read')).toHaveCount(0);
    await lookAround(page, '90-compare-snapshots');
  });

  test('of a live directory', async ({ page }) => {
    await practise(page);
    await go(page, 'Directory');
    await look(page, '84-directory-practice');
    await page.getByRole('region', { name: 'Take it live' }).getByRole('button', { name: 'Microsoft Entra ID' }).click();
    await expect(page.getByRole('button', { name: 'Open the snapshot' })).toBeVisible({ timeout: 45_000 });
    await look(page, '85-take-run');
    await page.getByRole('button', { name: 'Open the snapshot' }).click();
    await expect(page.getByRole('region', { name: 'How complete it is' })).toBeVisible();
    await look(page, '86-snapshot-live');
    await page.getByRole('tab', { name: /^Groups/ }).click();
    await page.getByRole('grid', { name: 'Groups' }).getByRole('row').nth(2).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, '87-group', 'window');
    await page.getByRole('button', { name: 'Close' }).click();
    await go(page, 'Directory');
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    await look(page, '88-take-menu', 'menu');
  });

  test('of the access to a directory', async ({ page }) => {
    await fill(page, [draft('Entra of Halden', 'entra'), draft('Another', 'other')]);
    await page.reload();
    await go(page, 'Directory');
    await page.getByRole('link', { name: 'How the directory is read' }).click();
    await expect(page.getByText('okta.users.read')).toBeVisible();
    await page.getByRole('radio', { name: /^An API token/ }).check();
    await lookAround(page, '89-access');
  });

  test('of a directory with many rows', async ({ page, dataDir, answerDialog }) => {
    await addFiles(page, { dataDir, answerDialog }, manyPeople(500_000));
    await importAs(page, 'Half a million');
    await page.getByRole('button', { name: 'Open the snapshot' }).click();
    await page.getByRole('tab', { name: /^Users/ }).click();
    const people = page.getByRole('grid', { name: 'Users' });
    await people.focus();
    await page.keyboard.press('End');
    await expect(people).toContainText('Person 499999');
    await lookAround(page, '83-users-many');
  });

  test('with many rows and long names', async ({ page }) => {
    const names = Array.from({ length: 24 }, (_, index) => `${String(index + 1).padStart(2, '0')} ${longName}`.slice(0, 80));
    await fill(
      page,
      names.map((name, index) => draft(name, index % 3 === 0 ? 'okta' : 'entra')),
    );
    await page.reload();
    await go(page, 'History');
    await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row')).not.toHaveCount(1);
    await lookAround(page, '60-history-many');
    await go(page, 'Connection');
    await look(page, '61-connections-many');
    await go(page, 'Overview');
    await lookAround(page, '62-overview-long');
    await page.getByRole('button', { name: /^Connection: .* Switch$/ }).click();
    await expect(page.getByRole('menuitemradio').first()).toBeVisible();
    await look(page, '63-switcher', 'menu');
  });
});

/** Many connections and runs, through the same calls the forms make. */
async function fill(page: Page, drafts: readonly ConnectionDraft[]): Promise<void> {
  await page.evaluate(async (all) => {
    for (const one of all) {
      const saved = await window.steward.connections.save(one);
      if (!saved.ok) throw new Error(saved.error.message);
      await window.steward.connections.select({ id: saved.value.id });
      const started = await window.steward['connection-test'].start({ connectionId: saved.value.id, tryAllAuthStyles: false, faults: [] });
      if (started.ok) await window.steward.runs.cancel({ id: started.value.runId });
    }
  }, drafts);
}
