// Organization rules run again, as shown: the reruns of the chosen connection, the one that is looked at, its rules. Rows are handed through and
// not kept. News come several times a second while a rerun goes on: one reading at a time, and one more when news came meanwhile.
import type { CallInput, ReplyOf } from '../../contract/calls.ts';
import type { PlanOrder, Rerun, RerunConsent, RerunPerson, RerunView, RuleSet } from '../../contract/org-rules.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

/** `form`: a new rerun is put together. */
export type RerunPlace =
  | { readonly kind: 'form' }
  | { readonly kind: 'planning'; readonly rerunId: string; readonly runId: string }
  | { readonly kind: 'rerun'; readonly id: string };

/** Who, as it is put together; a file keeps its text out of the field. */
export interface PeopleText {
  readonly typed: string;
  readonly file: { readonly name: string; readonly text: string } | undefined;
}

export interface PeopleQuery {
  readonly rerunId: string;
  readonly state: CallInput<'org-rules.people'>['state'];
  /** Another one asks again: people change while the rerun goes on. */
  readonly tick: string;
  readonly offset: number;
  readonly limit: number;
}

export interface OrgRulesSlice {
  /** Of which connection the following is; undefined until it was read. */
  readonly orgRulesOf: string | undefined;
  readonly reruns: readonly Rerun[];
  readonly orgRules: RuleSet | undefined;
  readonly rerunPlace: RerunPlace;
  readonly rerunView: RerunView | undefined;
  readonly loadOrgRules: (connectionId: string) => Promise<void>;
  readonly rerunsChanged: () => Promise<void>;
  readonly showRerun: (place: RerunPlace) => Promise<void>;
  /** False: main did not take them, and said why. */
  readonly keepOrgRules: (connectionId: string, rules: RuleSet) => Promise<boolean>;
  readonly choosePeople: () => Promise<PeopleText['file']>;
  readonly planRerun: (order: PlanOrder) => Promise<void>;
  readonly readRerunConsent: (input: { readonly rerunId: string }) => Promise<ReplyOf<RerunConsent>>;
  readonly startRerun: (rerunId: string, consentId: string) => Promise<void>;
  readonly continueRerun: (rerunId: string, whom: CallInput<'org-rules.continue'>['with']) => Promise<void>;
  readonly pauseRerun: (rerunId: string) => Promise<void>;
  readonly cancelRerun: (rerunId: string) => Promise<void>;
  readonly readRerunPeople: (query: PeopleQuery) => Promise<ReplyOf<{ readonly rows: readonly RerunPerson[]; readonly total: number }>>;
  readonly exportRerun: (rerunId: string) => Promise<void>;
}

/** These want the administrator: they are shown when the room is opened. */
const wanting: ReadonlySet<Rerun['state']> = new Set(['planned', 'going', 'paused', 'stopped', 'interrupted']);

export const orgRulesSlice: Slice<OrgRulesSlice> = (bridge) => (set, get) => {
  const calls = bridge['org-rules'];
  let reading = false;
  let news = false;

  async function readShown(): Promise<void> {
    const { orgRulesOf: connectionId, rerunPlace: place } = get();
    if (connectionId === undefined) return;
    const listed = await calls.list({ connectionId });
    const view = place.kind === 'rerun' ? await calls.get({ rerunId: place.id }) : undefined;
    // Another connection or rerun was chosen meanwhile: this answer is not for it.
    if (get().orgRulesOf !== connectionId || get().rerunPlace !== place) return;
    if (listed.ok) set({ reruns: listed.value.reruns });
    if (view?.ok === true) set({ rerunView: view.value });
    else if (view !== undefined) set({ rerunPlace: { kind: 'form' }, rerunView: undefined });
  }

  return {
    orgRulesOf: undefined,
    reruns: [],
    orgRules: undefined,
    rerunPlace: { kind: 'form' },
    rerunView: undefined,
    loadOrgRules: async (connectionId) => {
      const other = get().orgRulesOf !== connectionId;
      if (other) set({ orgRulesOf: undefined, reruns: [], orgRules: undefined, rerunPlace: { kind: 'form' }, rerunView: undefined });
      const read = await get().attempt('The reruns could not be shown', async () => ({
        rules: await unwrap(calls.rules({ connectionId })),
        reruns: (await unwrap(calls.list({ connectionId }))).reruns,
      }));
      if (read === undefined) return;
      set({ orgRulesOf: connectionId, orgRules: read.rules, reruns: read.reruns });
      const newest = read.reruns[0];
      if (other && newest !== undefined && wanting.has(newest.state)) await get().showRerun({ kind: 'rerun', id: newest.id });
      else await get().rerunsChanged();
    },
    rerunsChanged: async () => {
      news = true;
      if (reading) return;
      reading = true;
      try {
        while (news) {
          news = false;
          await readShown();
        }
      } finally {
        reading = false;
      }
    },
    showRerun: async (rerunPlace) => {
      set({ rerunPlace, rerunView: undefined });
      await get().rerunsChanged();
    },
    keepOrgRules: async (connectionId, rules) => {
      const done = await get().attempt('The rules were not kept', () => unwrap(calls.setRules({ connectionId, rules })));
      if (done !== undefined) set({ orgRules: rules });
      return done !== undefined;
    },
    choosePeople: async () => (await get().attempt('The file was not read', () => unwrap(calls.chooseList({})))) ?? undefined,
    planRerun: async (order) => {
      const started = await get().attempt('The dry run did not start', () => unwrap(calls.plan(order)));
      if (started !== undefined) await get().showRerun({ kind: 'planning', ...started });
    },
    readRerunConsent: (input) => calls.consent(input),
    startRerun: async (rerunId, consentId) => {
      await get().attempt('The rerun did not start', () => unwrap(calls.start({ rerunId, consentId })));
      await get().rerunsChanged();
    },
    continueRerun: async (rerunId, whom) => {
      await get().attempt('The rerun did not go on', () => unwrap(calls.continue({ rerunId, with: whom })));
      await get().rerunsChanged();
    },
    pauseRerun: async (rerunId) => {
      await get().attempt('The rerun was not paused', () => unwrap(calls.pause({ rerunId })));
    },
    cancelRerun: async (rerunId) => {
      await get().attempt('The rerun was not cancelled', () => unwrap(calls.cancel({ rerunId })));
    },
    readRerunPeople: async ({ rerunId, state, offset, limit }) => {
      const reply = await calls.people({ rerunId, state, offset, limit });
      return reply.ok ? { ok: true, value: { rows: reply.value.people, total: reply.value.total } } : reply;
    },
    exportRerun: async (rerunId) => {
      const saved = await get().attempt('The result was not saved', () => unwrap(calls.export({ rerunId })));
      if (saved?.path != null) get().notify({ intent: 'success', title: 'Result saved', text: saved.path });
    },
  };
};
