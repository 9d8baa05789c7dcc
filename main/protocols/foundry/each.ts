// Asks one thing of each of many users, some at a time. What stops one request stops all; what concerns one user alone stops nothing.
import type { ReadTrouble } from '../rest/types.ts';
import type { FoundryAnswer } from './types.ts';

/** Requests under way at once: well below the 30 of an individual user. */
const together = 8;

const concernsAll: ReadonlySet<ReadTrouble['kind']> = new Set(['cancelled', 'token', 'network', 'unauthorized', 'throttled']);

export async function askEach<T>(
  ids: readonly string[],
  ask: (id: string) => Promise<FoundryAnswer<T>>,
  take: (id: string, answer: FoundryAnswer<T>) => void,
): Promise<{ readonly kind: 'all' } | { readonly kind: 'stopped'; readonly trouble: ReadTrouble }> {
  const waiting = ids.values();
  let stopped: ReadTrouble | undefined;
  const work = async (): Promise<void> => {
    for (const id of waiting) {
      const answer = await ask(id);
      if (answer.kind === 'trouble' && concernsAll.has(answer.trouble.kind)) stopped ??= answer.trouble;
      else take(id, answer);
      if (stopped !== undefined) return;
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return stopped === undefined ? { kind: 'all' } : { kind: 'stopped', trouble: stopped };
}
