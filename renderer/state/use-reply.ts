// One answer on screen: asked when the view is drawn and again when the question changes. What was shown stays until the next answer is
// there; an answer to an earlier question is dropped.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReplyOf } from '../../contract/calls.ts';

export interface Answer<R> {
  /** Undefined until the first answer. */
  readonly value: R | undefined;
  /** `behind`: what is shown answers the question before. */
  readonly state: 'behind' | 'current' | 'failed';
  /** Why it could not be read, in main's words. */
  readonly trouble: string;
}

/** `read` must stay the same function. The question may change with every draw; it is compared by its value. */
export function useReply<Q extends object, R>(
  read: (question: Q) => Promise<ReplyOf<R>>,
  question: Q,
): Answer<R> & { readonly again: () => Promise<void> } {
  const [answer, setAnswer] = useState<Answer<R>>({ value: undefined, state: 'behind', trouble: '' });
  const key = JSON.stringify(question);
  const asked = useRef('');
  const latest = useRef(question);
  latest.current = question;
  const ask = useCallback(
    async (wanted: string) => {
      asked.current = wanted;
      setAnswer((before) => ({ ...before, state: 'behind' }));
      const reply = await read(latest.current);
      if (asked.current !== wanted) return;
      setAnswer(
        reply.ok ? { value: reply.value, state: 'current', trouble: '' } : { value: undefined, state: 'failed', trouble: reply.error.message },
      );
    },
    [read],
  );
  useEffect(() => {
    void ask(key);
    return () => {
      asked.current = '';
    };
  }, [ask, key]);
  return { ...answer, again: () => ask(key) };
}
