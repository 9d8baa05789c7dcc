// What the connection test needs from outside, and the forms its steps share. No logic.
import type { Exchange, Finding, Step, Verdicts } from '../../../contract/common.ts';
import type { Advice, AuthStyle, Connection } from '../../../contract/connections.ts';
import type { Inspector } from '../../platform/http/inspect.ts';
import type { HttpClient, ProxyFor } from '../../platform/http/types.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import type { RunReporter } from '../../platform/runs/types.ts';
import type { AccessToken, TokenSource } from '../../protocols/oauth/types.ts';
import type { ScimClient } from '../../protocols/scim/types.ts';

export interface ConnectionTestContext {
  readonly connection: Connection;
  /** What the connections feature says about the settings; an `error` stops the test. */
  readonly advice: readonly Advice[];
  readonly http: HttpClient;
  readonly inspect: Inspector;
  readonly makeTokenSource: (authStyle: AuthStyle) => TokenSource;
  readonly makeScimClient: (tokens: TokenSource) => ScimClient;
  readonly reporter: RunReporter;
  /** Every exchange recorded for a step so far, tries included. */
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
  readonly clock: Clock;
  readonly random: Random;
  /** Try the other credential locations too: at most one wrong try each. */
  readonly tryAllAuthStyles: boolean;
  readonly proxyFor: ProxyFor;
}

export interface ConnectionTestOutcome {
  readonly verdicts: Verdicts;
  readonly summary: string;
}

export type Fact = Step['facts'][number];

/** One server the connection leads to: the SCIM server, the token endpoint, or both on one host. */
export interface Origin {
  readonly roles: readonly ('SCIM' | 'token')[];
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly url: string;
  /** Without user info; undefined: direct. */
  readonly proxy?: string;
}

/** A user read from the target, to prove that a filter can match. */
export interface SampleUser {
  readonly id: string;
  readonly userName: string;
  readonly externalId?: string;
}

/** What later steps know from earlier ones. */
export interface Progress {
  origins: readonly Origin[];
  /** By role, and for all of SCIM: the step that found out that nothing more can be sent there. */
  readonly stops: { SCIM?: string; token?: string; access?: string };
  tokens?: TokenSource;
  token?: AccessToken;
  scim?: ScimClient;
  /** `missing`: the plain list of users was answered 404, so the base URL is wrong. */
  usersEndpoint: 'unknown' | 'answers' | 'missing';
  /** Tokens that were refused although an earlier request had been answered with them. */
  readonly refusedTokens: { readonly token: AccessToken; readonly at: string }[];
}

export interface StepResult {
  readonly verdicts: Verdicts;
  readonly reason: string;
  readonly wouldSend?: string;
  readonly facts?: readonly Fact[];
  readonly findings?: readonly Finding[];
  readonly stoppedBy?: string;
}

export interface StepContext extends ConnectionTestContext {
  readonly stepId: string;
  readonly progress: Progress;
}

export interface StepDefinition {
  readonly id: string;
  readonly title: string;
  /** The step that stopped it, if it cannot run. */
  readonly stoppedBy: (progress: Progress) => string | undefined;
  readonly run: (context: StepContext) => Promise<StepResult>;
}

export type { Finding, Verdicts };
