// The mapping and the sign-in side of each connection as they are shown, and what the rules say of both. Main keeps them with the
// connection. A pasted sign-in passes through to be compared and is never held here.
import type { CallInput } from '../../contract/calls.ts';
import type { ClaimCheck, Mapping, MappingCheck, SignOn } from '../../contract/mapping.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface MappingRoom {
  readonly mapping: Mapping | null;
  readonly signOn: SignOn;
  /** Undefined until the rules were asked, and again as soon as something changed. */
  readonly check: MappingCheck | undefined;
}

export interface MappingSlice {
  /** By connection; absent until it was read. */
  readonly mappings: Readonly<Record<string, MappingRoom>>;
  readonly loadMapping: (connectionId: string) => Promise<void>;
  /** Changes what is shown; what the rules said before no longer stands. Kept with the next check. */
  readonly editMapping: (connectionId: string, change: Partial<Pick<MappingRoom, 'mapping' | 'signOn'>>) => void;
  readonly chooseMappingFile: (connectionId: string) => Promise<void>;
  readonly readMappingText: (connectionId: string, text: string) => Promise<void>;
  /** Reads the mapping of the provisioning job, in a run that stands in history. */
  readonly fetchMapping: (connectionId: string) => Promise<void>;
  /** Keeps mapping and sign-in with the connection and asks the rules. */
  readonly checkMapping: (connectionId: string) => Promise<void>;
  readonly checkClaims: (input: CallInput<'claims.check'>) => Promise<ClaimCheck | undefined>;
}

export const mappingSlice: Slice<MappingSlice> = (bridge) => (set, get) => {
  const put = (connectionId: string, room: MappingRoom) => set((state) => ({ mappings: { ...state.mappings, [connectionId]: room } }));
  const take = async (connectionId: string, mapping: Mapping | null | undefined) => {
    if (mapping === null || mapping === undefined) return;
    get().editMapping(connectionId, { mapping });
    await get().checkMapping(connectionId);
  };
  return {
    mappings: {},
    loadMapping: async (connectionId) => {
      if (get().mappings[connectionId] !== undefined) return;
      const kept = await get().attempt('The mapping could not be shown', () => unwrap(bridge.mapping.get({ connectionId })));
      if (kept === undefined) return;
      put(connectionId, { ...kept, check: undefined });
      if (kept.mapping !== null) await get().checkMapping(connectionId);
    },
    editMapping: (connectionId, change) => {
      const before = get().mappings[connectionId];
      if (before !== undefined) put(connectionId, { ...before, ...change, check: undefined });
    },
    chooseMappingFile: async (connectionId) => {
      const chosen = await get().attempt('The file was not read', () => unwrap(bridge.mapping.chooseFile({})));
      await take(connectionId, chosen?.mapping);
    },
    readMappingText: async (connectionId, text) => {
      const read = await get().attempt('The text was not read', () => unwrap(bridge.mapping.read({ text, origin: 'pasted text' })));
      await take(connectionId, read);
    },
    fetchMapping: async (connectionId) => {
      const read = await get().attempt('The mapping was not read', () => unwrap(bridge.mapping.fetch({ connectionId })));
      await take(connectionId, read?.mapping);
    },
    checkMapping: async (connectionId) => {
      const room = get().mappings[connectionId];
      if (room === undefined) return;
      const { mapping, signOn } = room;
      await get().attempt('The mapping was not kept', () => unwrap(bridge.mapping.save({ connectionId, mapping, signOn })));
      if (mapping === null) return;
      const check = await get().attempt('The mapping was not checked', () => unwrap(bridge.mapping.check({ mapping, signOn })));
      const now = get().mappings[connectionId];
      // Changed meanwhile: the answer is about something that is no longer shown.
      if (check !== undefined && now?.mapping === mapping && now.signOn === signOn) put(connectionId, { ...now, check });
    },
    checkClaims: (input) => get().attempt('The sign-in was not compared', () => unwrap(bridge.claims.check(input))),
  };
};
