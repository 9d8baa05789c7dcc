// What the kill test and its server process say to each other. Types only.
import type { PracticeEndpoints } from '../../main/practice/types.ts';
import type { Content } from '../unit/test-sync/builders.ts';

/** `arrives`: killed before the target sees the request. `done`: killed after the target did it and before the answer is given. */
export type KillMoment = 'arrives' | 'done';

export type Order =
  /** A door of its own for one process: it is killed at its k-th SCIM request; 0 never. */
  | { readonly kind: 'door'; readonly pid: number; readonly k: number; readonly moment: KillMoment }
  | { readonly kind: 'content' }
  | { readonly kind: 'passed'; readonly door: string }
  | { readonly kind: 'stranger'; readonly userName: string; readonly externalId: string }
  | { readonly kind: 'stranger-group'; readonly displayName: string; readonly externalId: string };

/** What went through one door and was done. */
export interface Passed {
  readonly requests: number;
  readonly made: readonly string[];
  /** Which requests made something, counted from 1. */
  readonly creates: readonly number[];
  readonly removed: readonly string[];
  readonly killed: 'yes' | 'no';
}

export interface Answers {
  readonly door: Pick<PracticeEndpoints, 'scimUrl' | 'tokenUrl' | 'clientId' | 'clientSecret'>;
  readonly content: Content;
  readonly passed: Passed;
  readonly stranger: string;
  readonly 'stranger-group': string;
}

export type Ordered = Order & { readonly id: number };
export interface Answered {
  readonly id: number;
  readonly answer: unknown;
}

/** What a client process reads as its first line. */
export interface Task {
  readonly dataDir: string;
  readonly verb: 'sync' | 'clean-up';
  readonly target: Answers['door'];
  readonly dialect: 'entra' | 'entra-on-demand' | 'okta-put' | 'okta-patch';
}
