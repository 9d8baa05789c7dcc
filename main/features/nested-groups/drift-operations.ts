// Drift in the directory worker: a snapshot of the directory against one of the target. Keeps the last comparison, since its members are
// looked at group by group.
import type { Finding } from '../../../contract/common.ts';
import type { DirectoryUser, Snapshot } from '../../../contract/directory.ts';
import type { DriftMember, DriftRow, PersonKey } from '../../../contract/nested-groups.ts';
import { groupFlag } from '../../domain/directory/membership-graph.ts';
import { type Drift, type DriftSettings, type DriftSource, findDrift, type GroupDrift } from '../../domain/drift/drift.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { timeWords } from '../../platform/time-words.ts';
import * as kinds from './drift-findings.ts';
import { keysOf } from './drift-keys.ts';

export interface DriftOrder {
  readonly snapshotId: string;
  readonly targetId: string;
  readonly personKey: PersonKey;
  readonly groupValue: 'object-id' | 'display-name';
  readonly lastCycleFinishedAt: string;
  readonly earlierId: string;
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** A comparison as it is kept: the rows worst first, and each group's members by its id. */
interface Kept {
  readonly key: string;
  readonly drift: Drift;
  readonly rows: readonly DriftRow[];
  readonly groups: ReadonlyMap<string, GroupDrift>;
}

export interface DriftQuery {
  readonly search: string;
  readonly filter: 'all' | 'missing' | 'extra' | 'blocked' | 'pending' | 'naming' | 'absent';
}

const passes: Readonly<Record<DriftQuery['filter'], (row: DriftRow) => boolean>> = {
  all: () => true,
  missing: ({ missing }) => missing > 0,
  extra: ({ extra }) => extra > 0,
  blocked: ({ blocked }) => blocked > 0,
  pending: ({ pending }) => pending > 0,
  naming: ({ naming }) => naming.length > 0,
  absent: ({ targetId }) => targetId === null,
};

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
const worstFirst = (a: DriftRow, b: DriftRow): number =>
  b.missing + b.extra - (a.missing + a.extra) || b.blocked + b.pending - (a.blocked + a.pending) || byName.compare(a.name, b.name);

/** Operations over the snapshots of one data folder. */
export function driftOperations(shelf: SnapshotShelf) {
  let kept: Kept | undefined;
  let counted: { readonly key: string; readonly keys: ReturnType<typeof keysOf> } | undefined;

  function driftOf(order: DriftOrder): Kept {
    const { snapshotId, targetId, personKey, groupValue, lastCycleFinishedAt, earlierId } = order;
    const key = JSON.stringify([snapshotId, targetId, personKey, groupValue, lastCycleFinishedAt, earlierId]);
    if (kept?.key === key) return kept;
    const settings: DriftSettings = {
      groupValue,
      ...(lastCycleFinishedAt === '' ? {} : { lastCycleFinishedAt }),
      ...(earlierId === '' ? {} : { earlier: earlierOf(shelf.open(earlierId)) }),
    };
    const drift = findDrift(sideOf(shelf.open(snapshotId), personKey), sideOf(shelf.open(targetId), 'externalId'), settings);
    const groups = new Map(drift.groups.map((group) => [group.group.id, group] as const));
    kept = { key, drift, rows: drift.groups.map(rowOf).sort(worstFirst), groups };
    return kept;
  }

  return {
    'nested.drift': ({ search, filter, offset, limit, ...order }: DriftOrder & DriftQuery & Page) => {
      const { drift, rows: all } = driftOf(order);
      const wanted = search.trim().toLowerCase();
      const rows = all.filter(
        (row) => passes[filter](row) && (wanted === '' || row.name.toLowerCase().includes(wanted) || row.id.toLowerCase() === wanted),
      );
      const [source, target] = [shelf.open(order.snapshotId).snapshot, shelf.open(order.targetId).snapshot];
      return {
        rows: rows.slice(offset, offset + limit),
        total: rows.length,
        totals: { ...drift.totals },
        findings: judge(drift, source, target),
      };
    },

    'nested.driftMembers': ({ groupId, offset, limit, ...order }: DriftOrder & Page & { readonly groupId: string }) => {
      const found = driftOf(order).groups.get(groupId);
      const rows = found === undefined ? [] : membersOf(found);
      return { row: found === undefined ? null : rowOf(found), rows: rows.slice(offset, offset + limit), total: rows.length };
    },

    'nested.driftKeys': ({ snapshotId, targetId }: Pick<DriftOrder, 'snapshotId' | 'targetId'>) => {
      const key = JSON.stringify([snapshotId, targetId]);
      if (counted?.key !== key) counted = { key, keys: keysOf(shelf.open(snapshotId), shelf.open(targetId)) };
      return counted.keys;
    },

    /** All drift group by group, a page of groups at once, for a file. */
    'nested.driftLines': ({ offset, limit, ...order }: DriftOrder & Page) => {
      const { rows, groups } = driftOf(order);
      const lines = rows.slice(offset, offset + limit).flatMap((row): DriftLine[] => {
        const found = groups.get(row.id);
        const of = { groupId: row.id, group: row.name };
        return [
          ...row.naming.map((reason) => ({ ...of, personId: '', person: '', state: 'naming' as const, reason, repair: '' })),
          ...(found === undefined ? [] : membersOf(found)).map(({ id, name, ...said }) => ({ ...of, personId: id, person: name, ...said })),
        ];
      });
      return { lines, more: offset + limit < rows.length };
    },
  };
}

export interface DriftLine {
  readonly groupId: string;
  readonly group: string;
  readonly personId: string;
  readonly person: string;
  readonly state: DriftMember['state'] | 'naming';
  readonly reason: string;
  readonly repair: string;
}

function sideOf(reader: SnapshotReader, personKey: PersonKey): DriftSource {
  const people: DriftSource['people'][number][] = [];
  for (const { index, ...user } of reader.eachUser())
    people[index] = { id: user.id, name: nameOf(user), key: user[personKey], userName: user.userName };
  const groups: DriftSource['groups'][number][] = [];
  for (const { index, id, displayName, externalId } of reader.eachGroup()) groups[index] = { id, displayName, externalId };
  return { graph: reader.graph(), people, groups };
}

const nameOf = (user: DirectoryUser) => user.displayName ?? user.userName ?? user.id;

/** Who was in which assigned group when an earlier snapshot was taken. */
function earlierOf(reader: SnapshotReader): NonNullable<DriftSettings['earlier']> {
  const { graph, people, groups } = sideOf(reader, 'id');
  const members = new Map<string, ReadonlySet<string>>();
  groups.forEach(({ id }, group) => {
    if (((graph.groupFlags[group] ?? 0) & groupFlag.assigned) === 0) return;
    const direct = graph.people.items.subarray(graph.people.start[group] ?? 0, graph.people.start[group + 1] ?? 0);
    members.set(id, new Set(Array.from(direct, (person) => people[person]?.id ?? '')));
  });
  return { takenAt: reader.snapshot.takenAt, had: (groupId, personId) => members.get(groupId)?.has(personId) === true };
}

const nameOfGroup = ({ group }: GroupDrift) => group.displayName ?? group.id;

function rowOf(drift: GroupDrift): DriftRow {
  const having = (state: DriftMember['state']) => drift.missing.filter((member) => member.state === state).length;
  return {
    id: drift.group.id,
    name: nameOfGroup(drift),
    targetId: drift.targetGroup?.id ?? null,
    expected: drift.expected,
    present: drift.present,
    missing: having('missing'),
    pending: having('pending'),
    blocked: having('blocked'),
    extra: drift.extra.length,
    naming: [...drift.naming],
  };
}

function membersOf({ missing, extra }: GroupDrift): DriftMember[] {
  return [
    ...missing.map(({ person, state, reason, repair }) => ({ id: person.id, name: person.name, state, reason, repair })),
    ...extra.map(({ person, reason, repair }) => ({ id: person.id, name: person.name, state: 'extra' as const, reason, repair })),
  ];
}

/** Absence is found only where everything was read: of the target for what it lacks, of the directory for what it has too much. */
function judge(drift: Drift, source: Snapshot, target: Snapshot): Finding[] {
  const text = `“${source.name}” (${timeWords(source.takenAt)}) against “${target.name}” (${timeWords(target.takenAt)}).`;
  const evidence = [
    { vantage: source.vantage, text, at: source.takenAt },
    { vantage: target.vantage, text, at: target.takenAt },
  ];
  const partsOf = ({ name, coverage }: Snapshot) =>
    coverage.flatMap(({ set, state }) => (state === 'complete' || set.endsWith('assignments') ? [] : [`${set} of “${name}” (${state})`]));
  const [unseenHere, unseenThere] = [partsOf(source), partsOf(target)];
  const having = (wanted: (group: GroupDrift) => boolean) => drift.groups.filter(wanted).map(nameOfGroup);
  const found: Finding[] = [];
  if (unseenHere.length + unseenThere.length > 0) found.push(kinds.notJudged.make({ sets: [...unseenHere, ...unseenThere] }, evidence));
  if (unseenThere.length === 0) {
    const missing = drift.groups.map((group) => group.missing.filter(({ state }) => state === 'missing').length);
    const lacking = having(({ missing: members }) => members.some(({ state }) => state === 'missing'));
    const absent = having(({ targetGroup }) => targetGroup === undefined);
    if (drift.totals.missing > 0) {
      const largest = missing.reduce((most, count) => Math.max(most, count), 0);
      found.push(kinds.membersMissing.make({ members: drift.totals.missing, groups: lacking, largest }, evidence));
    }
    if (absent.length > 0) found.push(kinds.groupsAbsent.make({ groups: absent }, evidence));
  }
  if (unseenHere.length === 0) {
    const tooMany = having(({ extra }) => extra.length > 0);
    if (tooMany.length > 0) found.push(kinds.membersExtra.make({ members: drift.totals.extra, groups: tooMany }, evidence));
    const left = drift.strangers.map(({ displayName, id }) => displayName ?? id);
    if (left.length > 0) found.push(kinds.groupsLeftBehind.make({ groups: left }, evidence));
  }
  const named = having(({ naming }) => naming.length > 0);
  if (named.length > 0) {
    const first = drift.groups.find(({ naming }) => naming.length > 0)?.naming[0] ?? '';
    found.push(kinds.groupNaming.make({ groups: named, first }, evidence));
  }
  return found;
}
