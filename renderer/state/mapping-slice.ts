// The mapping and the sign-in side of each connection as they are shown, what the rules say of both, and a change that is tried out. Main
// keeps mapping and sign-in with the connection. A pasted sign-in passes through to be compared and is never held here.
import type { CallInput, CallOutput, ReplyOf } from '../../contract/calls.ts';
import type { GroupClaim } from '../../contract/claims.ts';
import type { ClaimCheck, Mapping, MappingCheck, SignOn, Simulation } from '../../contract/mapping.ts';
import { isWhole } from '../words/nested.ts';
import { follow } from './follow.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface Shown {
  readonly mapping: Mapping | null;
  readonly signOn: SignOn;
}

export interface MappingRoom extends Shown {
  /** As main has them; what is shown differs from it while something was edited and not kept. */
  readonly kept: Shown;
  /** Undefined until the rules were asked, and again as soon as something changed. */
  readonly check: MappingCheck | undefined;
}

/** A group or a person that would lose the assignment to the SCIM app. */
export interface Dropped {
  readonly kind: 'group' | 'person';
  readonly id: string;
  readonly name: string;
}

/** A change before it is made: another mapping, assignments taken away, or both. */
export interface Trial {
  readonly after: Mapping | null;
  readonly dropped: readonly Dropped[];
  /** What it would do, and to the people of which snapshot; gone as soon as the change is another. */
  readonly outcome: { readonly snapshotId: string; readonly simulation: Simulation } | undefined;
}

export const noTrial: Trial = { after: null, dropped: [], outcome: undefined };

export interface MappingSlice {
  /** By connection; absent until it was read. */
  readonly mappings: Readonly<Record<string, MappingRoom>>;
  readonly trials: Readonly<Record<string, Trial>>;
  /** Reads what main has; edits that were not kept yet stay. */
  readonly loadMapping: (connectionId: string) => Promise<void>;
  /** Changes what is shown; what the rules said before no longer stands. Kept with the next check. */
  readonly editMapping: (connectionId: string, change: Partial<Shown>) => void;
  /** The groups claim was kept from another room: it is newer than what stands here. */
  readonly groupClaimKept: (connectionId: string, claim: GroupClaim) => void;
  /** Keeps another mapping and asks the rules. */
  readonly takeMapping: (connectionId: string, mapping: Mapping) => Promise<void>;
  /** Each gives a mapping to take; undefined when there was none, which was said. */
  readonly chooseMappingFile: () => Promise<Mapping | undefined>;
  /** The reply itself: what is wrong with a text is said beside it. */
  readonly readMappingText: (text: string) => Promise<ReplyOf<Mapping>>;
  /** Reads the mapping of the provisioning job, in a run that stands in history. */
  readonly fetchMapping: (connectionId: string) => Promise<Mapping | undefined>;
  /** One to type into, after what is known of the sign-in. */
  readonly blankMapping: (provider: Mapping['provider'], signOn: SignOn) => Promise<Mapping | undefined>;
  /** Keeps mapping and sign-in with the connection and asks the rules. */
  readonly checkMapping: (connectionId: string) => Promise<void>;
  readonly countCandidates: (input: CallInput<'mapping.simulate'>) => Promise<ReplyOf<CallOutput<'mapping.simulate'>>>;
  readonly editTrial: (connectionId: string, change: Partial<Pick<Trial, 'after' | 'dropped'>>) => void;
  /** Works out what the change would do to the people of a snapshot. */
  readonly runTrial: (connectionId: string, snapshotId: string) => Promise<void>;
  readonly checkClaims: (input: CallInput<'claims.check'>) => Promise<ClaimCheck | undefined>;
}

export const mappingSlice: Slice<MappingSlice> = (bridge) => (set, get) => {
  const put = (connectionId: string, room: MappingRoom) => set((state) => ({ mappings: { ...state.mappings, [connectionId]: room } }));
  const putTrial = (connectionId: string, trial: Trial) => set((state) => ({ trials: { ...state.trials, [connectionId]: trial } }));
  const trialOf = (connectionId: string) => get().trials[connectionId] ?? noTrial;

  async function judge(connectionId: string, { mapping, signOn }: Shown): Promise<void> {
    if (mapping === null) return;
    const check = await get().attempt('The mapping was not checked', () => unwrap(bridge.mapping.check({ mapping, signOn })));
    const now = get().mappings[connectionId];
    // Changed meanwhile: the answer is about something that is no longer shown.
    if (check !== undefined && now?.mapping === mapping && now.signOn === signOn) put(connectionId, { ...now, check });
  }

  return {
    mappings: {},
    trials: {},
    loadMapping: async (connectionId) => {
      const kept = await get().attempt('The mapping could not be shown', () => unwrap(bridge.mapping.get({ connectionId })));
      if (kept === undefined) return;
      const before = get().mappings[connectionId];
      const shown: Shown =
        before === undefined
          ? kept
          : {
              ...follow({ mapping: before.mapping }, { mapping: before.kept.mapping }, { mapping: kept.mapping }),
              signOn: {
                ...follow(before.signOn, before.kept.signOn, kept.signOn),
                groups: follow(before.signOn.groups, before.kept.signOn.groups, kept.signOn.groups),
              },
            };
      put(connectionId, { ...shown, kept, check: undefined });
      if (isKept({ ...shown, kept })) await judge(connectionId, shown);
    },
    editMapping: (connectionId, change) => {
      const before = get().mappings[connectionId];
      if (before !== undefined) put(connectionId, { ...before, ...change, check: undefined });
    },
    groupClaimKept: (connectionId, groups) => {
      const room = get().mappings[connectionId];
      if (room === undefined) return;
      const { kept } = room;
      put(connectionId, {
        ...room,
        signOn: { ...room.signOn, groups },
        kept: { ...kept, signOn: { ...kept.signOn, groups } },
        check: undefined,
      });
    },
    takeMapping: async (connectionId, mapping) => {
      get().editMapping(connectionId, { mapping });
      await get().checkMapping(connectionId);
    },
    chooseMappingFile: async () => {
      const chosen = await get().attempt('The file was not read', () => unwrap(bridge.mapping.chooseFile({})));
      return chosen?.mapping ?? undefined;
    },
    readMappingText: (text) => bridge.mapping.read({ text, origin: 'pasted text' }),
    fetchMapping: async (connectionId) => {
      const read = await get().attempt('The mapping was not read', () => unwrap(bridge.mapping.fetch({ connectionId })));
      return read?.mapping;
    },
    blankMapping: (provider, signOn) =>
      get().attempt('No mapping was made to type into', () => unwrap(bridge.mapping.blank({ provider, signOn: asStated(signOn) }))),
    checkMapping: async (connectionId) => {
      const room = get().mappings[connectionId];
      if (room === undefined) return;
      const mapping = room.mapping;
      const signOn = asStated(room.signOn);
      const done = await get().attempt('The mapping was not kept', () => unwrap(bridge.mapping.save({ connectionId, mapping, signOn })));
      const now = get().mappings[connectionId];
      if (done !== undefined && now !== undefined) put(connectionId, { ...now, kept: { mapping, signOn } });
      await judge(connectionId, { mapping, signOn });
    },
    countCandidates: (input) => bridge.mapping.simulate({ ...input, signOn: asStated(input.signOn) }),
    editTrial: (connectionId, change) => putTrial(connectionId, { ...trialOf(connectionId), ...change, outcome: undefined }),
    runTrial: async (connectionId, snapshotId) => {
      const room = get().mappings[connectionId];
      const trial = trialOf(connectionId);
      if (room === undefined) return;
      const { mapping, signOn } = room;
      const order = { snapshotId, signOn: asStated(signOn), mapping, after: trial.after, dropped: trial.dropped.map(({ id }) => id), seen: '' };
      const simulation = await get().attempt('The change was not worked out', () => unwrap(bridge.mapping.simulate(order)));
      // Another change meanwhile: the answer is about one that is no longer shown.
      if (simulation !== undefined && trialOf(connectionId) === trial) putTrial(connectionId, { ...trial, outcome: { snapshotId, simulation } });
    },
    checkClaims: (input) => get().attempt('The sign-in was not compared', () => unwrap(bridge.claims.check(input))),
  };
};

/** A filter that is still being typed is none yet. */
const asStated = (signOn: SignOn): SignOn => (isWhole(signOn.groups) ? signOn : { ...signOn, groups: { ...signOn.groups, filter: null } });

/** Nothing is shown that main does not have. */
export function isKept({ mapping, signOn, kept }: Pick<MappingRoom, 'mapping' | 'signOn' | 'kept'>): boolean {
  return JSON.stringify({ mapping, signOn }) === JSON.stringify({ mapping: kept.mapping, signOn: kept.signOn });
}
