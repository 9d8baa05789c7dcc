// All calls of the bridge in one table, held against channels.ts by type: a name without schemas does not compile.
import type { z } from 'zod';
import { appCalls, type eventSchemas } from './app.ts';
import type { CallName, EventName } from './channels.ts';
import type { CallSchema, ErrorEnvelope } from './common.ts';
import { conflictCalls } from './conflicts.ts';
import { connectionTestCalls } from './connection-test.ts';
import { connectionCalls } from './connections.ts';
import { directoryCalls } from './directory.ts';
import { foundryCalls } from './foundry.ts';
import { idpAccessCalls } from './idp-access.ts';
import { leaverCalls } from './leavers.ts';
import { mappingCalls } from './mapping.ts';
import { nestedCalls } from './nested-groups.ts';
import { orgRulesCalls } from './org-rules.ts';
import { personCalls } from './person.ts';
import { practiceCalls } from './practice.ts';
import { logCalls } from './provisioning-log.ts';
import { runCalls } from './runs.ts';
import { testSyncCalls } from './test-sync.ts';

export const calls = {
  ...appCalls,
  ...connectionCalls,
  ...connectionTestCalls,
  ...testSyncCalls,
  ...directoryCalls,
  ...nestedCalls,
  ...mappingCalls,
  ...conflictCalls,
  ...leaverCalls,
  ...personCalls,
  ...orgRulesCalls,
  ...logCalls,
  ...runCalls,
  ...idpAccessCalls,
  ...foundryCalls,
  ...practiceCalls,
} as const satisfies Record<CallName, CallSchema>;

export type Calls = typeof calls;
export type CallInput<N extends CallName> = z.infer<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<Calls[N]['output']>;
export type EventPayload<N extends EventName> = z.infer<(typeof eventSchemas)[N]>;

/** What compose gives to the window and the terminal alike. */
export type Handlers = { readonly [N in CallName]: (input: CallInput<N>) => Promise<CallOutput<N>> };

/**
 * What a verb of the bridge resolves to. It does not reject: an Error loses its code and details on the way through contextBridge,
 * so the renderer unwraps the reply on its own side.
 */
export type ReplyOf<O> = { readonly ok: true; readonly value: O } | { readonly ok: false; readonly error: ErrorEnvelope };

/** `window.steward`: a function a call, grouped by the part before the dot, and one subscription that returns the way to stop. */
export type Bridge = {
  readonly [F in CallName as F extends `${infer Feature}.${string}` ? Feature : never]: {
    readonly [N in CallName as N extends `${F extends `${infer Feature}.${string}` ? Feature : never}.${infer Verb}` ? Verb : never]: (
      input: CallInput<N>,
    ) => Promise<ReplyOf<CallOutput<N>>>;
  };
} & { readonly on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void };
