// What passes between the worker that runs the practice tenant and whoever started it: plain data both ways.
import type { PracticeEndpoints, PracticeOptions, PracticeTenant } from './types.ts';

/** Options without the clock, which cannot cross. */
export type WorkerOptions = Omit<PracticeOptions, 'clock'>;

/** The calls that cross, by name. */
export const remoteMethods = [
  'setFaults',
  'setQuestions',
  'setRules',
  'reset',
  'inspect',
  'counts',
  'login',
  'place',
  'addStranger',
  'addStrangerGroup',
  'close',
] as const satisfies readonly (keyof PracticeTenant)[];

export type RemoteMethod = (typeof remoteMethods)[number];

export interface Request {
  readonly id: number;
  readonly method: RemoteMethod;
  readonly input: readonly unknown[];
}

/** Where the tenant is and which faults hold, after every call: a fault may have moved it. */
export interface Standing {
  readonly endpoints: PracticeEndpoints;
  readonly faults: readonly string[];
}

export type Reply =
  | { readonly id: number; readonly kind: 'done'; readonly output: unknown; readonly standing: Standing }
  /** `code` is set for an expected refusal. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly code?: string };

/** The first message of the worker, before any reply. */
export type Greeting =
  | { readonly kind: 'started'; readonly standing: Standing }
  | { readonly kind: 'not-started'; readonly message: string; readonly code?: string };
