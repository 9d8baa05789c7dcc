// The Graph twin does wrong on purpose: each time the import ends whole, marked, or not at all, and says why.
import { describe, expect, it } from 'vitest';
import { twinFaults } from '../../../main/practice/twins/faults.ts';
import { coverageOf, findingIds, rowsOf } from '../directory/sink.ts';
import { readEntra } from './read-entra.ts';

/** The findings each fault must come to; a row that goes missing is missed here. */
const wanted: Readonly<Record<string, string | undefined>> = {
  'idp-secret-wrong': 'directory.sign-in-refused',
  'idp-token-dies': undefined,
  'idp-token-dead': 'directory.sign-in-refused',
  'idp-429-storm': undefined,
  'idp-429-for-ever': 'directory.throttled',
  'idp-pages-repeat': 'directory.pages-repeat',
  'idp-pages-end-early': 'directory.pages-end-early',
  'idp-page-elsewhere': 'directory.page-elsewhere',
  'idp-apps-not-permitted': 'directory.not-permitted',
  'idp-groups-not-permitted': 'directory.not-permitted',
  'idp-people-not-permitted': 'directory.not-permitted',
  'idp-people-basic': 'directory.basic-attributes',
  'idp-server-error': 'directory.unexpected-answer',
  'idp-month-later': undefined,
  'idp-delta-gone': undefined,
  'idp-no-count': undefined,
  'idp-saved-credentials': undefined,
  'idp-no-validation': undefined,
};

describe('an import from Entra that goes wrong', () => {
  it('is tried with every fault there is', () => {
    expect(Object.fromEntries(twinFaults.map(({ name, expects }) => [name, expects]))).toEqual(wanted);
  });

  it.each(twinFaults.map((row) => [row.name, row.title, row] as const))('%s: %s', async (_name, _title, row) => {
    const whole = await (await readEntra()).take();
    const { take, clock } = await readEntra({ faults: [row.name] });
    const taken = await take();
    expect(findingIds(taken)).toEqual(row.expects === undefined ? [] : [row.expects]);
    const states = new Set(Object.values(coverageOf(taken)));
    switch (row.leaves) {
      case 'nothing kept':
        expect(taken.outcome.kind).toBe('stopped');
        break;
      case 'marked':
        expect(taken.outcome.kind).toBe('taken');
        expect(states.has('partial') || states.has('not permitted')).toBe(true);
        break;
      case 'whole':
        expect(states).toEqual(new Set(['complete']));
        expect(rowsOf(taken)).toEqual(rowsOf(whole));
        break;
      case 'another':
        expect(states).toEqual(new Set(['complete']));
        expect(rowsOf(taken)).not.toEqual(rowsOf(whole));
    }
    // Nobody waits for an hour, and a storm is waited out as it asks.
    expect(clock.waited.every((waited) => waited <= 60_000)).toBe(true);
    if (row.name === 'idp-429-storm') expect(clock.waited).toContain(1000);
  });

  it('never calls a set empty that it may not read', async () => {
    const groups = await (await readEntra({ faults: ['idp-groups-not-permitted'] })).take();
    expect(coverageOf(groups)).toMatchObject({ groups: 'not permitted', memberships: 'not permitted' });
    // Their names are known from the assignments.
    expect(groups.groups.map(({ displayName }) => displayName)).toContain('Engineering');
    const people = await (await readEntra({ faults: ['idp-people-not-permitted'] })).take();
    expect(coverageOf(people)).toMatchObject({ users: 'not permitted', groups: 'complete', memberships: 'complete' });
    expect(people.memberships.length).toBeGreaterThan(20);
  });

  it('sends no credential to the host that a page names', async () => {
    const { take, exchanges, tenant } = await readEntra({ faults: ['idp-page-elsewhere'] });
    await take();
    const hosts = new Set(exchanges.map(({ url }) => new URL(url).host));
    expect([...hosts]).toEqual([new URL(tenant.idp.graph.graph).host]);
  });

  it('names what Entra’s code means, and keeps the secret out of all it records', async () => {
    const { take, exchanges, tenant } = await readEntra({ faults: ['idp-secret-wrong'] });
    const taken = await take();
    expect(taken.outcome).toMatchObject({ findings: [{ cause: expect.stringContaining('the secret’s ID was copied instead of its value') }] });
    const { clientSecret } = tenant.idp.graph;
    for (const form of [clientSecret, encodeURIComponent(clientSecret)]) expect(JSON.stringify([exchanges, taken])).not.toContain(form);
  });
});
