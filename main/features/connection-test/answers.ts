// Sends one SCIM question and sorts what came: an answer the step can judge, or trouble that means the same at every step.
// Shared trouble (401, 403, 500, a redirect, broken JSON, ...) gives the shared findings, so one cause stays one finding.
import type { Finding, StepStatus } from '../../../contract/common.ts';
import { lived, tokenDiesEarly } from '../../protocols/oauth/lifetime-findings.ts';
import { isJsonObject, readPage } from '../../protocols/scim/read-answer.ts';
import type { JsonObject, ScimAnswer, ScimPage, ScimResult } from '../../protocols/scim/types.ts';
import { scimListRefused, scimNotAList } from './findings.ts';
import { networkFinding, networkStatus, stopsAccess } from './network-trouble.ts';
import { answerTrouble, contentTypeNote, notFoundFinding } from './scim-trouble.ts';
import { evidence } from './steps/evidence.ts';
import { tokenFinding, tokenStatus } from './token-trouble.ts';
import type { Fact, StepContext, StepResult, Verdicts } from './types.ts';
import { all, type Column, columns, joinVerdicts } from './verdicts.ts';

/** One judgement; a step joins several. */
export interface Judgement {
  readonly verdicts: Verdicts;
  readonly words: string;
  readonly findings?: readonly Finding[];
  readonly facts?: readonly Fact[];
}

export type Reading =
  | {
      readonly kind: 'answer';
      readonly answer: ScimAnswer;
      readonly page?: ScimPage;
      readonly object?: JsonObject;
      readonly notes: readonly Judgement[];
    }
  | {
      readonly kind: 'trouble';
      readonly status: StepStatus;
      readonly words: string;
      readonly findings: readonly Finding[];
      readonly notes: readonly Judgement[];
    };

export interface Question {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly purpose: string;
}

/** The question as it reads in evidence, without the values of people. */
export const written = ({ path, query }: Question): string =>
  `GET ${path}${
    query === undefined
      ? ''
      : `?${Object.entries(query)
          .map(([name, value]) => `${name}=${value}`)
          .join('&')}`
  }`;

/** Asks with the current token. */
export async function ask(context: StepContext, question: Question, asWritten: string = written(question)): Promise<Reading> {
  const { progress, stepId, reporter } = context;
  if (progress.scim === undefined) throw new Error(`Step ${stepId} ran without a SCIM client.`);
  const refusedBefore = progress.refusedTokens.length;
  const { path, query, purpose } = question;
  const result = await progress.scim.request('GET', path, { purpose, stepId, signal: reporter.signal, ...(query === undefined ? {} : { query }) });
  const reading = read(context, result, asWritten);
  const refused = progress.refusedTokens.slice(refusedBefore);
  const renewed = result.kind === 'answered' && result.status !== 401 && refused.length > 0;
  return renewed ? { ...reading, notes: [...reading.notes, diedEarly(context, asWritten)] } : reading;
}

/** Sorts a result of any request of this step. */
export function read(context: StepContext, result: ScimResult, asWritten: string): Reading {
  const { progress, stepId } = context;
  switch (result.kind) {
    case 'failed': {
      if (stopsAccess(result.failure)) progress.stops.access ??= stepId;
      const finding = networkFinding(context, result.failure, undefined, { exchange: result.exchange, asked: asWritten });
      return {
        kind: 'trouble',
        status: networkStatus(result.failure, finding.id),
        words: `${asWritten}: ${result.failure.detail}`,
        findings: [finding],
        notes: [],
      };
    }
    case 'no-token': {
      progress.stops.access ??= stepId;
      return {
        kind: 'trouble',
        status: tokenStatus(result.trouble),
        words: 'No access token could be had for this question.',
        findings: [tokenFinding(context, result.trouble)],
        notes: [],
      };
    }
    case 'answered':
      return readAnswered(context, result, asWritten);
  }
}

function readAnswered(context: StepContext, answer: ScimAnswer, asWritten: string): Reading {
  const note = contentTypeNote(context, answer, asWritten);
  const notes = note === undefined ? [] : [note];
  const trouble = answerTrouble(context, answer, asWritten);
  if (trouble !== undefined) {
    // With a fresh token refused, every further question would be refused for the same reason.
    if (answer.status === 401) context.progress.stops.access ??= context.stepId;
    return { kind: 'trouble', ...trouble, notes };
  }
  const page = readPage(answer);
  return { kind: 'answer', answer, ...(page === undefined ? {} : { page }), ...(isJsonObject(answer.json) ? { object: answer.json } : {}), notes };
}

function diedEarly(context: StepContext, asWritten: string): Judgement {
  const last = context.progress.refusedTokens.at(-1);
  const livedSeconds = last === undefined ? 0 : Math.max(0, Math.round((Date.parse(last.at) - Date.parse(last.token.obtainedAt)) / 1000));
  const words = `The token was refused ${lived(livedSeconds)} after it was issued; a new one was accepted.`;
  const promised = last?.token.expiresIn;
  const finding = tokenDiesEarly.make({ livedSeconds, ...(promised === undefined ? {} : { promisedSeconds: promised }) }, [
    evidence(context, `${asWritten}: ${words}`),
  ]);
  return { verdicts: all('warned'), words, findings: [finding] };
}

/** The same status for the named columns, another one for the rest. */
export const forColumns = (status: StepStatus, named: readonly Column[], others: StepStatus): Verdicts => {
  const of = (column: Column): StepStatus => (named.includes(column) ? status : others);
  return { rfc: of('rfc'), entra: of('entra'), okta: of('okta') };
};

/** Trouble as a judgement. Columns that never ask this question get `others`, unless nothing could be reached at all. */
export function troubleJudgement(
  reading: Extract<Reading, { kind: 'trouble' }>,
  asking: readonly Column[] = columns,
  others: StepStatus = 'passed',
): Judgement {
  const verdicts = reading.status === 'failed' || reading.status === 'warned' ? forColumns(reading.status, asking, others) : all(reading.status);
  return { verdicts, words: reading.words, findings: reading.findings };
}

export function conclude(judgements: readonly Judgement[], wouldSend?: string): StepResult {
  const findings = new Map<string, Finding>();
  for (const finding of judgements.flatMap((one) => one.findings ?? [])) {
    const known = findings.get(finding.id);
    findings.set(finding.id, known === undefined ? finding : { ...known, evidence: [...known.evidence, ...finding.evidence] });
  }
  return {
    verdicts: joinVerdicts(...judgements.map((one) => one.verdicts)),
    reason: [...new Set(judgements.map((one) => one.words).filter((words) => words !== ''))].join(' '),
    facts: judgements.flatMap((one) => one.facts ?? []),
    findings: [...findings.values()],
    ...(wouldSend === undefined ? {} : { wouldSend }),
  };
}

/** A short form of an answer for evidence: status, and the server's own message as data. */
export function shown(answer: ScimAnswer): string {
  const { error } = answer;
  const said = [error?.scimType, error?.errorName, error?.detail].filter((part) => part !== undefined).join(', ');
  return said === '' ? `answered ${answer.status}` : `answered ${answer.status}: ${said.slice(0, 300).replace(/[.\s]+$/, '')}`;
}

/** A success that holds no list where one was asked for. */
export function notAList(
  context: StepContext,
  answer: ScimAnswer,
  what: 'Users' | 'Groups',
  asWritten: string,
  asking: readonly Column[] = columns,
): Judgement {
  const finding = scimNotAList.make({ what }, [evidence(context, `${asWritten}: ${shown(answer)}, without a list.`, answer.exchange)]);
  return { verdicts: forColumns('failed', asking, 'skipped'), words: `The answer is no list of ${what.toLowerCase()}.`, findings: [finding] };
}

/** A plain list that is refused: 404 means that the SCIM URL is wrong. */
export function refusedList(
  context: StepContext,
  answer: ScimAnswer,
  what: 'Users' | 'Groups',
  asWritten: string,
  asking: readonly Column[] = columns,
): Judgement {
  const finding =
    answer.status === 404
      ? notFoundFinding(context, answer, asWritten)
      : scimListRefused.make({ what, seen: shown(answer) }, [evidence(context, `${asWritten}: ${shown(answer)}.`, answer.exchange)]);
  return {
    verdicts: forColumns('failed', asking, 'skipped'),
    words: `The list of ${what.toLowerCase()} is refused (${shown(answer)}).`,
    findings: [finding],
  };
}
