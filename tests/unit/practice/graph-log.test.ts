// The practice tenant's own provisioning log: the story it tells, the job beside it, and the budget it is read within.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LogEvent } from '../../../contract/provisioning-log.ts';
import { type Clock, systemClock } from '../../../main/platform/ports.ts';
import { steadyId } from '../../../main/practice/company/seed.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { TwinFaultName } from '../../../main/practice/twins/faults.ts';
import { findProvisioningCode } from '../../../main/protocols/entra/provisioning-codes.ts';
import { readEntraEntry } from '../../../main/protocols/entra/provisioning-event.ts';

const morning = '2026-11-24T04:00:00.000Z';

interface Page {
  readonly value: readonly Record<string, unknown>[];
  readonly '@odata.nextLink'?: string;
}

async function visit(faults: readonly TwinFaultName[] = [], clock: Clock = { ...systemClock, now: () => morning }) {
  const tenant = await startPracticeTenant({ clock });
  onTestFinished(() => tenant.close());
  tenant.setFaults(faults);
  const { graph: access } = tenant.idp;
  const form = {
    grant_type: 'client_credentials',
    client_id: access.clientId,
    client_secret: access.clientSecret,
    scope: `${access.graph}/.default`,
  };
  const signIn = await fetch(`${access.login}/${access.tenantId}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const get = (path: string) => fetch(path.startsWith('/') ? `${access.graph}/v1.0${path}` : path, { headers: { authorization: `Bearer ${token}` } });
  const log = async (query = '') => (await (await get(`/auditLogs/provisioning?$top=999${query}`)).json()) as Page;
  return { get, log, access };
}

const eventsOf = ({ value }: Page): readonly LogEvent[] =>
  value.map((entry) => {
    const read = readEntraEntry(entry, 'entra');
    if (read.kind === 'unreadable') throw new Error(read.reason);
    return read.read.event;
  });

describe('the practice tenant’s provisioning log', () => {
  it('tells of more than ten cycles, with a code that is explained for whatever did not succeed', async () => {
    const events = eventsOf(await (await visit()).log());
    expect(new Set(events.map(({ cycleId }) => cycleId)).size).toBeGreaterThan(10);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const codes = new Set(events.flatMap(({ code }) => code ?? []));
    expect([...codes].filter((code) => findProvisioningCode(code) === undefined)).toEqual([]);
    expect(codes.size).toBeGreaterThan(20);
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('is about the practice company’s own people: a conflict that is mended, and one that is not', async () => {
    const events = eventsOf(await (await visit()).log());
    const of = (nickname: string) => events.filter(({ from }) => from.id === steadyId(`directory:${nickname}`)).map(({ status }) => status);
    expect(of('lukas.brandt')).toEqual(['success', 'failure', 'failure', 'failure']);
    expect(new Set(of('carlos.mendoza'))).toEqual(new Set(['failure']));
  });

  it('gives what is asked for by time and job, page by page', async () => {
    const { get, log } = await visit();
    const all = (await log()).value;
    const since = String(all[20]?.activityDateTime);
    const jobId = String(all[0]?.jobId);
    const newer = await log(`&$filter=${encodeURIComponent(`activityDateTime gt ${since} and jobId eq '${jobId}'`)}`);
    expect(newer.value).toEqual(all.slice(0, 20));
    expect((await log(`&$filter=${encodeURIComponent("jobId eq 'other'")}`)).value).toEqual([]);
    const first = (await (await get('/auditLogs/provisioning?$top=3')).json()) as Page;
    const second = (await (await get(first['@odata.nextLink'] ?? '')).json()) as Page;
    expect([...first.value, ...second.value]).toEqual(all.slice(0, 6));
  });

  it('refuses the sixth request in ten seconds and says how long to wait', async () => {
    let at = 0;
    const { get } = await visit([], { ...systemClock, now: () => morning, monotonic: () => at });
    for (let n = 0; n < 5; n += 1) expect((await get('/auditLogs/provisioning')).status).toBe(200);
    at = 4000;
    const refused = await get('/auditLogs/provisioning');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6']);
    at = 10_000;
    expect((await get('/auditLogs/provisioning')).status).toBe(200);
  });

  it('may not be read without AuditLog.Read.All', async () => {
    expect((await (await visit(['idp-log-not-permitted'])).get('/auditLogs/provisioning')).status).toBe(403);
  });

  it('stops where the job went into quarantine, and the job says why, since when and when it is tried again', async () => {
    const { get, log, access } = await visit(['idp-job-quarantined']);
    const { value } = (await (await get(`/servicePrincipals/${access.scimApp}/synchronization/jobs`)).json()) as Page;
    expect(value).toMatchObject([
      {
        schedule: { interval: 'PT40M' },
        status: {
          code: 'Quarantine',
          quarantine: {
            reason: 'EncounteredQuarantineException',
            currentBegan: '2026-11-23T14:40:00.000Z',
            nextAttempt: '2026-11-24T08:40:00.000Z',
          },
        },
      },
    ]);
    expect(String((await log()).value[0]?.activityDateTime).slice(0, 13)).toBe('2026-11-23T14');
  });
});
