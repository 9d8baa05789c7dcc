// The app itself: versions, the overview, the practice tenant, explained errors, what left this machine.
import type { AppInfo, Contact, Explanation, Limits, LimitsAnswer, Overview, PracticeStatus } from '../../contract/app.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

export interface AppSlice {
  readonly info: AppInfo | undefined;
  readonly overview: Overview | undefined;
  readonly practice: PracticeStatus | undefined;
  readonly contacts: readonly Contact[] | undefined;
  /** As kept, the usual ones, and the largest. */
  readonly limits: LimitsAnswer | undefined;
  readonly explanation: Explanation | undefined;
  readonly pastedError: string;
  readonly loadInfo: () => Promise<void>;
  readonly loadOverview: () => Promise<void>;
  readonly loadPractice: () => Promise<void>;
  readonly loadContacts: () => Promise<void>;
  readonly loadLimits: () => Promise<void>;
  readonly setLimits: (limits: Limits) => Promise<boolean>;
  /** Starts the practice tenant, makes its connection and chooses it. */
  readonly startPractice: () => Promise<void>;
  readonly resetPractice: () => Promise<void>;
  readonly setPastedError: (text: string) => void;
  readonly explain: () => Promise<void>;
  readonly openLogFolder: () => Promise<void>;
  readonly openExternal: (url: string) => Promise<void>;
  readonly deleteAllData: (typed: string) => Promise<boolean>;
}

export const appSlice: Slice<AppSlice> = (bridge) => (set, get) => ({
  info: undefined,
  overview: undefined,
  practice: undefined,
  contacts: undefined,
  limits: undefined,
  explanation: undefined,
  pastedError: '',
  loadInfo: async () => {
    const info = await get().attempt('Versions could not be read', () => unwrap(bridge.app.info({})));
    if (info !== undefined) set({ info });
  },
  loadOverview: async () => {
    const overview = await get().attempt('The overview could not be read', () => unwrap(bridge.overview.get({})));
    if (overview !== undefined) set({ overview });
  },
  loadPractice: async () => {
    const practice = await get().attempt('The practice tenant could not be asked', () => unwrap(bridge.practice.status({})));
    if (practice !== undefined) set({ practice });
  },
  loadContacts: async () => {
    const answer = await get().attempt('The list of hosts could not be read', () => unwrap(bridge.app.contacts({})));
    if (answer !== undefined) set({ contacts: answer.contacts });
  },
  loadLimits: async () => {
    const limits = await get().attempt('The limits could not be read', () => unwrap(bridge.app.limits({})));
    if (limits !== undefined) set({ limits });
  },
  setLimits: async (wanted) => {
    const limits = await get().attempt('The limits were not kept', () => unwrap(bridge.app.setLimits(wanted)));
    if (limits === undefined) return false;
    set({ limits });
    get().notify({ intent: 'success', title: 'Limits kept', text: 'The next run uses them, here and in the terminal.' });
    return true;
  },
  startPractice: async () => {
    const from = get().route;
    const practice = await get().attempt('The practice tenant did not start', () => unwrap(bridge.practice.start({})));
    if (practice === undefined) return;
    set({ practice });
    await get().loadConnections();
    if (practice.connectionId !== null) await get().selectConnection(practice.connectionId);
    // Whoever went elsewhere meanwhile is not called back.
    if (get().route === from) get().navigate({ screen: 'connection-test' });
  },
  resetPractice: async () => {
    const practice = await get().attempt('The practice tenant was not reset', () => unwrap(bridge.practice.reset({})));
    if (practice === undefined) return;
    set({ practice });
    get().notify({
      intent: 'success',
      title: 'Practice tenant reset',
      text: `${practice.users} people and ${practice.groups} groups, as on the first day.`,
    });
  },
  setPastedError: (pastedError) => set({ pastedError }),
  explain: async () => {
    const text = get().pastedError.trim();
    if (text === '') return;
    const explanation = await get().attempt('The text could not be explained', () => unwrap(bridge.support.explain({ text })));
    if (explanation !== undefined) set({ explanation });
  },
  openLogFolder: async () => {
    await get().attempt('The log folder did not open', () => unwrap(bridge.app.openLogFolder({})));
  },
  openExternal: async (url) => {
    await get().attempt('The page was not opened', () => unwrap(bridge.app.openExternal({ url })));
  },
  deleteAllData: async (typed) => {
    const done = await get().attempt('Nothing was deleted', () => unwrap(bridge.app.deleteAllData({ typed })));
    if (done === undefined) return false;
    set({ overview: undefined, explanation: undefined, pastedError: '', contacts: undefined, limits: undefined, drafts: {} });
    await Promise.all([get().loadConnections(), get().loadOverview(), get().loadHistory({ offset: 0 })]);
    get().notify({ intent: 'success', title: 'All data of SCIM Steward on this machine is deleted' });
    get().navigate({ screen: 'overview' });
    return true;
  },
});
