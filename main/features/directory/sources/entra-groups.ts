// The assigned groups and all groups below them, breadth first and each once, ten at a time: what a group is and who its direct members are.
import type { DirectoryGroup, DirectoryMembership } from '../../../../contract/directory.ts';
import type { BatchAnswer } from '../../../protocols/entra/batch.ts';
import { graphPage, uncounted } from '../../../protocols/entra/graph.ts';
import { groupProperties, groupRow, memberTypeOf } from '../../../protocols/entra/rows.ts';
import { isObject, textIn } from '../../../protocols/rest/json.ts';
import type { JsonObject, ListEnd, ReadTrouble } from '../../../protocols/rest/types.ts';
import { type EntraRead, ended, type PartEnd, wentOn } from './entra.ts';
import { groupsNow } from './entra-since.ts';
import { membersHidden } from './findings.ts';
import { asideOf } from './ledger.ts';
import { faultFinding, troubleFinding } from './trouble.ts';
import type { KnownGroup } from './types.ts';

/** Half a batch: two reads a group. */
const atOnce = 10;
/** A larger group is read again after a cut rather than held in memory. */
const mostKept = 200_000;
const groupPermissions = ['GroupMember.Read.All', 'Group.Read.All'];
const eventual = { ConsistencyLevel: 'eventual' };

const groupPath = (id: string): string => `/groups/${encodeURIComponent(id)}?$select=${groupProperties.join(',')}`;
/** The id alone is asked for: with it comes the type, and people are read in bulk later. */
const membersPath = (id: string): string => `/groups/${encodeURIComponent(id)}/members?$select=id&$top=999&$count=true`;

interface Walk {
  readonly seen: Set<string>;
  next: string[];
  groups: number;
  memberships: number;
  readonly hidden: string[];
  /** Groups that were read whole, to be kept in case the import is cut. */
  readonly whole: KnownGroup[];
}

export async function takeGroups(read: EntraRead, assigned: ReadonlySet<string>): Promise<PartEnd> {
  const walk: Walk = { seen: new Set(assigned), next: [], groups: 0, memberships: 0, hidden: [], whole: [] };
  for (let level = [...assigned]; level.length > 0; level = walk.next.splice(0)) {
    for (let from = 0; from < level.length; from += atOnce) {
      const ids = level.slice(from, from + atOnce);
      const end = await takeSome(read, walk, await takeKnown(read, walk, ids));
      if (end.kind === 'ended') return end;
      read.progress({ set: 'groups', read: walk.groups, expected: walk.seen.size });
      read.progress({ set: 'memberships', read: walk.memberships });
    }
  }
  if (walk.hidden.length > 0) {
    const text = `Hidden membership, and no member came: ${walk.hidden.slice(0, 20).join(', ')}.`;
    read.ledger.find('memberships', membersHidden.make({ count: walk.hidden.length, names: walk.hidden }, [{ vantage: 'the IdP', text }]));
    read.ledger.cover('memberships', 'partial', 'Some groups hide their members: grant Member.Read.Hidden to see them.');
  }
  return wentOn;
}

/** Takes those that an earlier read knows; answers the others. */
async function takeKnown(read: EntraRead, walk: Walk, ids: readonly string[]): Promise<readonly string[]> {
  const { since, graph, signal, sink } = read;
  if (since === undefined) return ids;
  const known = await groupsNow(since, ids);
  const again = [...known.values()].filter(({ itself }) => itself === 'read again').map(({ group }) => group.id);
  const answers =
    again.length === 0
      ? []
      : await graph.batch(
          again.map((id) => ({ path: groupPath(id), cost: 1 })),
          { purpose: 'groups that changed', stepId: 'groups', signal },
        );
  const unread = new Set<string>();
  const fresh = new Map<string, DirectoryGroup>();
  for (const [at, id] of again.entries()) {
    const answer = answers[at];
    const members = known.get(id)?.members.length ?? 0;
    const row = answer?.kind === 'read' && isObject(answer.json) ? groupRow(answer.json, members > 0 ? 'some' : 'none') : undefined;
    // Whatever is the matter with it is met, and said, when it is read like any other.
    if (row === undefined) unread.add(id);
    else fresh.set(id, row);
  }
  for (const [id, { group, members }] of known) {
    if (unread.has(id)) continue;
    const row = fresh.get(id) ?? group;
    const rows = members.map((member) => ({ groupId: id, memberId: member.id, memberType: member.type }));
    for (const member of rows) meet(read, walk, member);
    await sink.memberships(rows);
    await takeRow(read, walk, row);
  }
  return ids.filter((id) => !known.has(id) || unread.has(id));
}

function meet({ people }: EntraRead, walk: Walk, { memberId, memberType }: DirectoryMembership): void {
  walk.memberships += 1;
  if (memberType === 'user' || memberType === 'unknown') people.add(memberId);
  if (memberType === 'group' && !walk.seen.has(memberId)) {
    walk.seen.add(memberId);
    walk.next.push(memberId);
  }
}

async function takeRow({ sink }: EntraRead, walk: Walk, row: DirectoryGroup): Promise<void> {
  if (row.membersHidden === true) walk.hidden.push(row.displayName ?? row.id);
  await sink.groups([row]);
  walk.groups += 1;
}

async function takeSome(read: EntraRead, walk: Walk, ids: readonly string[]): Promise<PartEnd> {
  if (ids.length === 0) return wentOn;
  const { graph, signal } = read;
  const answers = await graph.batch(
    ids.flatMap((id) => [
      { path: groupPath(id), cost: 1 },
      { path: membersPath(id), cost: 2, headers: eventual },
    ]),
    { purpose: 'groups and their members', stepId: 'groups', signal },
  );
  for (const [index, id] of ids.entries()) {
    const [about, members] = [answers[index * 2], answers[index * 2 + 1]];
    if (about === undefined || members === undefined) continue;
    const end = await takeOne(read, walk, id, about, members);
    if (end.kind === 'ended') return end;
  }
  const groups = walk.whole.splice(0);
  await read.keeper?.keep({ groups });
  return wentOn;
}

/** Graph refuses the whole request where it cannot count: then the list is read without its number. */
const isUncountable = (trouble: ReadTrouble): boolean => trouble.kind === 'refused' && trouble.status === 400;

/** Trouble with one group that the others do not share. */
type Bearable = Extract<ReadTrouble, { kind: 'not-permitted' | 'not-found' | 'refused' }>;
const bearable = (trouble: ReadTrouble): trouble is Bearable =>
  trouble.kind === 'not-permitted' || trouble.kind === 'not-found' || trouble.kind === 'refused';

async function takeOne(read: EntraRead, walk: Walk, id: string, about: BatchAnswer, members: BatchAnswer): Promise<PartEnd> {
  const { sink, ledger, place, names } = read;
  const item: JsonObject = about.kind === 'read' && isObject(about.json) ? about.json : { id, displayName: names.get(id) ?? null };
  const name = textIn(item, 'displayName') ?? id;
  if (about.kind === 'trouble') {
    const whatToRead = `the group ${name}`;
    if (!bearable(about.trouble)) return ended(ledger.stopped('groups', about.trouble, place, { what: whatToRead, permissions: groupPermissions }));
    if (about.trouble.kind === 'not-found') {
      await sink.aside([asideOf('groups', 'Microsoft Graph', 'The group is assigned or a member, and does not exist any more.', { id, name })]);
      return wentOn;
    }
    ledger.find('groups', troubleFinding(about.trouble, place, { what: 'the groups', permissions: groupPermissions }));
    ledger.cover('groups', about.trouble.kind === 'not-permitted' ? 'not permitted' : 'partial', 'Of some groups only the name is known.');
  }
  const kept: KnownGroup['members'][number][] = [];
  const came =
    members.kind === 'read' || isUncountable(members.trouble)
      ? await takeMembers(read, walk, { id, name, kept }, members)
      : await withoutMembers(read, name, members.trouble);
  if (typeof came !== 'number') return came;
  const row = groupRow(item, came > 0 ? 'some' : 'none');
  if (row === undefined) await sink.aside([asideOf('groups', 'Microsoft Graph', 'It has no id.', item)]);
  else {
    await takeRow(read, walk, row);
    if (about.kind === 'read' && members.kind === 'read' && came === kept.length) walk.whole.push({ group: row, members: kept });
  }
  return wentOn;
}

async function withoutMembers({ ledger, place }: EntraRead, name: string, trouble: ReadTrouble): Promise<number | PartEnd> {
  const about = { what: `the members of ${name}`, permissions: groupPermissions };
  if (!bearable(trouble)) return ended(ledger.stopped('memberships', trouble, place, about));
  ledger.find('memberships', troubleFinding(trouble, place, { ...about, what: 'the members of groups' }));
  if (trouble.kind === 'not-permitted') ledger.cover('memberships', 'not permitted', 'Grant GroupMember.Read.All and import again.');
  else ledger.cover('memberships', 'partial', `The members of ${name} could not be read.`);
  return 0;
}

interface OfGroup {
  readonly id: string;
  readonly name: string;
  /** Filled with the members, unless they are too many to be kept or did not all come. */
  readonly kept: KnownGroup['members'][number][];
}

async function takeMembers(read: EntraRead, walk: Walk, { id: groupId, name, kept }: OfGroup, first: BatchAnswer): Promise<number | PartEnd> {
  const { graph, sink, signal, ledger, place } = read;
  const what = `the members of ${name}`;
  let came = 0;
  const take = async (items: readonly JsonObject[]): Promise<void> => {
    const rows: DirectoryMembership[] = [];
    for (const item of items) {
      const memberId = textIn(item, 'id');
      if (memberId === undefined || memberId === '') {
        await sink.aside([asideOf('memberships', what, 'The member has no id.', item)]);
        continue;
      }
      const member = { groupId, memberId, memberType: memberTypeOf(item) };
      rows.push(member);
      meet(read, walk, member);
      if (read.keeper !== undefined && kept.length < mostKept) kept.push({ id: memberId, type: member.memberType });
    }
    came += rows.length;
    await sink.memberships(rows);
  };
  const call = { purpose: what, stepId: 'memberships', signal, cost: 2, take };
  const path = membersPath(groupId);
  const end: ListEnd =
    first.kind === 'read'
      ? await graph.list(path, { ...call, headers: eventual, first: graphPage(first.json) })
      : await graph.list(uncounted(path), call);
  if (end.kind === 'trouble') return ended(ledger.stopped('memberships', end.trouble, place, { what, permissions: groupPermissions }));
  if (end.kind === 'faulty') {
    kept.length = 0;
    ledger.find('memberships', faultFinding(end.fault, place, what));
    ledger.cover('memberships', 'partial', `The members of ${name} did not come to an end as they should.`);
  }
  return came;
}
