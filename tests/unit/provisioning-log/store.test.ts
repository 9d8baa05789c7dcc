import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEvent, LogFilter } from '../../../contract/provisioning-log.ts';
import { openLogStore } from '../../../main/platform/storage/provisioning-log/store.ts';
import type { EventToStore, LogStore } from '../../../main/platform/storage/provisioning-log/types.ts';

let dataDir: string;
let stores: LogStore[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'steward-log-'));
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function open(fullText: 'offered' | 'withheld' = 'offered'): LogStore {
  const store = openLogStore({ dataDir, readOnly: false, fullText });
  stores.push(store);
  return store;
}

const hour = (n: number) => new Date(Date.UTC(2026, 10, 1, n)).toISOString();
const guid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

function event(n: number, given: Partial<LogEvent> = {}, more: Partial<EventToStore> = {}): EventToStore {
  const made: LogEvent = {
    id: guid(n),
    at: hour(n),
    source: 'entra-files',
    app: { tenantId: 'T', id: 'app-1', name: 'Foundry SCIM' },
    jobId: 'job-1',
    cycleId: 'cycle-1',
    changeId: guid(n),
    action: 'create',
    status: 'success',
    from: { id: `u-${n}`, name: `person${n}@halden.example`, kind: 'user' },
    to: { id: null, name: null, kind: 'user' },
    code: null,
    reason: null,
    durationMs: 12.5,
    ...given,
  };
  return { event: made, operations: 'keep', cause: made.code, words: '', raw: JSON.stringify({ id: made.id, n }), ...more };
}

function load(store: LogStore, ...events: readonly EventToStore[]) {
  const one = store.begin({ source: 'entra-files', name: 'log.json', at: hour(0) });
  for (const each of events) one.add(each);
  return one.commit([{ source: 'entra-files', from: hour(0), to: hour(9), note: '' }]);
}

const found = (store: LogStore, filter: LogFilter) => store.page(filter, 0, 50).events.map(({ id }) => Number.parseInt(id.slice(-12), 16));

describe('the provisioning log', () => {
  it('gives back what was stored, newest first, also after it was opened again', () => {
    const given = [event(2), event(5, { status: 'failure', code: 'Conflict', reason: 'StatusCode: Conflict' }), event(3, { id: 'not-a-guid' })];
    load(open(), ...given);
    for (const store of [stores[0] ?? open(), open()]) {
      expect(store.page({}, 0, 10)).toEqual({ events: [given[1]?.event, given[2]?.event, given[0]?.event], total: 3 });
      expect(store.page({}, 1, 1)).toMatchObject({ events: [{ id: 'not-a-guid' }], total: 3 });
      expect(store.byId(guid(5))).toEqual({ event: given[1]?.event, raw: given[1]?.raw });
      expect(store.byId(guid(77))).toBeUndefined();
    }
  });

  it('takes each event once, whichever source and case of its id it comes with', () => {
    const store = open();
    expect(load(store, event(10), event(11))).toEqual({ fresh: 2, known: 0, unreadable: 0 });
    expect(load(store, event(10, { source: 'entra', id: guid(10).toUpperCase() }), event(12))).toEqual({ fresh: 1, known: 1, unreadable: 0 });
    expect(found(store, {})).toEqual([12, 11, 10]);
    expect(store.imports()).toMatchObject([{ fresh: 1, known: 1 }, { fresh: 2 }]);
  });

  it.each<[string, LogFilter, readonly number[]]>([
    ['status', { statuses: ['failure', 'skipped'] }, [4, 3]],
    ['action', { actions: ['disable'] }, [4]],
    ['kind', { kinds: ['group'] }, [2]],
    ['time, from included and to not', { from: hour(2), to: hour(4) }, [3, 2]],
    ['code, whatever its case', { codes: ['conflict'] }, [3]],
    ['app of a tenant', { appKey: 't2/app-2' }, [5]],
    ['object by its id', { object: 'U-3' }, [3]],
    ['object by a name it has at the target', { object: 'sales@target.example' }, [2]],
    ['several conditions at once', { statuses: ['success'], kinds: ['user'], to: hour(5) }, [1]],
    ['nothing that is there', { object: 'nobody' }, []],
  ])('is filtered by %s', (_, filter, expected) => {
    const store = open();
    load(
      store,
      event(1),
      event(2, { from: { id: 'g-2', name: 'Sales', kind: 'group' }, to: { id: 't-2', name: 'sales@target.example', kind: 'group' } }),
      event(3, { status: 'failure', code: 'Conflict' }),
      event(4, { status: 'skipped', action: 'disable' }),
      event(5, { app: { tenantId: 'T2', id: 'app-2', name: 'Other' } }),
    );
    expect(found(store, filter)).toEqual(expected);
    expect(Object.values(store.byStatus(filter)).reduce((sum, n) => sum + n, 0)).toBe(expected.length);
  });

  it.each<['offered' | 'withheld', string, readonly number[]]>([
    ['offered', 'perso', [3, 2, 1]],
    ['offered', 'PERSON2 halden', [2]],
    ['offered', 'Zürich', [1]],
    ['offered', 'zurich', [1]],
    ['offered', 'duplicate externalid', [2]],
    ['offered', 'ServiceIncompatible', [3]],
    ['offered', '"; DROP -- *', []],
    ['withheld', 'person2 halden', [2]],
    ['withheld', 'duplicate', [2]],
  ])('is searched with full text %s for “%s”', (fullText, text, expected) => {
    const store = open(fullText);
    expect(store.textSearch).toBe(fullText === 'offered' ? 'indexed' : 'slow');
    load(
      store,
      event(1, {}, { words: 'city Zürich' }),
      event(2, { status: 'failure', reason: 'Duplicate value of externalId' }),
      event(3, { status: 'failure', code: 'SystemForCrossDomainIdentityManagementServiceIncompatible' }, { cause: 'ServiceIncompatible' }),
    );
    expect(found(store, { text })).toEqual(expected);
  });

  it('forgets an import that was taken back, also what it had interned', () => {
    const store = open();
    load(store, event(1));
    const dropped = store.begin({ source: 'entra-files', name: 'cut.json', at: hour(1) });
    dropped.add(event(2, { code: 'OnlyHere', jobId: 'job-9' }));
    dropped.aside(7, 'No JSON.', '{');
    expect(found(store, {})).toEqual([2, 1]);
    dropped.drop();
    expect(found(store, {})).toEqual([1]);
    load(store, event(3, { code: 'Other', from: { id: 'u-9', name: 'Nine', kind: 'user' } }));
    expect(store.page({ text: 'Nine' }, 0, 9).events).toMatchObject([{ code: 'Other', from: { name: 'Nine' }, jobId: 'job-1' }]);
    expect(store.aside(0, 9)).toEqual([]);
  });

  it('refuses a second import while one lives', () => {
    const store = open();
    store.begin({ source: 'entra', name: '', at: hour(0) });
    expect(() => store.begin({ source: 'entra', name: '', at: hour(0) })).toThrow('Another log is being read');
  });

  it('sees what another process imported meanwhile', () => {
    const [one, other] = [open(), open()];
    load(one, event(1));
    expect(found(other, {})).toEqual([1]);
    load(other, event(2, { code: 'Conflict' }));
    expect(found(one, { codes: ['Conflict'] })).toEqual([2]);
    load(one, event(3, { code: 'Timeout' }));
    expect(other.page({ codes: ['Timeout'] }, 0, 9).events).toMatchObject([{ code: 'Timeout' }]);
  });

  it('tells the tries of what ever failed, oldest first, one subject under all names it had', () => {
    const store = open();
    const anna = (name: string) => ({ id: 'u-7', name, kind: 'user' as const });
    load(store, event(3, { from: anna('anna.new') }), event(1, { from: anna('anna.old'), status: 'failure', code: 'Conflict' }), event(2));
    const tries = [...store.tries({})];
    expect(tries).toMatchObject([
      { status: 'failure', cause: 'Conflict', at: Date.parse(hour(1)), job: 'job-1', operations: 'keep' },
      { status: 'success', cause: null },
    ]);
    expect(tries[0]?.subject).toBe(tries[1]?.subject);
    expect(store.subject(tries[0]?.subject ?? 0)).toEqual({ id: 'u-7', name: 'anna.old', kind: 'user' });
  });

  it('keeps events that name no object apart: nothing later can be told to end them', () => {
    const store = open();
    const nobody = { from: { id: null, name: null, kind: 'other' as const }, status: 'failure' as const };
    load(store, event(1, nobody), event(2, nobody));
    expect(new Set([...store.tries({})].map(({ subject }) => subject)).size).toBe(2);
  });

  it('has another revision after every change, also when an import of as many events took the place of one that was taken back', () => {
    const [store, other] = [open(), open()];
    const seen = [store.revision()];
    const dropped = store.begin({ source: 'entra-files', name: '', at: hour(0) });
    dropped.add(event(1));
    seen.push(store.revision());
    dropped.drop();
    load(store, event(2));
    seen.push(store.revision());
    load(other, event(3));
    seen.push(store.revision());
    expect(new Set(seen).size).toBe(seen.length);
    expect(store.revision()).toBe(seen.at(-1));
  });

  it('counts over time and by cause', () => {
    const store = open();
    load(
      store,
      event(0),
      event(1, { status: 'failure', code: 'A' }),
      event(2, { status: 'failure', code: 'A' }),
      event(9, { status: 'skipped', code: 'B' }),
    );
    expect(store.causes({})).toEqual([
      { cause: 'A', events: 2 },
      { cause: 'B', events: 1 },
    ]);
    const { from, counts } = store.overTime({}, 2);
    expect(from).toBe(hour(0));
    expect(counts).toEqual([
      [1, 2, 0, 0],
      [0, 0, 1, 0],
    ]);
  });
});
