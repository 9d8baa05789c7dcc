// Makes the findings that the test sync shares with others (network, token endpoint, answers of a SCIM server) from what a step saw.
import type { Evidence, Exchange, Finding, NetworkFailure } from '../../../contract/common.ts';
import type { Connection } from '../../../contract/connections.ts';
import { networkFinding } from '../../platform/http/findings.ts';
import { tokenFinding } from '../../protocols/oauth/findings.ts';
import { tokenDiesEarly } from '../../protocols/oauth/lifetime-findings.ts';
import type { AccessToken, TokenTrouble } from '../../protocols/oauth/types.ts';
import { contentTypeFinding, type ScimFacts, scimFinding, scimRateLimited, scimRateLimitedWithoutRetryAfter } from '../../protocols/scim/findings.ts';
import type { ScimAnswer, ScimResult } from '../../protocols/scim/types.ts';

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** "POST Users": method and collection, without ids and values of people. */
function asked(exchange: Exchange): string {
  const collection = /\/(Users|Groups)(?:[/?]|$)/.exec(exchange.url)?.[1];
  return collection === undefined ? `${exchange.method} ${hostOf(exchange.url)}` : `${exchange.method} ${collection}`;
}

const evidenceOf = (exchange: Exchange, text: string): Evidence => ({ vantage: 'this desk', text, at: exchange.startedAt, exchangeId: exchange.id });

export function networkTrouble(failure: NetworkFailure, exchange: Exchange): Finding {
  const { hostname, port } = new URL(exchange.url);
  const place = {
    host: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    ...(exchange.proxy === undefined ? {} : { proxy: exchange.proxy }),
  };
  return networkFinding(failure, place, [evidenceOf(exchange, `${asked(exchange)}: ${failure.detail}`)]);
}

/** Not for a cancelled request. */
export function tokenTroubleFinding(connection: Connection, trouble: TokenTrouble, exchange: Exchange | undefined): Finding {
  if (trouble.kind === 'network' && exchange !== undefined) return networkTrouble(trouble.failure, exchange);
  const text = 'The request for an access token brought none.';
  const evidence: Evidence = exchange === undefined ? { vantage: 'this desk', text } : evidenceOf(exchange, text);
  const facts = { host: hostOf(connection.tokenUrl), style: connection.authStyle, ...(connection.scope === '' ? {} : { scope: connection.scope }) };
  return tokenFinding(trouble, facts, [evidence]);
}

/** An answer that means the same at every step; undefined when the step must judge it. */
export function answerFinding(answer: ScimAnswer): Finding | undefined {
  const { exchange } = answer;
  const question = { request: asked(exchange), host: hostOf(exchange.url), notFound: 'may-be' } as const;
  return scimFinding(answer, question, [evidenceOf(exchange, `${question.request} was answered ${answer.status}.`)]);
}

/** The same 404 where it can only mean that the address is wrong. */
export function wrongAddress(answer: ScimAnswer): Finding | undefined {
  const { exchange } = answer;
  const question = { request: asked(exchange), host: hostOf(exchange.url), notFound: 'wrong-address' } as const;
  return scimFinding(answer, question, [evidenceOf(exchange, `${question.request} was answered ${answer.status}.`)]);
}

/** What an answer shows beside its content: a media type that is not SCIM's. */
export function mediaTypeFinding(result: ScimResult): Finding | undefined {
  if (result.kind !== 'answered') return undefined;
  const question = { request: asked(result.exchange), host: hostOf(result.exchange.url) };
  return contentTypeFinding(result, question, [
    evidenceOf(result.exchange, `${question.request} was answered as ${result.contentType || 'nothing'}.`),
  ]);
}

const statusOf = (exchange: Exchange): number | undefined => (exchange.outcome.kind === 'answered' ? exchange.outcome.status : undefined);

/** Requests of a step that the server put off with 429, those among them that were repeated and went through. */
export function rateLimits(exchanges: readonly Exchange[]): readonly Finding[] {
  return exchanges.flatMap((exchange) => {
    if (exchange.outcome.kind !== 'answered' || exchange.outcome.status !== 429) return [];
    const retryAfter = exchange.outcome.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
    const facts: ScimFacts = {
      request: asked(exchange),
      host: hostOf(exchange.url),
      status: 429,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
    const kind = retryAfter === undefined ? scimRateLimitedWithoutRetryAfter : scimRateLimited;
    return [kind.make(facts, [evidenceOf(exchange, `${facts.request} was answered 429.`)])];
  });
}

/** A token that was refused and, renewed at once, accepted: it died before its time. */
export function earlyDeath(exchanges: readonly Exchange[], token: AccessToken | undefined): Finding | undefined {
  const refused = exchanges.find(
    (exchange, place) =>
      statusOf(exchange) === 401 &&
      exchanges
        .slice(place + 1)
        .some((later) => later.url === exchange.url && later.method === exchange.method && statusOf(later) !== undefined && statusOf(later) !== 401),
  );
  if (refused === undefined || token === undefined) return undefined;
  const livedSeconds = Math.max(0, Math.round((Date.parse(refused.startedAt) - Date.parse(token.obtainedAt)) / 1000));
  const facts = { livedSeconds, ...(token.expiresIn === undefined ? {} : { promisedSeconds: token.expiresIn }) };
  return tokenDiesEarly.make(facts, [evidenceOf(refused, `${asked(refused)} was refused with 401, and no longer with a new token.`)]);
}
