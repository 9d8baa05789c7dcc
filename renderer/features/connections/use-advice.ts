// Asks main for advice a moment after the last key; an answer to an older draft is thrown away.
import { useEffect, useState } from 'react';
import type { Advice, ConnectionDraft } from '../../../contract/connections.ts';
import { useSteward } from '../../state/context.ts';

const quietMs = 300;

export function useAdvice(draft: ConnectionDraft): { readonly advice: readonly Advice[]; readonly realm?: string | undefined } {
  const advise = useSteward((state) => state.advise);
  const [answer, setAnswer] = useState<{ readonly advice: readonly Advice[]; readonly realm?: string | undefined }>({ advice: [] });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      if (draft.scimUrl === '' && draft.tokenUrl === '' && draft.clientId === '' && draft.caFile === '') {
        setAnswer({ advice: [] });
        return;
      }
      void advise(draft).then((given) => {
        if (current && given !== undefined) setAnswer(given);
      });
    }, quietMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [draft, advise]);
  return answer;
}
