// Answers that mean the same at every step, as this feature's findings and statuses. The rows live with protocols/scim.
import type { Exchange, Finding, StepStatus } from '../../../contract/common.ts';
import {
  contentTypeFinding,
  type ScimFacts,
  scimFacts,
  scimFinding,
  scimNotFound,
  scimRateLimited,
  scimRateLimitedWithoutRetryAfter,
  withoutFullStop,
} from '../../protocols/scim/findings.ts';
import type { ScimAnswer } from '../../protocols/scim/types.ts';
import type { Judgement } from './answers.ts';
import { evidence } from './steps/evidence.ts';
import type { StepContext } from './types.ts';
import { all } from './verdicts.ts';

const hostOf = (context: Pick<StepContext, 'connection'>): string =>
  URL.canParse(context.connection.scimUrl) ? new URL(context.connection.scimUrl).host : 'the server';

export interface Trouble {
  readonly status: StepStatus;
  readonly words: string;
  readonly findings: readonly Finding[];
}

/** Undefined: the step must judge the answer itself (a success that can be read, 400, 404, 501, ...). */
export function answerTrouble(context: StepContext, answer: ScimAnswer, asWritten: string): Trouble | undefined {
  const question = { request: asWritten, host: hostOf(context), notFound: 'may-be' } as const;
  const said = answer.error?.detail === undefined ? '' : `: ${withoutFullStop(answer.error.detail.slice(0, 200))}`;
  const unread = answer.unreadable === undefined ? '' : ` with ${answer.unreadable.why}`;
  const finding =
    scimFinding(answer, question, [evidence(context, `${asWritten}: answered ${answer.status}${unread}${said}.`, answer.exchange)]) ??
    emptyAnswer(context, answer, asWritten);
  if (finding === undefined) return undefined;
  // The end of the step adds the finding about the rate, for the tries that were repeated as well.
  if (answer.status === 429) return { status: 'warned', words: `${asWritten} was answered 429, so it could not be judged.`, findings: [] };
  // A page, or nothing, instead of a SCIM error is how a gateway refuses: it may admit the identity provider and not this desk.
  if (answer.status === 403 && answer.json === undefined)
    return {
      status: 'not-reachable-from-here',
      words: `${asWritten} was refused (403) without a word of SCIM, as gateways do: ingress may admit only the identity provider.`,
      findings: [finding],
    };
  return {
    status: 'failed',
    words: `${asWritten} was answered ${answer.status}${unread}.`,
    findings: [finding],
  };
}

/** A success without a body where a question was asked: nothing can be read, as with broken JSON. */
function emptyAnswer(context: StepContext, answer: ScimAnswer, asWritten: string): Finding | undefined {
  if (answer.status < 200 || answer.status > 299 || answer.json !== undefined || answer.unreadable !== undefined) return undefined;
  const unreadable = { ...answer, unreadable: { why: 'an empty body', excerpt: '' } };
  return scimFinding(unreadable, { request: asWritten, host: hostOf(context), notFound: 'may-be' }, [
    evidence(context, `${asWritten}: answered ${answer.status} without a body.`, answer.exchange),
  ]);
}

/** The warning about the media type of a success. `application/json` is what many servers send and both identity providers read. */
export function contentTypeNote(context: StepContext, answer: ScimAnswer, asWritten: string): Judgement | undefined {
  if (answer.status < 200 || answer.status > 299) return undefined;
  const seen = answer.contentType === '' ? 'no content type' : answer.contentType;
  const finding = contentTypeFinding(answer, { request: asWritten, host: hostOf(context) }, [
    evidence(context, `${asWritten}: ${seen}.`, answer.exchange),
  ]);
  if (finding === undefined) return undefined;
  const isJson = answer.tolerated.includes('content-type-application-json');
  const words = `The answer is labelled ${seen}, where RFC 7644 wants application/scim+json.`;
  return { verdicts: isJson ? { rfc: 'warned', entra: 'passed', okta: 'passed' } : all('warned'), words, findings: [finding] };
}

/** What every SCIM server has is not there: the SCIM URL is wrong. */
export function notFoundFinding(context: StepContext, answer: ScimAnswer, asWritten: string): Finding {
  return scimNotFound.make(scimFacts(answer, { request: asWritten, host: hostOf(context) }), [
    evidence(context, `${asWritten}: answered ${answer.status}.`, answer.exchange),
  ]);
}

const readable = (retryAfter: string | undefined): boolean =>
  retryAfter !== undefined && (/^\s*\d+\s*$/.test(retryAfter) || /^[A-Za-z]{3}/.test(retryAfter.trim()));

/** "GET Users": method and what was asked for, without the address before it. */
const asked = ({ method, url }: Exchange): string => `${method} ${new URL(url).pathname.split('/').at(-1) ?? url}`;

export interface Limited {
  readonly exchange: Exchange;
  readonly retryAfter?: string;
  readonly then: 'sent-again' | 'given-up';
}

/** The warnings about 429 answers, the tries that were repeated included: one for those that say how long to wait, one for the others. */
export function rateLimitFindings(limited: readonly Limited[]): readonly Finding[] {
  const make = (kind: typeof scimRateLimited, some: readonly Limited[]): readonly Finding[] => {
    const [first] = some;
    if (first === undefined) return [];
    const facts: ScimFacts = {
      request: asked(first.exchange),
      host: new URL(first.exchange.url).host,
      status: 429,
      ...(first.retryAfter === undefined ? {} : { retryAfter: first.retryAfter }),
      ...(some.some(({ then }) => then === 'given-up') ? { inVain: 'no-other-waits' } : {}),
    };
    return [
      kind.make(
        facts,
        some.map(({ exchange, retryAfter, then }) => ({
          vantage: 'this desk',
          text: `${asked(exchange)}: answered 429${retryAfter === undefined ? '' : `, Retry-After ${retryAfter}`}; ${then === 'given-up' ? 'not sent again' : 'sent again after a wait'}.`,
          at: exchange.startedAt,
          exchangeId: exchange.id,
        })),
      ),
    ];
  };
  return [
    ...make(
      scimRateLimited,
      limited.filter((one) => readable(one.retryAfter)),
    ),
    ...make(
      scimRateLimitedWithoutRetryAfter,
      limited.filter((one) => !readable(one.retryAfter)),
    ),
  ];
}
