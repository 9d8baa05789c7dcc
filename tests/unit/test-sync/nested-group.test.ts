// The probe with a group inside a group: off unless asked for, said in the consent, judged by what is read back, and no verdict about a provider.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeConsent } from '../../../main/features/test-sync/consent.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../../main/practice/types.ts';
import { connectionOf, contentOf, optionsOf, sync } from './builders.ts';
import { type Asked, smallServer } from './small-server.ts';

const step = 'group-as-member';
const addsInner = ({ method, path, body }: Asked) => method === 'PATCH' && path.startsWith('Groups/') && JSON.stringify(body).includes('"add"');

describe('a group inside a group, tried on request', () => {
  let tenant: PracticeTenant;
  beforeAll(async () => {
    tenant = await startPracticeTenant();
  });
  afterAll(() => tenant.close());

  it('is not tried, and no second group is made, unless asked for', async () => {
    const { run, rows } = await sync(tenant);
    expect(run.steps.map(({ id }) => id)).not.toContain(step);
    expect(rows.filter((row) => row.resourceType === 'Group')).toHaveLength(1);
  });

  it.each(['entra', 'entra-on-demand', 'okta-put', 'okta-patch'] as const)(
    'is kept by the practice tenant in the form of %s, and taken out again',
    async (dialect) => {
      const before = contentOf(await tenant.inspect());
      const { run, rows, outcome, exchanges } = await sync(tenant, {
        options: { dialect, nestedGroup: true },
        connection: { idp: dialect.startsWith('okta') ? 'okta' : 'entra' },
      });
      expect(run.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual(['info members.group-kept']);
      const probe = run.steps.find(({ id }) => id === step);
      expect(probe).toMatchObject({ status: 'passed', verdicts: { rfc: 'passed', entra: 'skipped', okta: 'skipped' } });
      expect(probe?.facts).toContainEqual({ label: 'Type of the member, as shown', value: 'Group' });
      expect(probe?.wouldSend).not.toMatch(/(Entra|Okta) adds/);
      const writes = exchanges.filter((exchange) => exchange.stepId === step && ['PATCH', 'PUT'].includes(exchange.method));
      expect(writes).toHaveLength(2);
      expect(outcome.verdicts.rfc).toBe('passed');
      expect(rows.filter((row) => row.resourceType === 'Group').map((row) => row.state)).toEqual(['undone', 'undone']);
      expect(contentOf(await tenant.inspect())).toEqual(before);
    },
  );

  it('is told as refused by a tenant whose setting says that groups hold people only', async () => {
    await tenant.setQuestions({ groupMembers: 'refused' });
    const { run } = await sync(tenant, { options: { nestedGroup: true } });
    await tenant.setQuestions({ groupMembers: 'accepted' });
    expect(run.findings.map(({ id }) => id)).toEqual(['members.group-refused']);
    expect(run.findings[0]?.cause).toContain('A group cannot be a member of a group');
    expect(run.findings[0]?.evidence[0]?.exchangeId).toBeDefined();
  });
});

describe('what the answer means', () => {
  it('is dropped when neither the group nor the list shows it', async () => {
    const dropped = await smallServer((asked) => (addsInner(asked) && asked.count > 4 ? { status: 204 } : undefined));
    expect(innerOnly(await sync(dropped.target, { options: { nestedGroup: true } }))).toEqual(['warning members.group-dropped']);
    expect([...dropped.groups.values()]).toEqual([]);
  });

  it('is disagreement when the list shows it and the group itself does not, and it is taken out all the same', async () => {
    const server = await smallServer(({ method, path }, { groups, users }) => {
      const group = method === 'GET' ? groups.get(path.slice('Groups/'.length)) : undefined;
      if (group === undefined || !Array.isArray(group.members)) return undefined;
      return { status: 200, body: { ...group, members: group.members.filter((member) => users.has(member.value)) } };
    });
    const result = await sync(server.target, { options: { nestedGroup: true } });
    expect(innerOnly(result)).toEqual(['warning members.group-disagrees']);
    expect(result.run.findings.find(({ id }) => id === 'members.group-disagrees')?.cause).toContain('read by id it does not');
    expect([...server.users.values(), ...server.groups.values()]).toEqual([]);
  });

  it('is nothing about groups when the list leaves out people as well', async () => {
    const server = await smallServer((asked, { groups }) =>
      asked.method === 'GET' && asked.path === 'Groups' && !asked.query.has('excludedAttributes') && groups.size > 0
        ? { status: 200, body: { totalResults: groups.size, Resources: [...groups.values()].map((group) => ({ ...group, members: [] })) } }
        : undefined,
    );
    const { run } = await sync(server.target, { options: { nestedGroup: true } });
    expect(run.findings.map(({ id, severity }) => `${severity} ${id}`).sort()).toEqual(['info members.group-kept', 'warning members.disagree']);
    expect(run.steps.find(({ id }) => id === step)?.reason).toContain('The list does not tell');
  });

  it('is a fault of the server when it breaks by it, and leaves nothing', async () => {
    const server = await smallServer((asked) => (addsInner(asked) && asked.count > 4 ? { status: 500 } : undefined));
    const { run, outcome } = await sync(server.target, { options: { nestedGroup: true } });
    expect(run.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual(['error scim.server-error']);
    expect(run.steps.find(({ id }) => id === step)).toMatchObject({ status: 'failed', verdicts: { rfc: 'failed', entra: 'skipped' } });
    expect(outcome.verdicts.rfc).toBe('failed');
    expect([...server.users.values(), ...server.groups.values()]).toEqual([]);
  });
});

const innerOnly = ({ run }: Awaited<ReturnType<typeof sync>>) =>
  run.findings.filter(({ id }) => id.startsWith('members.group-')).map(({ id, severity }) => `${severity} ${id}`);

describe('the consent', () => {
  const facts = (nestedGroup: boolean) =>
    ({
      connection: connectionOf({ practice: false }),
      options: optionsOf({ nestedGroup }),
      lock: { kind: 'open' },
      secret: 'set',
      wrong: [],
    }) as const;

  it('names the second group, what is done with it and what that may show, and is another consent', () => {
    const [without, asked] = [describeConsent(facts(false)), describeConsent(facts(true))];
    expect(asked.consentId).not.toBe(without.consentId);
    expect(asked.makes.join(' ')).toContain('steward-<random>-inner-group SCIM Steward test');
    expect(asked.changes.join(' ')).toContain('becomes a member of the first');
    expect(asked.mayTrigger.join(' ')).toContain('A group inside a group');
    expect(JSON.stringify(without)).not.toContain('inner');
  });
});
