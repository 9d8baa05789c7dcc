// What goes between the client and the worker: plain data only, one answer a question, in any order.
import type { OperationName } from './operations/index.ts';

export interface Question {
  readonly id: number;
  readonly name: OperationName;
  readonly args: readonly unknown[];
}

export interface Failure {
  /** For the log. */
  readonly message: string;
  /** SQLite's primary result code, or the system's (`EACCES`), when one of them refused. */
  readonly reason?: number | string;
}

export type Answer =
  | { readonly kind: 'opened'; readonly readOnly: boolean; readonly notices: readonly string[] }
  | ({ readonly kind: 'not-opened' } & Failure)
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | ({ readonly kind: 'failed'; readonly id: number } & Failure);

export interface WorkerStart {
  readonly dataDir: string;
  readonly now: string;
}
