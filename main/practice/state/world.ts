// Everything the practice tenant knows at one moment: people, groups, organizations and their rules, what happened, the switches.
// Plain state; behaviour lives in scim/ and foundry/.
import { randomUUID } from 'node:crypto';
import type { PracticeRule } from '../../../contract/practice.ts';
import type { Clock } from '../../platform/ports.ts';
import type { FaultName } from '../faults.ts';
import type { OpenQuestions } from '../questions.ts';
import { Store } from './store.ts';

export type RuleReason = 'create' | 'user update' | 'login';

export interface RuleRun {
  readonly at: string;
  readonly userId: string;
  readonly userName: string;
  readonly because: RuleReason;
  /** Rules on externally managed groups do not run at create. */
  readonly groupRules: 'run' | 'not run';
  readonly before: string | null;
  readonly after: string | null;
}

export interface LoginRecord {
  readonly at: string;
  readonly userName: string;
  readonly providerId: string;
  readonly outcome: 'ok' | 'refused';
  readonly message?: string;
}

export interface World {
  /** Of the authentication provider that SCIM provisions into. */
  readonly realm: string;
  /** Replaced by a reset. */
  store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  organizations: readonly string[];
  defaultOrganization: string | null;
  rules: readonly PracticeRule[];
  questions: OpenQuestions;
  faults: ReadonlySet<FaultName>;
  readonly ruleRuns: RuleRun[];
  readonly logins: LoginRecord[];
  /** `GET Users` -> how often. */
  readonly requests: Map<string, number>;
}

export function emptyWorld(clock: Clock, questions: OpenQuestions, realm: string): World {
  return {
    realm,
    store: new Store(),
    clock,
    newId: randomUUID,
    organizations: [],
    defaultOrganization: null,
    rules: [],
    questions,
    faults: new Set(),
    ruleRuns: [],
    logins: [],
    requests: new Map(),
  };
}

/** The last things that happened are enough: a tenant may run for days. */
export const historyLimit = 10_000;

export function note<T>(history: T[], entry: T): void {
  history.push(entry);
  if (history.length > historyLimit) history.splice(0, history.length - historyLimit);
}
