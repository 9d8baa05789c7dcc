// A long read goes on where it was broken: lost connections, storms of 429 and server errors are borne within bounds, and no longer.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { sendPatiently } from '../../../main/platform/http/patient.ts';
import { createBudget } from '../../../main/protocols/rest/budget.ts';
import { testClock, testRandom } from './make-client.ts';

/** Answers the nth request as the nth of `answers` says, and the last of them from then on. */
async function ask(answers: readonly ((response: ServerResponse) => void)[], signal?: AbortSignal) {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    answers[Math.min(asked, answers.length) - 1]?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clock = testClock();
  const random = testRandom();
  const http = createHttpClient({ clock, random });
  onTestFinished(async () => {
    http.close();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const request = { method: 'GET', url, headers: {}, purpose: 'a page', ...(signal === undefined ? {} : { signal }) } as const;
  return { result: await sendPatiently({ http, clock, random }, request), asked, clock };
}

const cut = (response: ServerResponse): void => void response.destroy();
const good = (response: ServerResponse): void => void response.writeHead(200).end('{}');
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end();

describe('a patient read', () => {
  it('asks for the same page again after its connection was cut', async () => {
    const { result, asked } = await ask([cut, cut, cut, good]);
    expect(result).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toBe(4);
  });

  it('waits out a storm of 429 as it is asked to, longer than an ordinary request would', async () => {
    const { result, clock } = await ask([...Array.from({ length: 9 }, () => status(429, { 'retry-after': '20' })), good]);
    expect(result).toMatchObject({ kind: 'answered', status: 200 });
    expect(clock.waited).toEqual(Array.from({ length: 9 }, () => 20_000));
  });

  it('gives a wait up that is longer than it has patience for, at once', async () => {
    const { result, clock } = await ask([status(429, { 'retry-after': '3600' })]);
    expect(result).toMatchObject({ kind: 'answered', status: 429 });
    expect(clock.waited).toEqual([]);
  });

  it('ends though a server asks for no wait for ever, or fails for ever', async () => {
    const zero = await ask([status(429, { 'retry-after': '0' })]);
    expect(zero.result).toMatchObject({ status: 429 });
    expect((await ask([status(500)])).asked).toBe(6);
    expect((await ask([cut])).asked).toBe(6);
    expect((await ask([status(404)])).asked).toBe(1);
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const { result } = await ask(
      [
        (response) => {
          controller.abort();
          status(429, { 'retry-after': '5' })(response);
        },
      ],
      controller.signal,
    );
    expect(result).toMatchObject({ kind: 'failed', failure: { layer: 'cancelled' } });
  });
});

describe('a budget', () => {
  it('lets through what the API allows in a time, and makes the rest wait', async () => {
    const clock = testClock();
    const budget = createBudget(clock, { units: 10, perMs: 1000 });
    for (let count = 0; count < 5; count += 1) await budget.take(2);
    expect(clock.waited).toEqual([]);
    await budget.take(4);
    expect(clock.waited).toEqual([400]);
    clock.advance(10_000);
    await Promise.all([budget.take(10), budget.take(5)]);
    expect(clock.waited).toEqual([400, 500]);
  });

  it('takes whole what costs more than all of it, and ends when cancelled', async () => {
    const clock = testClock();
    const budget = createBudget(clock, { units: 10, perMs: 1000 });
    expect(await budget.take(50)).toBe('taken');
    expect(await budget.take(1, AbortSignal.abort())).toBe('cancelled');
  });
});
