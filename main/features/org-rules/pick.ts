// Who is picked, read from the target page by page: where each one is, where the rules would place them, and why they are on the list.
// Sends nothing but questions. What was not seen is said in the remarks.
import type { RerunPerson, RuleSet, Selection } from '../../../contract/org-rules.ts';
import { type ConditionPerson, readCondition } from '../../domain/org-rules/condition.ts';
import { needsGroups, type Placement, readRules } from '../../domain/org-rules/rules.ts';
import { Refusal } from '../../platform/refusal.ts';
import { listPages } from '../../protocols/scim/list-all.ts';
import { isJsonObject, member, textMember } from '../../protocols/scim/read-answer.ts';
import type { Json, JsonObject } from '../../protocols/scim/types.ts';
import { type Asker, inWords } from './asking.ts';
import { type PeopleList, readPeopleList } from './people-list.ts';
import type { PlacementSight } from './ports.ts';
import { attributeOf, metaOf, readPerson } from './scim-person.ts';

export interface PickOrder {
  readonly selection: Selection;
  readonly exclude: string;
  readonly rules: RuleSet;
  readonly sight: PlacementSight;
  readonly asker: Asker;
  readonly signal: AbortSignal;
  readonly add: (people: readonly RerunPerson[]) => Promise<void>;
}

export interface Picked {
  readonly people: number;
  readonly remarks: readonly string[];
}

const pageSize = 100;
const noPlacement: Placement = { kind: 'not-known', why: 'nobody beside SCIM was asked' };

interface Groups {
  /** Names of the groups of a person; undefined when not all groups were read. */
  readonly of: (id: string) => readonly string[] | undefined;
  readonly members: (name: string) => ReadonlySet<string>;
}

const stopped = (what: string, why: string) =>
  new Refusal('org-rules.not-read', `The ${what} could not be read: ${why} Nothing was sent to anybody.`);

async function* pagesOf(
  asker: Asker,
  type: 'Users' | 'Groups',
  stepId: string,
  signal: AbortSignal,
): AsyncGenerator<readonly JsonObject[], string, undefined> {
  const pages = listPages(asker.scim, type, { count: pageSize, max: Number.MAX_SAFE_INTEGER, stepId, purpose: `Reading ${type}`, signal });
  for (;;) {
    const next = await pages.next();
    signal.throwIfAborted();
    if (next.done !== true) yield next.value;
    else if (next.value.coverage === 'complete') return '';
    else if (next.value.why.kind !== 'stopped') return `The server did not give its whole list of ${type}: people may be missing.`;
    else {
      const { result } = next.value.why;
      throw stopped(
        type,
        result.kind === 'answered' ? inWords(result) : result.kind === 'failed' ? result.failure.detail : 'no access token could be had.',
      );
    }
  }
}

async function readGroups({ asker, signal }: PickOrder): Promise<Groups> {
  const names = new Map<string, string[]>();
  const members = new Map<string, Set<string>>();
  const pages = pagesOf(asker, 'Groups', 'groups', signal);
  let remark = '';
  for (;;) {
    const page = await pages.next();
    if (page.done === true) {
      remark = page.value;
      break;
    }
    for (const group of page.value) {
      const name = textMember(group, 'displayName') ?? '';
      const listed = member(group, 'members');
      const ids = Array.isArray(listed)
        ? (listed as readonly Json[]).flatMap((entry) => (isJsonObject(entry) ? (textMember(entry, 'value') ?? []) : []))
        : [];
      const key = name.toLowerCase();
      members.set(key, new Set([...(members.get(key) ?? []), ...ids]));
      for (const id of ids) names.set(id, [...(names.get(id) ?? []), name]);
    }
  }
  return {
    of: (id) => (remark === '' ? (names.get(id) ?? []) : undefined),
    members: (name) => {
      const found = members.get(name.toLowerCase());
      if (found === undefined) throw new Refusal('org-rules.no-group', `The target has no group named “${name}”.`);
      return found;
    },
  };
}

type Chooser = (person: ConditionPerson, keys: readonly string[], id: string) => string | 'not-known' | undefined;

function chooserOf(order: PickOrder, groups: Groups | undefined, list: PeopleList): Chooser {
  const { selection } = order;
  switch (selection.kind) {
    case 'group': {
      const members = groups?.members(selection.name) ?? new Set();
      return (_person, _keys, id) => (members.has(id) ? `Member of “${selection.name}”` : undefined);
    }
    case 'list':
      return (_person, keys) => {
        const line = keys.map((key) => list.get(key)).find((at) => at !== undefined);
        return line === undefined ? undefined : `On the list, line ${line}`;
      };
    case 'condition': {
      const condition = readCondition(selection.text);
      if (condition.kind === 'refused') throw new Refusal('org-rules.condition', condition.why);
      return (person) => {
        const answer = condition.ask(person);
        return answer === 'yes' ? `Meets: ${selection.text.trim()}` : answer === 'not-known' ? 'not-known' : undefined;
      };
    }
  }
}

const conditionNeedsGroups = (selection: Selection): boolean => {
  if (selection.kind !== 'condition') return selection.kind === 'group';
  const condition = readCondition(selection.text);
  if (condition.kind === 'refused') throw new Refusal('org-rules.condition', condition.why);
  return condition.needsGroups;
};

/** Refuses what cannot be understood before anything is read. */
export function checkSelection({ selection, exclude }: { readonly selection: Selection; readonly exclude: string }): void {
  conditionNeedsGroups(selection);
  if (selection.kind === 'list' && readPeopleList(selection.text).size === 0) throw new Refusal('org-rules.nobody', 'The list names nobody.');
  readPeopleList(exclude);
}

export const asksForGroups = (order: Pick<PickOrder, 'selection' | 'rules'>): boolean =>
  conditionNeedsGroups(order.selection) || needsGroups(order.rules);

function whyWords(why: string, before: Placement, expected: Placement): string {
  if (before.kind !== 'known' || expected.kind !== 'known' || before.name === expected.name) return why;
  return `${why}; in ${before.name ?? 'no organization'}, the rules give ${expected.name ?? 'no organization'}`;
}

const numberWords = (people: number, one: string, many: string) =>
  people === 1 ? `1 person ${one}` : `${people.toLocaleString('en-US')} people ${many}`;

/** Reads everybody whom the selection picks, in pages, and hands them on. */
export async function pickPeople(order: PickOrder): Promise<Picked> {
  const groups = asksForGroups(order) ? await readGroups(order) : undefined;
  const list = order.selection.kind === 'list' ? readPeopleList(order.selection.text) : new Map<string, number>();
  const excluded = readPeopleList(order.exclude);
  const choose = chooserOf(order, groups, list);
  const place = readRules(order.rules);
  const found = new Set<string>();
  let people = 0;
  let leftOut = 0;
  let undecided = 0;
  let inPlace = 0;

  async function takePage(page: readonly JsonObject[]): Promise<void> {
    const read = page.flatMap((resource) => {
      const id = textMember(resource, 'id') ?? '';
      const userName = textMember(resource, 'userName') ?? '';
      const externalId = textMember(resource, 'externalId') ?? '';
      return id === '' ? [] : [{ resource, id, userName, externalId, keys: [userName, externalId, id].map((key) => key.toLowerCase()) }];
    });
    // Of a list only the people on it are looked up elsewhere.
    const wanted = order.selection.kind === 'list' ? read.filter(({ keys }) => keys.some((key) => list.has(key))) : read;
    const seen = order.sight.kind === 'seen' ? await order.sight.placements.of(wanted) : new Map<string, Placement>();
    const unseen: Placement =
      order.sight.kind === 'seen' ? { kind: 'not-known', why: `${order.sight.placements.by} does not know this person` } : noPlacement;
    const rows: RerunPerson[] = [];
    for (const { resource, id, userName, externalId, keys } of wanted) {
      const seenAs = { attribute: (name: string) => attributeOf(resource, name), groups: groups?.of(id) };
      const expected = place(seenAs);
      const before = seen.get(id) ?? unseen;
      const times = { created: metaOf(resource, 'created'), lastModified: metaOf(resource, 'lastModified') };
      const why = choose({ ...seenAs, ...times, organization: before, expected }, keys, id);
      if (why === 'not-known') undecided += 1;
      if (why === undefined || why === 'not-known') continue;
      for (const key of keys) if (list.has(key)) found.add(key);
      if (keys.some((key) => key !== '' && excluded.has(key))) {
        leftOut += 1;
        continue;
      }
      people += 1;
      const { active } = readPerson(resource, undefined);
      if (before.kind === 'known' && expected.kind === 'known' && before.name === expected.name) inPlace += 1;
      rows.push({
        position: people,
        id,
        userName,
        externalId,
        displayName: textMember(resource, 'displayName') ?? '',
        why: whyWords(why, before, expected),
        membership: order.selection.kind === 'group' ? 'arrived' : 'unknown',
        before,
        expected,
        state: active === 'no' ? 'skipped' : 'waiting',
        reason: active === 'no' ? 'Inactive: an update could wake what was switched off.' : '',
        lost: 0,
        repeats: 0,
      });
    }
    if (rows.length > 0) await order.add(rows);
  }

  const pages = pagesOf(order.asker, 'Users', 'people', order.signal);
  let partial = '';
  for (;;) {
    const page = await pages.next();
    if (page.done === true) {
      partial = page.value;
      break;
    }
    await takePage(page.value);
  }
  const missing = list.size - found.size;
  return {
    people,
    remarks: [
      ...(partial === '' ? [] : [partial]),
      ...(leftOut === 0 ? [] : [`${numberWords(leftOut, 'was', 'were')} left out as placed by hand.`]),
      ...(undecided === 0 ? [] : [`${numberWords(undecided, 'was', 'were')} not picked, because what the condition asks for is not known of them.`]),
      ...(missing === 0
        ? []
        : [`${missing.toLocaleString('en-US')} of ${list.size.toLocaleString('en-US')} entries of the list were not found on the target.`]),
      ...(inPlace === 0 ? [] : [`${numberWords(inPlace, 'is', 'are')} already where the rules place them.`]),
    ],
  };
}
