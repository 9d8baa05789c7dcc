// `logs`: files read once, what is still failing, filters, exports, and files that are damaged or of the wrong kind.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogSummary } from '../../../contract/provisioning-log.ts';
import { filterFrom } from '../../../main/cli/commands/logs.ts';
import { freshFolder, steward } from './in-process.ts';

const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Given {
  readonly who?: number;
  readonly status?: string;
  readonly code?: string;
  readonly group?: true;
  readonly name?: string;
}

const entry = (n: number, { who = n, status = 'success', code, group, name }: Given = {}) => ({
  id: guid(n),
  activityDateTime: new Date(Date.UTC(2026, 10, 1, n)).toISOString(),
  tenantId: guid(900),
  jobId: 'scim.1',
  cycleId: guid(800),
  changeId: guid(n),
  provisioningAction: 'create',
  servicePrincipal: { id: guid(901), displayName: 'Foundry SCIM' },
  sourceIdentity: { id: guid(100 + who), displayName: name ?? `Person ${who}`, identityType: group === true ? 'Group' : 'User' },
  targetIdentity: { id: '', displayName: '' },
  provisioningStatusInfo: {
    status,
    errorInformation:
      code === undefined ? null : { errorCode: code, reason: 'StatusCode: Conflict Web Response: {"status":"409","detail":"already used"}' },
  },
  provisioningSteps: [{ name: 'EntryExportAdd', provisioningStepType: 'export', status, description: 'Sent', details: {} }],
  modifiedProperties: [{ displayName: 'externalId', oldValue: null, newValue: `emp-${n}` }],
});

const conflict = 'SystemForCrossDomainIdentityManagementEntryConflict';
const story = [
  entry(1),
  entry(2, { who: 2, status: 'failure', code: conflict }),
  entry(3, { who: 3, status: 'failure', code: conflict }),
  entry(4, { who: 3 }),
  entry(5, { who: 5, status: 'failure', code: 'ContosoInvalidAnchor', group: true, name: '=HYPERLINK("x")' }),
  entry(6, { who: 6, status: 'failure', code: 'NeverHeardOf' }),
];

async function loaded(...files: readonly (readonly [name: string, content: string | Uint8Array])[]) {
  const folder = freshFolder();
  const paths = files.map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const said = await steward(folder, ['logs', 'import', ...paths]);
  const summary = await steward(folder, ['logs', 'summary', '--json']);
  return { folder, said, summary: JSON.parse(summary.out) as LogSummary, code: summary.code };
}

describe('a provisioning log in the terminal', () => {
  it('says what is still failing, for whom, and what is past', async () => {
    const { said, summary, code } = await loaded(['log.json', JSON.stringify(story)]);
    expect(said).toMatchObject({ code: 0 });
    expect(said.out + said.err).toContain('6 events new.');
    expect(code).toBe(1);
    expect(summary).toMatchObject({ events: 6, byStatus: { success: 2, failure: 4, skipped: 0, warning: 0 } });
    const row = (cause: string, people: number, groups: number, findingId: string) => expect.objectContaining({ cause, people, groups, findingId });
    expect(summary.stillFailing).toEqual([
      row('EntryConflict', 1, 0, 'entra.entry-conflict'),
      row('InvalidAnchor', 0, 1, 'entra.invalid-anchor'),
      row('NeverHeardOf', 1, 0, 'log.unknown-code'),
    ]);
    expect(summary.past).toEqual([row('EntryConflict', 1, 0, 'entra.entry-conflict')]);
    expect(summary.coverage).toEqual([{ from: '2026-11-01T01:00:00.000Z', to: '2026-11-01T06:00:00.000Z', source: 'entra-files', note: '' }]);
  });

  it.each([
    ['a page of Graph', JSON.stringify({ '@odata.context': 'x', value: story })],
    [
      'one event a line, as diagnostic settings write it',
      story.map((each) => JSON.stringify({ time: each.activityDateTime, properties: each })).join('\n'),
    ],
    ['UTF-16', Buffer.from(`\uFEFF${JSON.stringify(story)}`, 'utf16le')],
  ])('reads the same from %s', async (_, content) => {
    const { summary } = await loaded(['log.json', content]);
    expect(summary.events).toBe(6);
    expect(summary.stillFailing).toHaveLength(3);
  });

  it('is unchanged when it is read again, or overlaps', async () => {
    const { folder, summary } = await loaded(['a.json', JSON.stringify(story.slice(0, 4))], ['b.json', JSON.stringify(story.slice(2))]);
    expect(summary.events).toBe(6);
    const again = await steward(folder, ['logs', 'import', join(folder, 'a.json')]);
    expect(again.out + again.err).toContain('0 events new. 4 events were in the log before.');
    expect(JSON.parse((await steward(folder, ['logs', '--json'])).out)).toMatchObject({ events: 6 });
  });

  it('keeps every whole event of a file that was cut off, and says so', async () => {
    const text = JSON.stringify(story);
    const { said, summary } = await loaded(['cut.json', text.slice(0, text.indexOf(guid(4)) + 40)]);
    expect(summary.events).toBe(3);
    expect(said.out + said.err).toContain('“cut.json” ends in the middle: every whole event before that was kept.');
  });

  it('keeps aside what it cannot read, with the rest loaded', async () => {
    const { said, summary } = await loaded(['log.json', `[${JSON.stringify({ hello: 1 })},${JSON.stringify(story[0])},{"id":]`]);
    expect(summary.events).toBe(1);
    expect(said.out + said.err).toMatch(/1 event new\. \d+ entr(?:y|ies) could not be read/);
  });

  it.each([
    ['a web page', '<!doctype html><title>Sign in</title>', 'is a web page'],
    ['an empty file', '', 'is empty'],
    ['another text', 'Dear all', 'is not a provisioning log in JSON'],
  ])('refuses %s and loads nothing of its import', async (_, content, words) => {
    const { said, summary } = await loaded(['good.json', JSON.stringify(story)], ['bad.json', content]);
    expect(said.code).toBe(1);
    expect(said.out + said.err).toContain(words);
    expect(summary.events).toBe(0);
  });

  it('shows one event with its explanation and the server’s own answer', async () => {
    const { folder } = await loaded(['log.json', JSON.stringify(story)]);
    const shown = await steward(folder, ['logs', 'show', guid(2)]);
    expect(shown.out).toContain('entra.entry-conflict');
    expect(shown.out).toContain('"detail": "already used"');
    expect(shown.out).toContain('externalId: nothing to emp-2');
    expect(await steward(folder, ['logs', 'show', guid(99)])).toMatchObject({ code: 2 });
  });

  it('exports what is filtered, formulas disarmed', async () => {
    const { folder } = await loaded(['log.json', JSON.stringify(story)]);
    const path = join(folder, 'out.csv');
    const said = await steward(folder, ['logs', 'export', '--where', 'open; kind=group', '--file', path]);
    expect(said).toMatchObject({ code: 0, out: `1 event written to ${path}.` });
    const [header, row, end] = readFileSync(path, 'utf8').split('\r\n');
    expect(header).toContain('at,status,action,kind');
    expect(row).toContain(`"'=HYPERLINK(""x"")"`);
    expect(end).toBe('');
    const open = await steward(folder, ['logs', 'list', '--json', '--where', 'open']);
    expect(JSON.parse(open.out)).toMatchObject({ total: 3 });
  });
});

describe('conditions of --where', () => {
  it('become a filter', () => {
    expect(filterFrom('status=failure, skipped ; kind=user; from=2026-11-01; open; text=duplicate externalId')).toEqual({
      statuses: ['failure', 'skipped'],
      kinds: ['user'],
      from: '2026-11-01T00:00:00.000Z',
      open: true,
      text: 'duplicate externalId',
    });
    expect(filterFrom(undefined)).toEqual({});
  });

  it.each([
    ['status=broken', '--where: statuses cannot be that'],
    ['colour=red', '--where: “colour” is no condition'],
    ['from=yesterday', '“from=yesterday” is no time'],
    ['status', '“status” has no value'],
  ])('are refused in words: %s', (where, words) => {
    expect(() => filterFrom(where)).toThrow(words);
  });
});
