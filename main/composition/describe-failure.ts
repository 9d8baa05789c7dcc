// What a worker's operation threw, as plain data: what the disk refused is said in words; a bug keeps its stack for the log.
import { Refusal } from '../platform/refusal.ts';
import { failure, toError } from '../platform/storage/refusals.ts';
import type { TaskFailure } from '../platform/workers/tasks.ts';

export function describeFailure(thrown: unknown): TaskFailure {
  const known = thrown instanceof Refusal ? thrown : toError(failure(thrown));
  return known instanceof Refusal
    ? { message: known.message, code: known.code }
    : { message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
}
