// Signing in: one token request with the configured style. The other styles are tried only on request, once each.
// With a style that works, the later steps go on, so that one wrong setting does not hide the rest.
import type { AuthStyle } from '../../../../contract/connections.ts';
import { observed } from '../../../platform/observations.ts';
import type { AccessToken, TokenResult, TokenSource } from '../../../protocols/oauth/types.ts';
import type { Judgement } from '../answers.ts';
import { conclude } from '../answers.ts';
import { expiresInStringFinding, tokenFinding, tokenStatus, troubleWords, wrongAuthStyleFinding } from '../token-trouble.ts';
import type { Fact, StepContext, StepResult } from '../types.ts';
import { all } from '../verdicts.ts';
import { evidence } from './evidence.ts';

export const styleWords = {
  body: 'secret in the body',
  basic: 'HTTP Basic, form-encoded',
  'basic-raw': 'HTTP Basic, raw',
  bearer: 'static bearer token',
} as const satisfies Record<AuthStyle, string>;

const clientStyles: readonly AuthStyle[] = ['body', 'basic', 'basic-raw'];

/** Microsoft's advice for access tokens of provisioning: 60 minutes to 6 hours. */
const advisedSeconds = { least: 3600, most: 21_600 };

interface Tried {
  readonly style: AuthStyle;
  readonly source: TokenSource;
  readonly result: TokenResult;
}

export async function runToken(context: StepContext): Promise<StepResult> {
  const { connection, progress } = context;
  if (connection.credentialMode === 'none') {
    progress.stops.token = context.stepId;
    return { verdicts: all('skipped'), reason: 'This connection is kept without SCIM credentials, so nobody can sign in from here.' };
  }
  const first = await tryStyle(context, connection.credentialMode === 'bearer' ? 'bearer' : connection.authStyle);
  const others: Tried[] = [];
  if (context.tryAllAuthStyles && first.style !== 'bearer' && worthTryingOthers(first.result))
    for (const style of clientStyles) if (style !== first.style) others.push(await tryStyle(context, style));
  const facts: Fact[] = others.map((other) => ({
    label: `Also tried: ${styleWords[other.style]}`,
    value: other.result.kind === 'token' ? 'accepted' : 'not accepted',
  }));

  if (first.result.kind === 'token') return conclude([accepted(context, first, first.result.token, facts)], wouldSend(context));
  const working = others.find((other) => other.result.kind === 'token');
  if (working?.result.kind === 'token') {
    use(context, working.source, working.result.token);
    const words = `The sign-in is refused with “${styleWords[first.style]}” and accepted with “${styleWords[working.style]}”. The steps below use the one that works.`;
    const finding = wrongAuthStyleFinding(context, first.result.trouble, working.style, first.result.exchange);
    return conclude(
      [{ verdicts: all('failed'), words, findings: [finding], facts: [...facts, ...tokenFacts(working.result.token)] }],
      wouldSend(context),
    );
  }
  progress.stops.token = context.stepId;
  const finding = tokenFinding(context, first.result.trouble, first.result.exchange);
  return conclude(
    [{ verdicts: all(tokenStatus(first.result.trouble)), words: troubleWords(first.result.trouble), findings: [finding], facts }],
    wouldSend(context),
  );
}

async function tryStyle(context: StepContext, style: AuthStyle): Promise<Tried> {
  const source = context.makeTokenSource(style);
  return { style, source, result: await source.get({ stepId: context.stepId, signal: context.reporter.signal }) };
}

/** Another style can help only against a refusal of the client; a missing page or a refused scope stays what it is. */
function worthTryingOthers(result: TokenResult): boolean {
  if (result.kind === 'token') return true;
  const { trouble } = result;
  return trouble.kind === 'refused' && trouble.error !== 'invalid_scope' && trouble.error !== 'unsupported_grant_type';
}

/** From here on the token is used; what the SCIM server refuses is remembered. */
function use(context: StepContext, source: TokenSource, token: AccessToken): void {
  const { progress, clock } = context;
  const watched: TokenSource = {
    get: (options) => source.get(options),
    reject: (refused) => {
      progress.refusedTokens.push({ token: refused, at: clock.now() });
      source.reject(refused);
    },
  };
  progress.tokens = watched;
  progress.token = token;
  progress.scim = context.makeScimClient(watched);
}

function accepted(context: StepContext, tried: Tried, token: AccessToken, facts: readonly Fact[]): Judgement {
  use(context, tried.source, token);
  const isString = token.tolerated.includes('expires_in as a string');
  const text = 'The token endpoint writes expires_in as text, not as a number.';
  return {
    verdicts: all('passed'),
    words:
      tried.style === 'bearer'
        ? 'A static bearer token is set; whether it is accepted shows in the next step.'
        : `The token endpoint issued an access token (${styleWords[tried.style]}).`,
    facts: [...tokenFacts(token), ...facts],
    findings: isString ? [expiresInStringFinding(context, [evidence(context, text, tried.result.exchange)])] : [],
  };
}

function tokenFacts(token: AccessToken): readonly Fact[] {
  const facts: Fact[] = [observed('token-lifetime', lifetime(token.expiresIn))];
  if (token.tokenType !== '') facts.push({ label: 'Token type', value: token.tokenType });
  if (token.scope !== undefined) facts.push({ label: 'Scope', value: token.scope });
  if (token.tolerated.length > 0) facts.push({ label: 'Overlooked', value: token.tolerated.join(', ') });
  return facts;
}

function lifetime(seconds: number | undefined): string {
  if (seconds === undefined) return 'not said by the server';
  const advice = seconds < advisedSeconds.least || seconds > advisedSeconds.most ? '; Microsoft advises 60 minutes to 6 hours' : '';
  return `${seconds} s${advice}`;
}

function wouldSend(context: StepContext): string {
  const { connection } = context;
  if (connection.credentialMode === 'bearer') return 'The identity provider sends the same static token with every request.';
  return 'POST to the token endpoint with grant_type=client_credentials, before the first SCIM request and whenever the token has expired.';
}
