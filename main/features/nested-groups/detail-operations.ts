// One group or one person of an analysed snapshot: the groups below, the people lost and by which chain, and what can be done. Runs in the
// directory worker.
import type { NestedGroup, PersonRef, Remedy } from '../../../contract/nested-groups.ts';
import { claimReach } from '../../domain/claims/group-claim.ts';
import { nestingFlag } from '../../domain/nesting/analysis.ts';
import { below } from '../../domain/nesting/below.ts';
import { chainsOf } from '../../domain/nesting/chains.ts';
import { isAssigned, isEnabled, isProvisionable, rowIn } from '../../domain/nesting/nesting-index.ts';
import { addedAssignments, flatCopy, leftOut } from '../../domain/nesting/remedies.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { type AnalysedSnapshot, nameOf } from './analysed.ts';
import { placesOf } from './layout.ts';
import type { FlatCopy } from './scripts.ts';
import { type OfSnapshot, shownMode } from './snapshot-claim.ts';
import { lostIn, underClaim } from './under-claim.ts';

export interface OfGroup extends OfSnapshot {
  readonly groupId: string;
}

/** Groups below one that are given at once; the rest is counted as folded. */
const nodesAtMost = 2_000;
/** Chains given for each group of a person. */
const chainsAtMost = 20;
const matchesAtMost = 50;
/** Groups of one person that are given; the rest is counted. */
const personGroupsAtMost = 300;

const grouped = (count: number) => count.toLocaleString('en-US');
const people = (count: number) => (count === 1 ? '1 person' : `${grouped(count)} people`);

/** Operations over the snapshots of one data folder. */
export function nestedDetailOperations(shelf: SnapshotShelf, analysedOf: (snapshotId: string) => Promise<AnalysedSnapshot>) {
  return {
    'nested.group': async ({ snapshotId, groupId, claim }: OfGroup): Promise<NestedGroup> => {
      const analysed = await analysedOf(snapshotId);
      const reader = shelf.open(snapshotId);
      const group = assignedGroup(reader, analysed, groupId);
      const { graph, groups, index, positionOf } = analysed;
      const found = below(index, group, { maxNodes: nodesAtMost });
      const idOf = (of: number) => groups[of]?.id ?? '';
      const nodes = found.nodes.map((node) => ({
        id: idOf(node.group),
        name: nameOf(groups[node.group]),
        level: node.level,
        under: node.under === null ? null : idOf(node.under),
        direct: node.direct,
        lost: node.lost,
        assigned: isAssigned(graph, node.group),
        inCycle: node.inCycle,
        folded: node.folded,
      }));
      const edges = found.edges.map((edge) => ({ from: idOf(edge.from), to: idOf(edge.to), people: edge.people, inCycle: edge.inCycle }));
      const { rows } = await underClaim(reader, analysed, shownMode(claim), claim.filter);
      const row = rows[positionOf.get(group) ?? 0];
      if (row === undefined) throw new Error('An assigned group has no row.');
      return { row, nodes, edges, layout: await placesOf(nodes, edges) };
    },

    'nested.lostPeople': async ({ snapshotId, groupId, claim, offset, limit }: OfGroup & { readonly offset: number; readonly limit: number }) => {
      const analysed = await analysedOf(snapshotId);
      const reader = shelf.open(snapshotId);
      const group = assignedGroup(reader, analysed, groupId);
      const lost = lostIn(analysed, group, shownMode(claim), claim.filter);
      const shown = Array.from(lost.subarray(offset, offset + limit));
      const persons = peopleAt(reader, shown);
      const rows = shown.flatMap((index, at) => {
        const person = persons[at];
        if (person === undefined) return [];
        const [way] = chainsOf(analysed.index, index, { groups: [group], limit: 1 });
        const chain = (way?.chains[0] ?? []).map((of) => refOf(analysed, of));
        return [{ person, chain, losesAll: ((analysed.analysis.people[index] ?? 0) & nestingFlag.losesAll) !== 0 }];
      });
      return { rows, total: lost.length };
    },

    'nested.person': async ({ snapshotId, text, claim }: OfSnapshot & { readonly text: string }) => {
      const analysed = await analysedOf(snapshotId);
      const reader = shelf.open(snapshotId);
      const found = personsFor(reader, text.trim());
      const matches = peopleAt(reader, found);
      const [person] = found;
      if (found.length !== 1 || person === undefined) return { matches, groups: [], totals: { groups: 0, lost: 0 } };
      const { graph, groups, index, analysis } = analysed;
      const enabled = isEnabled(graph, person);
      const rows = chainsOf(index, person, { groups: analysis.groups, limit: chainsAtMost }).map(({ group, chains, count }) => {
        const direct = rowIn(graph.people, group).includes(person);
        const known = groups[group];
        const reach = known === undefined ? 'not sent' : claimReach(known, shownMode(claim), claim.filter);
        return {
          ...refOf(analysed, group),
          byLogin: enabled && (reach === 'flattened' || (reach === 'direct' && direct)),
          byProvisioning: enabled && direct && isProvisionable(graph, group),
          chains: chains.map((chain) => chain.map((of) => refOf(analysed, of))),
          more: count.value > chains.length || count.kind === 'at least',
        };
      });
      const lost = rows.filter(({ byLogin, byProvisioning }) => byLogin && !byProvisioning);
      const others = rows.filter(({ byLogin, byProvisioning }) => !byLogin || byProvisioning);
      return { matches, groups: [...lost, ...others].slice(0, personGroupsAtMost), totals: { groups: rows.length, lost: lost.length } };
    },

    'nested.remedies': async ({ snapshotId, groupId }: OfGroup): Promise<{ readonly remedies: Remedy[] }> => {
      const analysed = await analysedOf(snapshotId);
      const group = assignedGroup(shelf.open(snapshotId), analysed, groupId);
      return { remedies: remediesOf(analysed, group) };
    },

    /** Groups to assign, for a script: every group that the remedy “assign” of these groups names, each once. */
    'nested.toAssign': async ({ snapshotId, groupIds }: OfSnapshot & { readonly groupIds: readonly string[] }) => {
      const analysed = await analysedOf(snapshotId);
      const reader = shelf.open(snapshotId);
      const wanted = groupIds.flatMap((id) => addedAssignments(analysed.index, assignedGroup(reader, analysed, id)).assign);
      return [...new Set(wanted)].map((of) => refOf(analysed, of));
    },

    'nested.flatCopies': async ({ snapshotId, groupIds }: OfSnapshot & { readonly groupIds: readonly string[] }): Promise<FlatCopy[]> => {
      const analysed = await analysedOf(snapshotId);
      const reader = shelf.open(snapshotId);
      return groupIds.map((id) => {
        const group = assignedGroup(reader, analysed, id);
        const members = Array.from(flatCopy(analysed.index, group).members);
        return { name: flatName(analysed, group), of: refOf(analysed, group), memberIds: reader.usersAt(members).map((user) => user.id) };
      });
    },

    /** Who loses what: one row a person and group, for a table. */
    'nested.losses': async ({ snapshotId, groupIds, claim }: OfSnapshot & { readonly groupIds: readonly string[] }) => {
      const analysed = await analysedOf(snapshotId);
      const reader = shelf.open(snapshotId);
      return groupIds.flatMap((id) => {
        const group = assignedGroup(reader, analysed, id);
        const lost = lostIn(analysed, group, shownMode(claim), claim.filter);
        return reader.usersAt(Array.from(lost)).map((user, at) => ({
          groupId: id,
          group: nameOf(analysed.groups[group]),
          personId: user.id,
          userName: user.userName ?? '',
          name: user.displayName ?? '',
          losesAll: ((analysed.analysis.people[lost[at] ?? 0] ?? 0) & nestingFlag.losesAll) !== 0,
        }));
      });
    },
  };
}

export type NestedDetailOperations = ReturnType<typeof nestedDetailOperations>;

function remediesOf(analysed: AnalysedSnapshot, group: number): Remedy[] {
  const { index, analysis, graph } = analysed;
  const name = nameOf(analysed.groups[group]);
  const added = addedAssignments(index, group);
  const copy = flatCopy(index, group);
  const left = leftOut(index, group, analysis);
  if (left.lost.length === 0) return [];
  const reachedBy = (of: number) => rowIn(graph.people, of).filter((person) => isEnabled(graph, person)).length;
  const granted = [...added.assigned, ...added.assign].map((of) => `“${nameOf(analysed.groups[of])}”`);
  const assign: Remedy = {
    kind: 'assign',
    groups: added.assign.map((of) => ({ ...refOf(analysed, of), reaches: reachedBy(of) })),
    alsoAssigned: added.assigned.map((of) => refOf(analysed, of)),
    notBelow: added.notBelow.map((of) => refOf(analysed, of)),
    certainty: added.quality,
    notReached: added.notReached.length,
    effect: `${people(added.reached.length)} ${added.reached.length === 1 ? 'keeps' : 'keep'} their access; nobody outside “${name}” gets any.`,
    inFoundry: `Make one internal group that holds “${name}” and ${granted.slice(0, 8).join(', ')}${granted.length > 8 ? ` and ${granted.length - 8} more` : ''}, and grant to it what “${name}” has.`,
  };
  return [
    ...(added.reached.length === 0 ? [] : [assign]),
    {
      kind: 'flat-copy',
      name: flatName(analysed, group),
      members: copy.members.length,
      effect: `${people(copy.reached.length)} ${copy.reached.length === 1 ? 'keeps' : 'keep'} their access. The copy does not follow later changes of the groups inside: it must be made again after each.`,
    },
    {
      kind: 'leave-out',
      people: left.lost.length,
      losingAll: left.losingAll.length,
      effect: `${people(left.lost.length)} ${left.lost.length === 1 ? 'loses' : 'lose'} “${name}”; ${left.losingAll.length === 0 ? (left.lost.length === 1 ? 'another group is kept' : 'all of them keep another group') : `${grouped(left.losingAll.length)} of them ${left.losingAll.length === 1 ? 'keeps' : 'keep'} no group at all`}.`,
    },
  ];
}

const flatName = (analysed: AnalysedSnapshot, group: number) => `${nameOf(analysed.groups[group])} (flat)`;

const refOf = ({ groups }: AnalysedSnapshot, group: number) => ({ id: groups[group]?.id ?? '', name: nameOf(groups[group]) });

/** The one analysed group with this id or displayName. Refuses none and several. */
function assignedGroup(reader: SnapshotReader, { positionOf, groups }: AnalysedSnapshot, text: string): number {
  const found = reader.findGroups(text).filter((index) => positionOf.has(index));
  const exact = found.filter((index) => groups[index]?.id === text);
  const chosen = exact.length > 0 ? exact : found;
  const [first, second] = chosen;
  if (first === undefined) {
    throw new Refusal('nested.no-group', `No assigned group has the id or name “${text}” in this snapshot. Look at the list of groups.`);
  }
  if (second !== undefined) {
    const ids = chosen.map((index) => groups[index]?.id).join(', ');
    throw new Refusal('nested.several-groups', `${chosen.length} assigned groups are called “${text}”. Name one by its id: ${ids}.`);
  }
  return first;
}

/** An exact hit by id, userName, mail or name first; else those that begin with the text. */
function personsFor(reader: SnapshotReader, text: string): readonly number[] {
  const exact = reader.findUsers(text);
  if (exact.length > 0) return exact.slice(0, matchesAtMost);
  const { rows } = reader.users({ search: text, filter: 'all', offset: 0, limit: matchesAtMost });
  return rows.flatMap(({ id }) => reader.findUsers(id).slice(0, 1));
}

function peopleAt(reader: SnapshotReader, indexes: readonly number[]): PersonRef[] {
  return reader.usersAt(indexes).map((user) => ({
    id: user.id,
    name: user.displayName ?? user.userName ?? user.id,
    userName: user.userName ?? '',
    enabled: user.enabled !== false,
    guest: user.type === 'guest',
  }));
}
