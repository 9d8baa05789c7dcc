import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appCalls } from '../../../contract/app.ts';
import type { AppPorts } from '../../../main/app-types.ts';
import { openTestApp, ownConnection, runToEnd } from './app.ts';

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-limits-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A server that answers everything with a token of 2 MB. */
async function largeAnswers(): Promise<string> {
  const text = JSON.stringify({ access_token: 'a', token_type: 'Bearer', padding: 'x'.repeat(2 * 1024 * 1024) });
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(text)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** Whether a connection test of that server, in an app opened anew on the folder, finds its answers too large. */
async function findsTooLarge(folder: string, server: string, changes: Partial<AppPorts> = {}): Promise<boolean> {
  const app = await openTestApp(folder, changes);
  try {
    const connection = ownConnection({ scimUrl: `${server}/v2/`, tokenUrl: `${server}/token` });
    app.holdConnection(connection, 'secret');
    const { runId } = await app.handlers['connection-test.start']({ connectionId: connection.id, tryAllAuthStyles: false, faults: [] });
    return (await runToEnd(app, runId)).findings.some(({ id }) => id === 'http.body-too-large');
  } finally {
    await app.close();
  }
}

const set = async (folder: string, bodyMegabytes: number) => {
  const app = await openTestApp(folder);
  const { usual } = await app.handlers['app.limits']({});
  const answer = await app.handlers['app.setLimits']({ ...usual, bodyMegabytes });
  await app.close();
  return answer;
};

describe('the limits of requests', () => {
  it('are 10 seconds to connect, 30 to answer and 20 MB until set otherwise', async () => {
    const app = await openTestApp(await freshFolder());
    const usual = { connectSeconds: 10, answerSeconds: 30, bodyMegabytes: 20 };
    expect(await app.handlers['app.limits']({})).toMatchObject({ limits: usual, usual });
    await app.close();
  });

  it('are kept, and hold for the next run', async () => {
    const [folder, server] = [await freshFolder(), await largeAnswers()];
    expect(await findsTooLarge(folder, server)).toBe(false);
    expect((await set(folder, 1)).limits.bodyMegabytes).toBe(1);
    expect(await findsTooLarge(folder, server)).toBe(true);
    expect((await set(folder, 3)).limits.bodyMegabytes).toBe(3);
    expect(await findsTooLarge(folder, server)).toBe(false);
  });

  it('of a command of the terminal come before those', async () => {
    const [folder, server] = [await freshFolder(), await largeAnswers()];
    await set(folder, 1);
    expect(await findsTooLarge(folder, server, { limits: { bodyBytes: 3 * 1024 * 1024 } })).toBe(false);
    expect(await findsTooLarge(folder, server, { limits: { connectMs: 5000 } })).toBe(true);
  });

  it.each([
    { connectSeconds: 0, answerSeconds: 30, bodyMegabytes: 20 },
    { connectSeconds: 10, answerSeconds: 3601, bodyMegabytes: 20 },
    { connectSeconds: 10, answerSeconds: 30, bodyMegabytes: 1.5 },
  ])('%j are refused at the bridge', (limits) => {
    expect(appCalls['app.setLimits'].input.safeParse(limits).success).toBe(false);
  });
});
