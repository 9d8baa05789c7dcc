// The whole connection test against the practice tenant, once for each fault of the table: exactly the expected findings, and no other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../contract/common.ts';
import { type Expected, faults } from '../../main/practice/faults.ts';
import { networkOptions } from '../../main/practice/network.ts';
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../main/practice/types.ts';
import { check } from '../unit/connection-test/check.ts';
import { ownConnection } from '../unit/connections/own-connection.ts';

let tenant: PracticeTenant;
beforeAll(async () => {
  tenant = await startPracticeTenant();
});
afterAll(() => tenant.close());

async function checkWith(names: readonly string[]): Promise<Run> {
  const { scimUrl, tokenUrl, clientId, clientSecret, network } = await tenant.setFaults(names);
  const connection = ownConnection({ scimUrl, tokenUrl, clientId, practice: true });
  return check({ connection, secret: clientSecret, network: networkOptions({ network }) });
}

/** Errors and warnings must be exactly these; of infos at least these. */
function expectExactly(run: Run, expected: readonly Expected[]): void {
  const seen = run.findings.map(({ id, severity }) => ({ id, severity }));
  const infos = expected.filter(({ severity }) => severity === 'info');
  expect(seen.filter(({ severity }) => severity !== 'info')).toEqual(expected.filter(({ severity }) => severity !== 'info'));
  for (const info of infos) expect(seen).toContainEqual(info);
}

/** What the practice tenant must be able to do wrong; a row that goes missing is missed here. */
const wanted = `dns-not-found dns-try-again tcp-refused tcp-hang tls-self-signed tls-expired tls-wrong-host tls-1.1 tls-private-root proxy-407
  token-404 token-415 token-html token-403-empty token-wrong-secret token-wrong-auth-style token-expires-in-string token-type-lower-case token-dies
  scim-401 scim-403 filter-404 scim-500 scim-redirect scim-content-type scim-truncated-json scim-50mb filter-ignored filter-external-id-refused
  user-name-case groups-missing patch-not-done active-string remove-member-empties members-dropped paging-repeats 429-retry-after 429-plain
  delete-not-done nested-refused nested-dropped nested-not-in-list unchanged-update-ignored`.split(/\s+/);

describe('the connection test against the practice tenant', () => {
  it('is tried with every fault there is', () => {
    expect(faults.map(({ name }) => name).sort()).toEqual([...wanted].sort());
  });

  it('finds nothing when no fault is switched on, and every step passes', async () => {
    const run = await checkWith([]);
    expect(run.findings).toEqual([]);
    expect(run.steps.filter((step) => step.status !== 'passed').map((step) => [step.id, step.reason])).toEqual([]);
    expect(run.verdicts).toEqual({ rfc: 'passed', entra: 'passed', okta: 'passed' });
  });

  it.each(faults.map((row) => [row.name, row.title, row] as const))('with %s: %s', async (name, _title, row) => {
    const run = await checkWith([name]);
    expectExactly(run, row.check);
    for (const step of run.steps) {
      const errors = run.findings.filter((finding) => finding.severity === 'error' && finding.stepIds.includes(step.id));
      const unwell = step.status === 'failed' || step.status === 'not-reachable-from-here';
      expect(unwell && errors.length === 0, `${step.id} is ${step.status} without an error`).toBe(false);
      expect(step.reason, `${step.id} says why`).not.toBe('');
      if (step.stoppedBy !== undefined) expect(run.steps.some((other) => other.id === step.stoppedBy)).toBe(true);
    }
  });
});
