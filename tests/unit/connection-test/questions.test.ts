import { describe, expect, it } from 'vitest';
import { ownConnection } from '../connections/own-connection.ts';
import { check, checkServer, findingIds, severities, step } from './check.ts';
import { type Bend, filterOf, listOf, onPath, type Reply, scimError, secret, someUsers, withServer } from './server.ts';

/** Bends answers to a filter on users that match this pattern. */
const onFilter =
  (pattern: RegExp, reply: Reply | ((usual: () => Reply) => Reply)): Bend =>
  (asked, usual) =>
    asked.path === '/scim/Users' && pattern.test(filterOf(asked)) ? (typeof reply === 'function' ? reply(usual) : reply) : undefined;
describe('a server that does what it should', () => {
  it('passes every step, and the run says what was asked', async () => {
    await withServer({}, async (server) => {
      const run = await check({ connection: ownConnection(server), secret });
      expect(run.steps.map((one) => [one.id, one.status]).filter(([, status]) => status !== 'passed')).toEqual([]);
      expect(run.findings).toEqual([]);
      expect(run.summary).toBe('Would pass for Entra, seen from this desk.');
      const random = '[0-9a-f]{8}-[0-9a-f-]{27}';
      const asked = server.asked.join('\n');
      expect(asked).toMatch(new RegExp(`^GET /scim/Users\\?filter=externalId eq "${random}"$`, 'm'));
      expect(asked).toMatch(/^GET \/scim\/Users\?startIndex=1&count=2$/m);
      expect(asked).toMatch(/^GET \/scim\/Users\?filter=userName eq "[^"]+"&startIndex=1&count=100$/m);
      expect(asked).toMatch(/^GET \/scim\/Groups\?excludedAttributes=members&filter=displayName eq "[^"]+"$/m);
      expect(asked).toMatch(/^GET \/scim\/Groups\?startIndex=1&count=100$/m);
      expect(server.asked.every((line) => line.startsWith('GET ') || line.startsWith('POST /token'))).toBe(true);
    });
  });

  it('keeps every exchange with the step that sent it', async () => {
    const run = await checkServer();
    expect(run.steps.reduce((sum, one) => sum + one.exchangeIds.length, 0)).toBe(run.exchangeCount);
  });
});

describe('discovery', () => {
  const missing: Bend = (asked) => (/ServiceProviderConfig|ResourceTypes|Schemas/.test(asked.path) ? scimError(404, 'no') : undefined);

  it('that is missing is a deviation from the RFC that Entra and Okta never see, and stops nothing', async () => {
    const run = await checkServer({ bend: missing });
    expect(severities(run)).toEqual(['warning discovery.resource-types', 'warning discovery.schemas', 'warning discovery.service-provider-config']);
    expect(step(run, 'schemas')).toMatchObject({ status: 'warned', verdicts: { rfc: 'warned', entra: 'passed', okta: 'passed' } });
    expect(run.verdicts).toEqual({ rfc: 'warned', entra: 'passed', okta: 'passed' });
    expect(step(run, 'entra-probe').status).toBe('passed');
  });

  it('that fails on the server is wrong by the RFC and a warning to an Entra administrator', async () => {
    const run = await checkServer({ bend: onPath('/scim/Schemas', scimError(500, 'boom')) });
    expect(severities(run)).toEqual(['warning scim.server-error']);
    expect(run.verdicts).toEqual({ rfc: 'failed', entra: 'passed', okta: 'passed' });
  });

  it('may be a bare array, as some servers send it', async () => {
    const run = await checkServer({ bend: onPath('/scim/ResourceTypes', { status: 200, body: [{ name: 'User' }] }) });
    expect(step(run, 'resource-types')).toMatchObject({ status: 'passed', facts: [{ label: 'Resource types', value: 'User' }] });
  });
});

describe('the question that Entra asks', () => {
  it('answered 404 fails for Entra and is tolerated by Okta', async () => {
    const bend = onFilter(/externalId eq "[0-9a-f]{8}-/, scimError(404, 'nobody'));
    const run = await checkServer({ bend });
    expect(severities(run)).toEqual(['error probe.unmatched-filter-404']);
    expect(step(run, 'entra-probe').verdicts).toEqual({ rfc: 'failed', entra: 'failed', okta: 'passed' });
    const okta = await checkServer({ bend, fields: { idp: 'okta' } });
    expect(severities(okta)).toEqual(['warning probe.unmatched-filter-404']);
    expect(okta.verdict).toBe('passed');
  });

  it('uses the attribute that is matched on', async () => {
    const bend = onFilter(/^userName eq "[0-9a-f]{8}-/, scimError(400, 'no such filter', 'invalidFilter'));
    expect(findingIds(await checkServer({ bend }))).toEqual([]);
    const run = await checkServer({ bend, fields: { matchingAttribute: 'userName' } });
    expect(findingIds(run)).toEqual(['filter.refused']);
    expect(step(run, 'entra-probe').verdicts).toMatchObject({ entra: 'failed', okta: 'failed' });
  });

  it('refused for externalId is an error where externalId is matched on, and no matter to Okta', async () => {
    const bend = onFilter(/^externalId/, scimError(400, 'externalId cannot be filtered', 'invalidFilter'));
    const run = await checkServer({ bend });
    expect(severities(run)).toEqual(['error filter.external-id-refused']);
    expect(run.findings[0]?.cause).toContain('externalId cannot be filtered');
    expect(run.verdicts?.okta).toBe('passed');
  });

  it('answered with people is an ignored filter', async () => {
    const run = await checkServer({ bend: onFilter(/externalId eq "[0-9a-f]{8}-/, { status: 200, body: listOf(someUsers) }) });
    expect(severities(run)).toEqual(['error filter.ignored']);
  });

  it('answered with a total and nobody is an ignored filter as well', async () => {
    const run = await checkServer({ bend: onFilter(/externalId eq "[0-9a-f]{8}-/, { status: 200, body: listOf([], 3) }) });
    expect(severities(run)).toEqual(['error filter.ignored']);
  });

  it('answered with something else than a list is named', async () => {
    const run = await checkServer({ bend: onFilter(/externalId eq "[0-9a-f]{8}-/, { status: 200, body: { hello: 'world' } }) });
    expect(severities(run)).toEqual(['error scim.not-a-list']);
  });
});

describe('a filter that must match', () => {
  it('finds users whose names need escaping', async () => {
    const users = [
      { id: '1', userName: 'o\'brien+"x"\\y %20&z@contoso.example', externalId: 'ext "1" \\ + é' },
      { id: '2', userName: 'b' },
    ];
    const run = await checkServer({ users });
    expect(run.findings).toEqual([]);
    expect(step(run, 'filter-match').status).toBe('passed');
  });

  it('catches a server that ignores filters only when somebody matches', async () => {
    const run = await checkServer({ bend: onFilter(/^userName eq "amara/i, { status: 200, body: listOf(someUsers) }) });
    expect(severities(run)).toEqual(['error filter.ignored']);
    expect(step(run, 'filter-match').verdicts).toEqual({ rfc: 'failed', entra: 'failed', okta: 'failed' });
  });

  it('that finds several who share the value is a warning about the data, not an ignored filter', async () => {
    const users = [...someUsers, { id: 'u-4', userName: 'other@contoso.example', externalId: 'emp-001' }];
    const run = await checkServer({ users });
    expect(severities(run)).toEqual(['warning filter.several']);
    expect(step(run, 'filter-match').verdicts).toEqual({ rfc: 'warned', entra: 'warned', okta: 'passed' });
  });

  it('leaves letters alone whose other case is not one letter', async () => {
    const run = await checkServer({ users: [{ id: '1', userName: 'Straße.ı@contoso.example', externalId: 'e' }, ...someUsers] });
    expect(run.findings).toEqual([]);
  });

  it('that finds nobody is an error; by externalId it does not matter to Okta', async () => {
    const run = await checkServer({ bend: onFilter(/^externalId eq "emp/, { status: 200, body: listOf([]) }) });
    expect(severities(run)).toEqual(['error filter.no-match']);
    expect(step(run, 'filter-match').verdicts).toEqual({ rfc: 'failed', entra: 'failed', okta: 'passed' });
  });

  it('compares userName without case', async () => {
    const run = await checkServer({ bend: onFilter(/^userName eq "aMARA/, { status: 200, body: listOf([]) }) });
    expect(severities(run)).toEqual(['error filter.user-name-case']);
  });

  it('is not provable on an empty server: skipped, said so, and not green', async () => {
    const run = await checkServer({ users: [] });
    expect(step(run, 'filter-match')).toMatchObject({ status: 'skipped', reason: expect.stringContaining('The test sync makes one and proves it') });
    expect(step(run, 'paging').status).toBe('skipped');
    expect(run.verdicts?.entra).toBe('warned');
    expect(run.summary).toContain('not proven: “Filter: finds exactly the user it names”');
    expect(run.findings).toEqual([]);
  });

  it('by externalId is not provable where nobody has one', async () => {
    const run = await checkServer({
      users: [
        { id: '1', userName: 'a' },
        { id: '2', userName: 'b' },
      ],
    });
    expect(step(run, 'filter-match')).toMatchObject({
      status: 'warned',
      reason: expect.stringContaining('no externalId'),
      verdicts: { entra: 'warned', okta: 'passed' },
    });
  });

  it('keeps the names of people out of findings and reasons', async () => {
    const run = await checkServer({ bend: onFilter(/^userName eq "aMARA/, { status: 200, body: listOf([]) }) });
    expect(JSON.stringify(run)).not.toMatch(/amara|emp-001/i);
  });
});

describe('the questions that Okta asks', () => {
  it('are judged for Okta: who asks for two and gets all is warned', async () => {
    const many = { status: 200, body: listOf(someUsers) };
    const bend: Bend = (asked) => (asked.query.get('count') === '2' ? many : undefined);
    const run = await checkServer({ bend, fields: { idp: 'okta' } });
    expect(severities(run)).toEqual(['warning paging.count-ignored']);
    expect(step(run, 'okta-probe').verdicts).toEqual({ rfc: 'warned', entra: 'skipped', okta: 'warned' });
  });

  it('that fail are an error for Okta and a warning for Entra, which never asks them', async () => {
    const bend: Bend = (asked) => (asked.query.get('count') === '2' ? scimError(400, 'no paging here') : undefined);
    expect(severities(await checkServer({ bend }))).toEqual(['warning scim.list-refused']);
    expect(severities(await checkServer({ bend, fields: { idp: 'okta' } }))).toEqual(['error scim.list-refused']);
  });
});

describe('groups', () => {
  it('that are not there fail for Entra and warn for Okta', async () => {
    const run = await checkServer({ bend: onPath('/scim/Groups', scimError(404, 'no')) });
    expect(severities(run)).toEqual(['error groups.endpoint-missing']);
    expect(step(run, 'groups-probe').verdicts).toEqual({ rfc: 'warned', entra: 'failed', okta: 'warned' });
    const okta = await checkServer({ bend: onPath('/scim/Groups', scimError(404, 'no')), fields: { idp: 'okta' } });
    expect(severities(okta)).toEqual(['warning groups.endpoint-missing']);
  });

  it('whose filter alone is answered 404 are there', async () => {
    const run = await checkServer({
      bend: (asked) => (asked.path === '/scim/Groups' && filterOf(asked) !== '' ? scimError(404, 'nothing') : undefined),
    });
    expect(severities(run)).toEqual(['error probe.unmatched-filter-404']);
  });

  it('whose filter is ignored are told apart', async () => {
    const groups = { status: 200, body: listOf([{ id: 'g', displayName: 'Analysts' }]) };
    expect(severities(await checkServer({ bend: onPath('/scim/Groups', groups) }))).toEqual(['error filter.ignored']);
  });
});

describe('paging', () => {
  const repeats: Bend = (asked) =>
    asked.query.get('count') === '1' && asked.authorization !== '' && asked.query.get('startIndex') === '2'
      ? { status: 200, body: listOf(someUsers.slice(0, 1), 3) }
      : undefined;

  it('that repeats page one is an error for Okta, and a warning for Entra, which does not page', async () => {
    expect(severities(await checkServer({ bend: repeats, fields: { idp: 'okta' } }))).toEqual(['error paging.repeats-page-one']);
    const run = await checkServer({ bend: repeats });
    expect(severities(run)).toEqual(['warning paging.repeats-page-one']);
    expect(run.verdicts).toEqual({ rfc: 'failed', entra: 'passed', okta: 'failed' });
  });

  it('is not provable with one user', async () => {
    const run = await checkServer({ users: someUsers.slice(1, 2) });
    expect(step(run, 'paging')).toMatchObject({ status: 'skipped', reason: expect.stringContaining('one user') });
    expect(run.verdicts).toEqual({ rfc: 'warned', entra: 'passed', okta: 'warned' });
  });
});
