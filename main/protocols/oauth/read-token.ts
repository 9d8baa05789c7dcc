// Reads what a token endpoint answered (RFC 6749 5.1, 5.2), tolerantly: servers in the field write `expires_in` as a string, answer HTML pages,
// or refuse with an empty body. Pure: it says what it saw and decides nothing about whose fault it is.
import type { HttpResult } from '../../platform/http/types.ts';
import type { AccessToken, TokenTrouble } from './types.ts';

type Answered = Extract<HttpResult, { kind: 'answered' }>;

const excerptLength = 200;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function readLife(value: unknown): { readonly expiresIn?: number; readonly tolerated?: string } {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return { expiresIn: value };
  if (typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value)) return { expiresIn: Number(value), tolerated: 'expires_in as a string' };
  return value === undefined || value === null ? { tolerated: 'expires_in missing' } : { tolerated: 'expires_in unreadable' };
}

function readToken(body: Readonly<Record<string, unknown>>, value: string, obtainedAt: string): AccessToken {
  const tokenType = asText(body.token_type);
  const life = readLife(body.expires_in);
  const scope = asText(body.scope);
  const tolerated = [
    ...(tokenType === undefined ? ['token_type missing'] : tokenType.toLowerCase() === 'bearer' ? [] : [`token_type ${tokenType.slice(0, 40)}`]),
    ...(life.tolerated === undefined ? [] : [life.tolerated]),
  ];
  return {
    value,
    tokenType: tokenType ?? '',
    ...(life.expiresIn === undefined ? {} : { expiresIn: life.expiresIn }),
    tolerated,
    obtainedAt,
    ...(scope === undefined ? {} : { scope }),
  };
}

function refused(answer: Answered): TokenTrouble {
  const body = asObject(parse(recordedBody(answer)));
  const error = asText(body?.error);
  const description = asText(body?.error_description) ?? asText(body?.error_message) ?? asText(body?.message) ?? asText(body?.errorName);
  return {
    kind: 'refused',
    status: answer.status,
    ...(error === undefined ? {} : { error: error.slice(0, 100) }),
    ...(description === undefined ? {} : { description: description.slice(0, 500) }),
  };
}

/** The body with its secrets removed: a server may repeat what it was sent, and what it says is shown and kept. */
function recordedBody({ exchange }: Answered): string {
  return exchange.outcome.kind === 'answered' ? (exchange.outcome.body?.text ?? '') : '';
}

/** A header value that HTTP can carry: a token with blanks or line ends could not be sent at all. */
const sendable = (value: string): boolean => /^[\x21-\x7e]+$/.test(value);

/** Sorts a token endpoint's answer. The excerpt of an unreadable answer can hold whatever the server wrote: show it as data. */
export function readTokenAnswer(answer: Answered, obtainedAt: string): { readonly token: AccessToken } | { readonly trouble: TokenTrouble } {
  const { status } = answer;
  const contentType = answer.header('content-type') ?? '';
  const body = asObject(parse(answer.text));
  const unreadable: TokenTrouble = { kind: 'unreadable', status, contentType, excerpt: recordedBody(answer).slice(0, excerptLength) };
  if (status >= 200 && status < 300) {
    const value = asText(body?.access_token);
    if (body === undefined || value === undefined || !sendable(value)) {
      // Some servers answer 200 with an OAuth error object.
      return asText(body?.error) === undefined ? { trouble: unreadable } : { trouble: refused(answer) };
    }
    return { token: readToken(body, value, obtainedAt) };
  }
  if (asText(body?.error) !== undefined && status < 500) return { trouble: refused(answer) };
  if (status === 404 || status === 405 || status === 410 || status === 415) return { trouble: { kind: 'wrong-endpoint', status } };
  if (status >= 500) return { trouble: { kind: 'server-error', status } };
  if (status >= 300 && status < 400) return { trouble: { kind: 'wrong-endpoint', status } };
  if (/html/i.test(contentType) || /^\s*<(?:!doctype|html)/i.test(answer.text)) return { trouble: unreadable };
  return { trouble: refused(answer) };
}
