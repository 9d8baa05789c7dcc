import { describe, expect, it } from 'vitest';
import type { AuthStyle } from '../../../contract/connections.ts';
import { tokenFinding } from '../../../main/protocols/oauth/findings.ts';
import { createTokenSource, type TokenSourceOptions } from '../../../main/protocols/oauth/token-source.ts';
import type { AccessToken, TokenResult } from '../../../main/protocols/oauth/types.ts';
import fc from '../../properties.ts';
import { makeClient } from '../http/make-client.ts';
import { closedPort, serve } from '../http/servers.ts';

interface Asked {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly form: URLSearchParams;
}

type Reply = { readonly status?: number; readonly type?: string; readonly body: string | object };

/** A token endpoint with these answers, one a request, the last repeated; and a source that asks it. */
async function endpoint(replies: readonly Reply[], options: Partial<TokenSourceOptions> = {}) {
  const asked: Asked[] = [];
  const origin = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const reply = replies[Math.min(asked.length, replies.length - 1)] ?? { body: '' };
    asked.push({
      url: request.url ?? '',
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
      form: new URLSearchParams(body),
    });
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status ?? 200, { 'Content-Type': reply.type ?? 'application/json' }).end(text);
  });
  const client = makeClient();
  const tokens = createTokenSource({
    http: client.http,
    clock: client.clock,
    authStyle: 'body',
    tokenUrl: `${origin}/multipass/api/oauth2/token`,
    clientId: 'client-1',
    scope: '',
    readSecret: async () => ({ kind: 'secret', value: 'secret-value-1' }),
    ...options,
  });
  return { tokens, asked, origin, ...client };
}

const good = (value = 'token-value-1', more: object = {}): Reply => ({
  body: { access_token: value, token_type: 'Bearer', expires_in: 3600, ...more },
});

function tokenOf(result: TokenResult): AccessToken {
  if (result.kind === 'trouble') throw new Error(`no token: ${JSON.stringify(result.trouble)}`);
  return result.token;
}

/** The finding that one answer of the token endpoint brings about. */
async function findingFor(reply: Reply, style: Exclude<AuthStyle, 'bearer'> = 'body'): Promise<string> {
  const { tokens } = await endpoint([reply], { authStyle: style });
  const result = await tokens.get();
  if (result.kind === 'token') throw new Error('a token came');
  return tokenFinding(result.trouble, { host: 'scim.example.com', style }, []).id;
}

describe('The token request', () => {
  const odd = { clientId: 'id with ü&:', readSecret: async () => ({ kind: 'secret', value: 'p+ä/%:& =secret' }) as const };

  it('carries id and secret in the body when the connection says so', async () => {
    const { tokens, asked } = await endpoint([good()], { ...odd, scope: 'scim read' });
    await tokens.get();
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'id with ü&:',
      client_secret: 'p+ä/%:& =secret',
      scope: 'scim read',
    });
    expect(asked[0]).toMatchObject({ contentType: 'application/x-www-form-urlencoded', authorization: undefined });
  });

  it.each([
    ['basic', (text: string) => new URLSearchParams([['', text]]).toString().slice(1)],
    ['basic-raw', (text: string) => text],
  ] as const)('carries them in the header only, %s', async (authStyle, encode) => {
    const { tokens, asked } = await endpoint([good()], { ...odd, authStyle });
    await tokens.get();
    const sent = Buffer.from(asked[0]?.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    expect(sent).toBe(`${encode('id with ü&:')}:${encode('p+ä/%:& =secret')}`);
    expect([...(asked[0]?.form.keys() ?? [])]).toEqual(['grant_type']);
  });

  it('keeps a query of the token URL', async () => {
    const { origin, asked, http, clock } = await endpoint([good()]);
    const readSecret = async () => ({ kind: 'secret', value: 'secret-value-1' }) as const;
    const tokens = createTokenSource({
      http,
      clock,
      authStyle: 'body',
      tokenUrl: `${origin}/token?scope=a%20b`,
      clientId: 'c',
      scope: '',
      readSecret,
    });
    await tokens.get();
    expect(asked[0]?.url).toBe('/token?scope=a%20b');
  });

  it('is sent once, whatever happens', async () => {
    const { tokens, asked, recorded } = await endpoint([{ status: 503, body: '' }]);
    expect(await tokens.get()).toMatchObject({ kind: 'trouble', trouble: { kind: 'server-error', status: 503 } });
    expect(asked).toHaveLength(1);
    expect(recorded[0]?.purpose).toBe('token request');
  });

  it('leaves neither secret nor token in what is recorded', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 8, maxLength: 40 }).filter((text) => text.trim() === text && /^[\x21-\x7e]+$/.test(text)),
        async (secret) => {
          const client = makeClient();
          const tokens = createTokenSource({
            http: client.http,
            clock: client.clock,
            authStyle: 'body',
            tokenUrl: 'http://127.0.0.1:1/token',
            clientId: 'c',
            scope: '',
            readSecret: async () => ({ kind: 'secret', value: secret }),
          });
          await tokens.get();
          expect(JSON.stringify(client.recorded[0]?.requestBody)).not.toContain(encodeURIComponent(secret));
        },
      ),
      { numRuns: 20 },
    ));
});

describe('An access token', () => {
  it('is read from what servers in the field write', async () => {
    const read = async (body: object) => tokenOf(await (await endpoint([{ body: { access_token: 'abc', ...body } }])).tokens.get());
    expect(await read({ token_type: 'bearer', expires_in: '3600' })).toMatchObject({
      tokenType: 'bearer',
      expiresIn: 3600,
      tolerated: ['expires_in as a string'],
    });
    expect(await read({ token_type: 'BEARER' })).toMatchObject({ tolerated: ['expires_in missing'] });
    expect(await read({ expires_in: 60 })).toMatchObject({ tokenType: '', expiresIn: 60, tolerated: ['token_type missing'] });
    expect(await read({ token_type: 'Bearer', expires_in: 'soon', scope: 'x' })).toMatchObject({ scope: 'x', tolerated: ['expires_in unreadable'] });
  });

  it('is fetched once for callers who come together', async () => {
    const { tokens, asked } = await endpoint([good()]);
    const all = await Promise.all(Array.from({ length: 20 }, () => tokens.get()));
    expect(new Set(all.map((result) => tokenOf(result).value))).toEqual(new Set(['token-value-1']));
    expect(asked).toHaveLength(1);
  });

  it('is kept until a minute before its end, or a tenth of a short life', async () => {
    const long = await endpoint([good('one'), good('two')]);
    await long.tokens.get();
    long.clock.advance(3_539_000);
    expect(tokenOf(await long.tokens.get()).value).toBe('one');
    long.clock.advance(1_000);
    expect(tokenOf(await long.tokens.get()).value).toBe('two');
    const short = await endpoint([good('one', { expires_in: 100 }), good('two')]);
    await short.tokens.get();
    short.clock.advance(89_000);
    expect(tokenOf(await short.tokens.get()).value).toBe('one');
    short.clock.advance(1_000);
    expect(tokenOf(await short.tokens.get()).value).toBe('two');
  });

  it('is kept for good when the server does not say how long it lives', async () => {
    const { tokens, asked, clock } = await endpoint([good('one', { expires_in: undefined })]);
    await tokens.get();
    clock.advance(1e9);
    await tokens.get();
    expect(asked).toHaveLength(1);
  });

  it('is replaced after it was refused, and only if it is still the current one', async () => {
    const { tokens, asked } = await endpoint([good('one'), good('two')]);
    const first = tokenOf(await tokens.get());
    tokens.reject(first);
    expect(tokenOf(await tokens.get()).value).toBe('two');
    tokens.reject(first);
    expect(tokenOf(await tokens.get()).value).toBe('two');
    expect(asked).toHaveLength(2);
  });

  it('is not kept when there was trouble: the next caller asks again', async () => {
    const { tokens } = await endpoint([{ status: 500, body: '' }, good()]);
    expect((await tokens.get()).kind).toBe('trouble');
    expect((await tokens.get()).kind).toBe('token');
  });

  it('still comes for the others when one caller cancels', async () => {
    const controller = new AbortController();
    const { tokens } = await endpoint([good()]);
    const [mine, theirs] = [tokens.get({ signal: controller.signal }), tokens.get()];
    controller.abort();
    expect(await mine).toMatchObject({ kind: 'trouble', trouble: { kind: 'network', failure: { layer: 'cancelled' } } });
    expect((await theirs).kind).toBe('token');
  });

  it('comes after a cancelled request too', async () => {
    const { tokens } = await endpoint([good()]);
    expect((await tokens.get({ signal: AbortSignal.abort() })).kind).toBe('trouble');
    expect((await tokens.get()).kind).toBe('token');
  });

  it('that is static is taken as it is, and hidden', async () => {
    const { tokens, asked, http, recorded, origin } = await endpoint([good()], {
      authStyle: 'bearer',
      readSecret: async () => ({ kind: 'secret', value: ' static-token-123 ' }),
    });
    expect(tokenOf(await tokens.get())).toMatchObject({ value: 'static-token-123' });
    expect(asked).toHaveLength(0);
    await http.send({ method: 'GET', url: `${origin}/?x=static-token-123`, headers: {}, purpose: 'test' });
    expect(JSON.stringify(recorded)).not.toContain('static-token-123');
  });
});

describe('Trouble with the token endpoint', () => {
  const oauth = (error: string, error_description?: string, status = 400): Reply => ({ status, body: { error, error_description } });

  it.each<[string, Reply, string]>([
    ['404', { status: 404, body: 'no' }, 'token.endpoint-not-found'],
    ['405', { status: 405, body: '' }, 'token.endpoint-not-found'],
    ['a redirect', { status: 303, body: '' }, 'token.endpoint-not-found'],
    ['415', { status: 415, body: '' }, 'token.unsupported-media-type'],
    ['an HTML page with 200', { body: '<!DOCTYPE html><p>Sign in', type: 'text/html' }, 'token.html-answer'],
    ['an HTML page with 401', { status: 401, body: '<html>', type: 'text/html; charset=utf-8' }, 'token.html-answer'],
    ['an HTML page that says it is JSON', { body: '  <!doctype html>', type: 'application/json' }, 'token.html-answer'],
    ['403 and nothing', { status: 403, body: '' }, 'token.refused-without-reason'],
    ['400 with a platform error', { status: 400, body: { errorCode: 'INVALID', errorName: 'Multipass:Nope' } }, 'token.refused-without-reason'],
    ['invalid_client', oauth('invalid_client', 'no', 401), 'token.wrong-secret'],
    ['invalid_client with 400', oauth('invalid_client'), 'token.wrong-secret'],
    ['invalid_scope', oauth('invalid_scope'), 'token.scope-refused'],
    ['unauthorized_client', oauth('unauthorized_client'), 'token.request-refused'],
    ['an OAuth error with 200', oauth('unsupported_grant_type', undefined, 200), 'token.request-refused'],
    ['server_error', oauth('server_error'), 'token.server-error'],
    ['500', { status: 500, body: '{}' }, 'token.server-error'],
    ['429', { status: 429, body: '' }, 'token.rate-limited'],
    ['JSON without a token', { body: { ok: true } }, 'token.unreadable'],
    ['a token that no header can carry', { body: { access_token: 'a b' } }, 'token.unreadable'],
    ['JSON that breaks off', { body: '{"access_token":"ab' }, 'token.unreadable'],
    ['nothing at all', { body: '' }, 'token.unreadable'],
  ])('is named: %s', async (_words, reply, id) => {
    expect(await findingFor(reply)).toBe(id);
  });

  it('is a network finding when nobody answers', async () => {
    const { tokens } = await endpoint([good()], { tokenUrl: `http://127.0.0.1:${await closedPort()}/token` });
    const result = await tokens.get();
    expect(result.kind === 'trouble' && tokenFinding(result.trouble, { host: 'x', style: 'body' }, []).id).toBe('tcp.refused');
  });

  it('is named when there is no secret, and nothing is sent', async () => {
    const { tokens, asked } = await endpoint([good()], { readSecret: async () => ({ kind: 'none', why: 'The keychain is locked.' }) });
    const result = await tokens.get();
    const finding = result.kind === 'trouble' ? tokenFinding(result.trouble, { host: 'x', style: 'body' }, []) : undefined;
    expect(finding).toMatchObject({ id: 'token.no-secret', cause: 'The keychain is locked.' });
    expect(asked).toHaveLength(0);
  });

  it('does not blame the secret when another place for it worked', () => {
    const finding = tokenFinding({ kind: 'refused', status: 401, error: 'invalid_client' }, { host: 'x', style: 'basic', workingStyle: 'body' }, []);
    expect(finding.id).toBe('token.wrong-auth-style');
    expect(finding.consequence).toContain('Body');
  });

  it('believes a server that says where it wants the credentials', async () => {
    const wantsHeader = oauth('invalid_client', 'Client authentication must use the Authorization header (client_secret_basic).', 401);
    expect(await findingFor(wantsHeader, 'body')).toBe('token.wrong-auth-style');
    expect(await findingFor(wantsHeader, 'basic')).toBe('token.wrong-secret');
    const wantsBody = oauth('invalid_client', 'Client authentication must use the request body (client_secret_post).', 401);
    expect(await findingFor(wantsBody, 'basic-raw')).toBe('token.wrong-auth-style');
    expect(await findingFor(wantsBody, 'body')).toBe('token.wrong-secret');
  });

  it('says about a wrong secret that its place may be wrong as well', () => {
    const finding = tokenFinding({ kind: 'refused', status: 401, error: 'invalid_client' }, { host: 'x', style: 'body' }, []);
    expect(finding.cause).toContain('in the body of the request; a server that looks for them elsewhere answers the same');
  });

  it('never repeats a secret that the server repeats', async () => {
    for (const reply of [oauth('invalid_client', 'secret-value-1 is wrong', 401), { status: 200, body: '<html>secret-value-1', type: 'text/html' }]) {
      const { tokens } = await endpoint([reply]);
      expect(JSON.stringify(await tokens.get())).not.toContain('secret-value-1');
    }
  });
});
