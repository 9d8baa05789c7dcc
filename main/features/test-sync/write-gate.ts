// Stops a test sync that may not write any more: locked again, or forbidden by a policy, while it ran. Asked before each write; what the run
// made is removed all the same, because removing goes past this gate.
import type { ScimClient } from '../../protocols/scim/types.ts';
import type { TestSyncContext } from './context.ts';

export interface WriteGate {
  /** The client for everything but removing. */
  readonly scim: ScimClient;
  /** Aborted by the administrator's cancel, and by this gate. */
  readonly signal: AbortSignal;
  /** Why the run goes no further, or undefined while it does. */
  readonly stopped: () => { readonly by: 'cancel' } | { readonly by: 'lock'; readonly why: string } | undefined;
}

export function writeGate({ scim, reporter, forbidden }: Pick<TestSyncContext, 'scim' | 'reporter' | 'forbidden'>): WriteGate {
  const shut = new AbortController();
  let why = '';
  const signal = AbortSignal.any([reporter.signal, shut.signal]);
  return {
    signal,
    stopped: () => (shut.signal.aborted ? { by: 'lock', why } : reporter.signal.aborted ? { by: 'cancel' } : undefined),
    scim: {
      ...scim,
      request: async (method, path, options) => {
        // Requests without a signal are those that remove: nothing stops them.
        if (method !== 'GET' && options.signal !== undefined && !signal.aborted) {
          why = (await forbidden()) ?? '';
          if (why !== '') shut.abort();
        }
        return scim.request(method, path, options);
      },
    },
  };
}
