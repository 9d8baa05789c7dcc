import { describe, expect, onTestFinished, test } from 'vitest';
import { startPracticeWorker } from '../../../main/practice/client.ts';
import { fetchToken, visitorOf } from './visitor.ts';

describe('the practice tenant in a worker', () => {
  test('is the same tenant from outside: address, faults, people, log-ins, refusals', async () => {
    const tenant = await startPracticeWorker({ users: 5 });
    onTestFinished(() => tenant.close());
    const visitor = visitorOf(tenant, await fetchToken(tenant));
    const user = await visitor.createUser({ userName: 'w@halden.example', externalId: 'w' });
    expect(await tenant.login({ userName: 'w@halden.example', providerId: 'w' })).toEqual({ kind: 'logged-in', userId: user.id });
    expect((await tenant.inspect()).users.map((one) => one.id)).toContain(user.id);
    const moved = await tenant.setFaults(['tls-self-signed']);
    expect([tenant.scimUrl, tenant.faults()]).toEqual([moved.scimUrl, ['tls-self-signed']]);
    expect(new URL(tenant.scimUrl).protocol).toBe('https:');
    await expect(tenant.setFaults(['nothing'])).rejects.toMatchObject({ name: 'Refusal', code: 'practice.unknown-fault' });
    await tenant.setFaults([]);
    await tenant.reset();
    expect((await tenant.inspect()).users.map((one) => one.id)).not.toContain(user.id);
  });

  test('is gone after close: nothing listens, further calls fail, a second close is fine', async () => {
    const tenant = await startPracticeWorker();
    const { scimUrl } = tenant;
    await tenant.close();
    await expect(fetch(scimUrl)).rejects.toThrow();
    await expect(tenant.counts()).rejects.toThrow('ended');
    await tenant.close();
  });

  test('a tenant that cannot start says why', async () => {
    await expect(startPracticeWorker({ faults: ['nothing'] })).rejects.toMatchObject({ code: 'practice.unknown-fault' });
  });
});
