// What a test sync and a clean-up need from outside, and what they give back. Types only; compose and the tests fill them.
import type { Exchange, Verdicts } from '../../../contract/common.ts';
import type { Connection } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';
import type { Clock, Random } from '../../platform/ports.ts';
import type { Journal, RunReporter } from '../../platform/runs/types.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';
import type { ScimClient } from '../../protocols/scim/types.ts';

/** What removing things needs: enough for a clean-up after a crash, without any option of the run that died. */
export interface CleanUpContext {
  readonly connection: Connection;
  readonly scim: ScimClient;
  readonly tokens: TokenSource;
  readonly reporter: RunReporter;
  /** For a clean-up: the journal of the run that died. */
  readonly journal: Journal;
  readonly clock: Clock;
  /** Every exchange recorded for a step so far, tries that were repeated included. */
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
}

export interface TestSyncContext extends CleanUpContext {
  readonly options: TestSyncOptions;
  readonly random: Random;
  /** Asked right before each write: why it may not be sent any more (locked, forbidden), or undefined. Removing is not asked about. */
  readonly forbidden: () => Promise<string | undefined>;
}

export interface TestSyncOutcome {
  readonly verdicts: Verdicts;
  /** One sentence for lists and notifications. */
  readonly summary: string;
}
