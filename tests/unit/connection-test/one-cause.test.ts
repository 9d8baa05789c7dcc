// Several steps meet the same cause: one finding, and no verdict about what was never asked. And how a test is cancelled.
import { describe, expect, it } from 'vitest';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';
import { ownConnection } from '../connections/own-connection.ts';
import { check, checkServer, hurriedClock, severities, step } from './check.ts';
import { accessToken, type Bend, filterOf, onPath, scimError, secret, withServer } from './server.ts';

describe('one cause', () => {
  it('a wrong SCIM URL, is one finding though every step meets it', async () => {
    const run = await checkServer({
      bend: (asked) =>
        asked.path.startsWith('/scim') && asked.authorization === `Bearer ${accessToken}`
          ? { status: 404, type: 'text/html', body: '<html>not here</html>' }
          : undefined,
    });
    expect(severities(run)).toEqual(['error scim.not-found']);
    expect(run.findings[0]?.evidence.length).toBeGreaterThan(3);
  });

  it('a server that refuses this client, is one finding, and the other steps still look', async () => {
    const run = await checkServer({ bend: onPath('/scim/Users', scimError(403, 'the client may not')) });
    expect(severities(run)).toEqual(['error scim.forbidden']);
    expect(step(run, 'schemas').status).toBe('passed');
  });

  it('a gateway that refuses with a web page, does not judge the endpoint', async () => {
    const run = await checkServer({
      bend: (asked) => (asked.path.startsWith('/scim') ? { status: 403, type: 'text/html', body: '<html>blocked</html>' } : undefined),
    });
    expect(severities(run)).toEqual(['error scim.forbidden']);
    expect(run.verdicts?.entra).toBe('not-reachable-from-here');
  });

  it('a gateway that refuses without a word, does not judge the endpoint either', async () => {
    const run = await checkServer({ bend: (asked) => (asked.path.startsWith('/scim') ? { status: 403 } : undefined) });
    expect(run.verdicts?.entra).toBe('not-reachable-from-here');
  });

  it('application/json instead of application/scim+json, is a deviation that Entra and Okta read', async () => {
    const bend: Bend = (_asked, usual) => ({ ...usual(), type: 'application/json' });
    const run = await checkServer({ bend });
    expect(severities(run)).toEqual(['warning scim.content-type']);
    expect(run.verdicts).toEqual({ rfc: 'warned', entra: 'passed', okta: 'passed' });
  });

  it('an empty answer, cannot be read', async () => {
    const run = await checkServer({ bend: onPath('/scim/Users', { status: 200 }) });
    expect(severities(run)).toEqual(['error scim.unreadable-json']);
  });

  it('a limit that never ends, is a warning and not a verdict', async () => {
    const run = await checkServer({ bend: onPath('/scim/Users', { status: 429 }) });
    expect(severities(run)).toEqual(['warning scim.rate-limited-without-retry-after']);
    expect(run.verdicts?.entra).toBe('warned');
  });

  it('a limit with a long wait on everything, is waited for once and the finding says so', async () => {
    const waits: number[] = [];
    const limited: Bend = (asked) => (asked.path.startsWith('/scim') ? { status: 429, headers: { 'Retry-After': '45' } } : undefined);
    const clock = { ...hurriedClock, wait: async (milliseconds: number) => void waits.push(milliseconds) };
    const run = await checkServer({ bend: limited, clock });
    expect(waits).toEqual([45_000]);
    expect(severities(run)).toEqual(['warning scim.rate-limited']);
    expect(run.findings[0]?.cause).toContain('waits a minute at most');
    expect(run.findings[0]?.cause).toContain('no request of this test waits or is repeated');
    expect(run.findings[0]?.evidence.map(({ text }) => text)).toContain('GET ServiceProviderConfig: answered 429, Retry-After 45; not sent again.');
  });

  it('words of the server that repeat the token, never come into the run', async () => {
    const run = await checkServer({ bend: onPath('/scim/Users', scimError(400, `bad token ${accessToken} or ${secret}`)) });
    expect(JSON.stringify(run)).not.toContain(accessToken);
    expect(JSON.stringify(run)).not.toContain(secret);
  });
});

describe('cancelling', () => {
  it('ends the test with the reason of the cancel, and keeps nothing of the request that was cut off', async () => {
    const job = createMemoryReporter();
    const bend: Bend = (asked, usual) => {
      if (filterOf(asked) !== '') job.cancel();
      return usual();
    };
    await withServer({ bend }, async (server) => {
      const running = check({ connection: ownConnection(server), secret, instead: { reporter: job } });
      await expect(running).rejects.toMatchObject({ name: 'AbortError' });
      expect(job.snapshot().findings).toEqual([]);
      expect(job.snapshot().steps.find((one) => one.id === 'entra-probe')?.status).toBe('running');
    });
  });
});
