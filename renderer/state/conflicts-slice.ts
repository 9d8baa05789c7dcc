// Sign-in conflicts as they are shown: the pasted text while it is edited, the conflicts main remembers for the chosen connection, and what could not
// be read. The text itself is kept nowhere else.
import type { CallInput, CallOutput, ReplyOf } from '../../contract/calls.ts';
import type { ConflictCase, ConflictExplanation, Mend, MendPlan } from '../../contract/conflicts.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface ConflictsSlice {
  readonly conflictText: string;
  readonly setConflictText: (text: string) => void;
  /** Of which connection the conflicts below are; undefined until they were read. */
  readonly conflictsOf: string | null | undefined;
  readonly conflicts: readonly ConflictCase[];
  /** What was said of the last text beside its conflicts. */
  readonly conflictRemarks: Pick<ConflictExplanation, 'unread' | 'notes'> & { readonly read: number | undefined };
  readonly loadConflicts: (connectionId: string | null) => Promise<void>;
  readonly explainConflicts: (connectionId: string | null, snapshotId: string | null) => Promise<void>;
  readonly exampleConflict: () => Promise<void>;
  readonly mappingChanged: (one: ConflictCase, at: string | null) => Promise<void>;
  readonly verifyConflict: (one: ConflictCase, cycle: CallInput<'conflicts.verify'>['cycle']) => Promise<void>;
  readonly forgetConflict: (one: ConflictCase) => Promise<void>;
  readonly conflictPacket: (one: ConflictCase, provider: 'entra' | 'okta') => Promise<string | undefined>;
  /** Of the connection whose conflicts are shown. */
  readonly mends: readonly Mend[];
  readonly planMend: (one: ConflictCase, snapshotId: string | null) => Promise<MendPlan | undefined>;
  /** True when the run began. */
  readonly mendPerson: (one: ConflictCase, snapshotId: string | null, planId: string, userName: string) => Promise<boolean>;
  readonly undoMend: (mend: Mend) => Promise<void>;
  readonly lookAtMend: (mend: Mend) => Promise<void>;
  readonly practiseMapping: (one: ConflictCase) => Promise<void>;
  readonly readPrediction: (input: CallInput<'conflicts.predict'>) => Promise<ReplyOf<CallOutput<'conflicts.predict'>>>;
  readonly exportPlan: (input: CallInput<'conflicts.exportPlan'>) => Promise<void>;
}

const mendOrder = ({ connectionId, existingUserId, providerUserId }: ConflictCase, snapshotId: string | null) => ({
  connectionId: connectionId ?? '',
  userId: existingUserId,
  externalId: providerUserId,
  snapshotId,
});

const nothingRead = { unread: [], notes: [], read: undefined };

export const conflictsSlice: Slice<ConflictsSlice> = (bridge) => (set, get) => {
  const put = (changed: ConflictCase | undefined) => {
    if (changed !== undefined) set((state) => ({ conflicts: state.conflicts.map((one) => (one.id === changed.id ? changed : one)) }));
  };
  const of = ({ connectionId, id }: ConflictCase) => ({ connectionId, id });
  return {
    conflictText: '',
    setConflictText: (conflictText) => set({ conflictText }),
    conflictsOf: undefined,
    conflicts: [],
    mends: [],
    conflictRemarks: nothingRead,
    loadConflicts: async (connectionId) => {
      if (get().conflictsOf !== connectionId) set({ conflictsOf: undefined, conflicts: [], conflictRemarks: nothingRead });
      const kept = await get().attempt('The conflicts could not be shown', () => unwrap(bridge.conflicts.list({ connectionId })));
      const mended = await get().attempt('What was mended could not be shown', () => unwrap(bridge.conflicts.mends({ connectionId })));
      if (kept !== undefined) set({ conflictsOf: connectionId, conflicts: kept.conflicts, mends: mended?.mends ?? [] });
    },
    explainConflicts: async (connectionId, snapshotId) => {
      const text = get().conflictText;
      const found = await get().attempt('The text was not read', () => unwrap(bridge.conflicts.explain({ text, connectionId, snapshotId })));
      if (found === undefined) return;
      set({ conflictRemarks: { unread: found.unread, notes: found.notes, read: found.conflicts.length } });
      await get().loadConflicts(connectionId);
    },
    exampleConflict: async () => {
      const example = await get().attempt('There is no example', () => unwrap(bridge.conflicts.example({})));
      if (example !== undefined) set({ conflictText: example.text });
    },
    mappingChanged: async (one, at) =>
      put(await get().attempt('It was not noted', () => unwrap(bridge.conflicts.mappingChanged({ ...of(one), at })))),
    verifyConflict: async (one, cycle) =>
      put(await get().attempt('The account was not looked at', () => unwrap(bridge.conflicts.verify({ ...of(one), cycle })))),
    forgetConflict: async (one) => {
      const done = await get().attempt('It was not forgotten', () => unwrap(bridge.conflicts.forget(of(one))));
      if (done !== undefined) set((state) => ({ conflicts: state.conflicts.filter(({ id }) => id !== one.id) }));
    },
    conflictPacket: async (one, provider) =>
      (await get().attempt('The text was not written', () => unwrap(bridge.conflicts.packet({ ...of(one), provider }))))?.text,
    planMend: (one, snapshotId) => get().attempt('The dry run was not made', () => unwrap(bridge.conflicts.mendPlan(mendOrder(one, snapshotId)))),
    mendPerson: async (one, snapshotId, planId, userName) => {
      const begun = await get().attempt('Nothing was sent', () => unwrap(bridge.conflicts.mend({ ...mendOrder(one, snapshotId), planId, userName })));
      if (begun !== undefined) get().navigate({ screen: 'runs', id: begun.runId });
      return begun !== undefined;
    },
    undoMend: async ({ connectionId, runId }) => {
      const begun = await get().attempt('Nothing was undone', () => unwrap(bridge.conflicts.mendUndo({ connectionId, runId })));
      if (begun !== undefined) get().navigate({ screen: 'runs', id: begun.runId });
    },
    lookAtMend: async ({ connectionId, runId }) => {
      await get().attempt('The account was not looked at', () => unwrap(bridge.conflicts.mendLook({ connectionId, runId })));
      await get().loadConflicts(connectionId);
    },
    practiseMapping: async (one) => put(await get().attempt('The mapping was not changed', () => unwrap(bridge.conflicts.practise(of(one))))),
    readPrediction: (input) => bridge.conflicts.predict(input),
    exportPlan: async (input) => {
      const saved = await get().attempt('The plan was not saved', () => unwrap(bridge.conflicts.exportPlan(input)));
      if (saved?.path != null) get().notify({ intent: 'success', title: 'Plan saved', text: saved.path });
    },
  };
};
