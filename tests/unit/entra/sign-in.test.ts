// The administrator signs in with the browser: against the twin of Entra's sign-in, whose page sends back at once.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '../../../contract/common.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { systemClock } from '../../../main/platform/ports.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import { createGraphClient } from '../../../main/protocols/entra/graph.ts';
import { administratorTokens, type SignInOptions } from '../../../main/protocols/entra/sign-in.ts';
import { testClock, testRandom } from '../http/make-client.ts';

async function desk(openPage: SignInOptions['openPage'], changes: Partial<SignInOptions> = {}) {
  const tenant = await startPracticeTenant();
  const exchanges: Exchange[] = [];
  const http = createHttpClient({ clock: systemClock, random: testRandom(), record: (exchange) => exchanges.push(exchange) });
  onTestFinished(async () => {
    http.close();
    await tenant.close();
  });
  const { graph: access } = tenant.idp;
  const tokens = administratorTokens({
    http,
    clock: systemClock,
    places: access,
    tenant: access.tenantId,
    clientId: access.clientId,
    permissions: ['User.Read.All'],
    openPage,
    ...changes,
  });
  return { tokens, exchanges, graph: createGraphClient({ http, clock: systemClock, random: testRandom(), places: access, tokens }) };
}

/** A browser: follows the page to where it sends. */
function browser(change: (back: URL) => void = () => {}) {
  const seen: { redirect?: string; page?: string; status?: number } = {};
  const open = async (url: string): Promise<boolean> => {
    const page = await fetch(url, { redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? 'http://nowhere.invalid/');
    seen.redirect = new URL(url).searchParams.get('redirect_uri') ?? '';
    change(back);
    // The name is not looked up: a browser takes localhost for this machine.
    back.hostname = '127.0.0.1';
    const answer = await fetch(back);
    seen.status = answer.status;
    seen.page = await answer.text();
    return true;
  };
  return { open, seen };
}

describe('a sign-in with the browser', () => {
  it('gives a token that Graph takes, and tells the administrator to go back', async () => {
    const { open, seen } = browser();
    const { graph, exchanges } = await desk(open);
    expect(await graph.read('/users?$top=1', { purpose: 'a person' })).toMatchObject({ kind: 'read' });
    expect(seen.page).toContain('You are signed in');
    expect(seen.redirect).toMatch(/^http:\/\/localhost:\d+\/$/);
    const text = JSON.stringify(exchanges);
    const sent = exchanges.find(({ url }) => url.endsWith('/token'))?.requestBody?.text ?? '';
    for (const name of ['code', 'code_verifier']) expect(new URLSearchParams(sent).get(name)).toMatch(/^‹|removed|\[|…/);
    expect(text).not.toMatch(/"Bearer [\w-]{20,}"/);
  });

  it('takes nothing from an answer with another state', async () => {
    const { open, seen } = browser((back) => back.searchParams.set('state', 'of-somebody-else'));
    const { tokens, exchanges } = await desk(open);
    expect(await tokens.get()).toMatchObject({ kind: 'trouble', trouble: { description: expect.stringContaining('its state is another one') } });
    expect(seen.status).toBe(400);
    expect(exchanges).toEqual([]);
  });

  it('throws a token away whose nonce is another one', async () => {
    const { open } = browser();
    const { tokens } = await desk((url) => open(url.replace(/nonce=[^&]+/, 'nonce=another')));
    expect(await tokens.get()).toMatchObject({ kind: 'trouble', trouble: { description: expect.stringContaining('its nonce is another one') } });
  });

  it('says what Entra says when it refuses', async () => {
    const { open } = browser((back) => {
      back.searchParams.delete('code');
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'AADSTS65004: User declined to consent.');
    });
    const { tokens } = await desk(open);
    expect(await tokens.get()).toMatchObject({
      kind: 'trouble',
      trouble: { error: 'access_denied', description: 'AADSTS65004: User declined to consent.' },
    });
  });

  it('ends by the clock when nobody signs in, and closes the door it had opened', async () => {
    let redirect = '';
    const { tokens } = await desk(
      async (url) => {
        redirect = new URL(url).searchParams.get('redirect_uri') ?? '';
        return true;
      },
      { clock: testClock() },
    );
    expect(await tokens.get()).toMatchObject({ kind: 'trouble', trouble: { description: 'nobody signed in within 5 minutes' } });
    await expect(fetch(redirect.replace('localhost', '127.0.0.1'))).rejects.toThrow();
  });

  it('is not begun when the page was not opened, and opens no second browser when the token dies', async () => {
    let door = '';
    const { tokens: unopened } = await desk(async (url) => {
      door = (new URL(url).searchParams.get('redirect_uri') ?? '').replace('localhost', '127.0.0.1');
      return false;
    });
    expect(await unopened.get()).toMatchObject({ kind: 'trouble', trouble: { description: 'the sign-in page was not opened' } });
    await expect(fetch(door)).rejects.toThrow();
    const { open } = browser();
    let opened = 0;
    const { tokens } = await desk((url) => {
      opened += 1;
      return open(url);
    });
    const first = await tokens.get();
    if (first.kind === 'token') tokens.reject(first.token);
    expect(await tokens.get()).toMatchObject({ kind: 'trouble', trouble: { description: expect.stringContaining('sign in again') } });
    expect(opened).toBe(1);
  });
});
