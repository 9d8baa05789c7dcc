// Drift in the directory worker: a snapshot of the directory against one of the target. Keeps the last comparison, since its members are
// looked at group by group.
import type { Finding } from '../../../contract/common.ts';
import type { DirectoryUser, Snapshot } from '../../../contract/directory.ts';
import type { DriftMember, DriftRow, PersonKey } from '../../../contract/nested-groups.ts';
import { groupFlag } from '../../domain/directory/membership-graph.ts';
import { type Drift, type DriftSettings, type DriftSource, findDrift, type GroupDrift } from '../../domain/drift/drift.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import * as kinds from './drift-findings.ts';

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

/** Operations over the snapshots of one data folder. */
export function driftOperations(shelf: SnapshotShelf) {
  let kept: { readonly key: string; readonly drift: Drift } | undefined;

  function driftOf(order: DriftOrder): Drift {
    const { snapshotId, targetId, personKey, groupValue, lastCycleFinishedAt, earlierId } = order;
    const key = JSON.stringify([snapshotId, targetId, personKey, groupValue, lastCycleFinishedAt, earlierId]);
    if (kept?.key === key) return kept.drift;
    const settings: DriftSettings = {
      groupValue,
      ...(lastCycleFinishedAt === '' ? {} : { lastCycleFinishedAt }),
      ...(earlierId === '' ? {} : { earlier: earlierOf(shelf.open(earlierId)) }),
    };
    const drift = findDrift(sideOf(shelf.open(snapshotId), personKey), sideOf(shelf.open(targetId), 'externalId'), settings);
    kept = { key, drift };
    return drift;
  }

  return {
    'nested.drift': ({ offset, limit, ...order }: DriftOrder & Page) => {
      const drift = driftOf(order);
      const rows = drift.groups.map(rowOf).sort((a, b) => b.missing + b.extra - (a.missing + a.extra) || a.name.localeCompare(b.name));
      const [source, target] = [shelf.open(order.snapshotId).snapshot, shelf.open(order.targetId).snapshot];
      return {
        rows: rows.slice(offset, offset + limit),
        total: rows.length,
        totals: { ...drift.totals },
        findings: judge(drift, source, target),
      };
    },

    'nested.driftMembers': ({ groupId, offset, limit, ...order }: DriftOrder & Page & { readonly groupId: string }) => {
      const found = driftOf(order).groups.find(({ group }) => group.id === groupId);
      const rows = found === undefined ? [] : membersOf(found);
      return { rows: rows.slice(offset, offset + limit), total: rows.length };
    },
  };
}

function sideOf(reader: SnapshotReader, personKey: PersonKey): DriftSource {
  const people: DriftSource['people'][number][] = [];
  for (const { index, ...user } of reader.eachUser()) people[index] = { id: user.id, name: nameOf(user), key: user[personKey] };
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
  const text = `“${source.name}” (${minuteOf(source.takenAt)}) against “${target.name}” (${minuteOf(target.takenAt)}).`;
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

const minuteOf = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
