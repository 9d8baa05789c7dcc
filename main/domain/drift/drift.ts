// Drift: members that the identity provider should have sent and the target does not have, and members the target has that nobody sends.
// Entra never reads members back, so it does not see either. Compares two snapshots; says `missing` only of what had its chance to be sent,
// and `pending` or `blocked`, with the reason, of the rest.
import { groupFlag, type MembershipGraph, userFlag } from '../directory/membership-graph.ts';

export interface DriftPerson {
  readonly id: string;
  readonly name: string;
  /** What externalId is made of, by the mapping; null when the person lacks that attribute. */
  readonly key: string | null;
  /** Tells a person whom the target has under another externalId. */
  readonly userName?: string | null;
}

export interface DriftGroup {
  readonly id: string;
  readonly displayName: string | null;
  readonly externalId: string | null;
}

/** The identity provider's side. Indexes are those of the graph. */
export interface DriftSource {
  readonly graph: MembershipGraph;
  readonly people: readonly DriftPerson[];
  readonly groups: readonly DriftGroup[];
}

/** The target's side, as its SCIM server lists it: `key` is the externalId there. */
export type DriftTarget = DriftSource;

export interface DriftSettings {
  /** What a group's displayName and externalId must both be: the value the groups claim sends. */
  readonly groupValue: 'object-id' | 'display-name';
  /** ISO 8601; undefined when nobody knows: then nothing can be called pending. */
  readonly lastCycleFinishedAt?: string;
  /** From an earlier snapshot: when it was taken (ISO 8601), and whether the person was in the group by then. */
  readonly earlier?: { readonly takenAt: string; readonly had: (groupId: string, personId: string) => boolean };
  /** People with an open error in the provisioning log, and the error's words. */
  readonly openErrors?: ReadonlyMap<string, string>;
}

export type Repair =
  | 'provision on demand'
  | 'remove and add again'
  | 'restart provisioning'
  | 'assign or map first'
  | 'remove in the target'
  | 'wait for the next cycle';

export interface MissingMember {
  readonly person: DriftPerson;
  readonly state: 'missing' | 'pending' | 'blocked';
  readonly reason: string;
  readonly repair: Repair;
}

export interface ExtraMember {
  /** As the target names them. */
  readonly person: DriftPerson;
  readonly reason: string;
  readonly repair: Repair;
}

export interface GroupDrift {
  readonly group: DriftGroup;
  /** Undefined: the target has no such group. */
  readonly targetGroup?: DriftGroup;
  /** Enabled direct members in the directory. */
  readonly expected: number;
  /** Members in the target. */
  readonly present: number;
  readonly missing: readonly MissingMember[];
  readonly extra: readonly ExtraMember[];
  /** Its displayName or externalId in the target is not the value the claim sends. */
  readonly naming: readonly string[];
}

export interface Drift {
  readonly groups: readonly GroupDrift[];
  /** Groups of the target, with an externalId, that no assigned group stands for. */
  readonly strangers: readonly DriftGroup[];
  /** Over all compared groups, those that agree too. */
  readonly totals: {
    readonly groups: number;
    readonly expected: number;
    readonly present: number;
    readonly missing: number;
    readonly pending: number;
    readonly blocked: number;
    readonly extra: number;
  };
}

/** How many members one provision-on-demand takes (Microsoft Learn: provision on demand). */
const onDemandMembers = 5;
/** Above this many missing members by hand is no way. */
const byHandMembers = 50;

/** Compares assigned, provisionable groups with the target's. Groups without any drift are left out. */
export function findDrift(source: DriftSource, target: DriftTarget, settings: DriftSettings): Drift {
  const targetPersonByKey = new Map<string, number>();
  target.people.forEach((person, index) => {
    if (person.key !== null) targetPersonByKey.set(person.key, index);
  });
  const sourcePersonByKey = new Map<string, number>();
  source.people.forEach((person, index) => {
    if (person.key !== null) sourcePersonByKey.set(person.key, index);
  });
  const targetPersonByName = byUserName(target.people);
  const sourcePersonByName = byUserName(source.people);
  const targetGroups = targetGroupFinder(target.groups);
  const found: GroupDrift[] = [];
  const stoodFor = new Set<number>();
  const compared = { groups: 0, expected: 0, present: 0 };

  source.groups.forEach((group, index) => {
    const flags = source.graph.groupFlags[index] ?? 0;
    if ((flags & groupFlag.assigned) === 0 || (flags & groupFlag.notSecurity) !== 0) return;
    const value = settings.groupValue === 'object-id' ? group.id : group.displayName;
    const at = targetGroups(group, value);
    const direct = members(source.graph, index);
    const expected = direct.filter((person) => ((source.graph.userFlags[person] ?? 0) & userFlag.enabled) !== 0);
    const targetGroup = at === undefined ? undefined : target.groups[at];
    if (at !== undefined) stoodFor.add(at);
    const present = new Set(at === undefined ? [] : members(target.graph, at));
    compared.groups += 1;
    compared.expected += expected.length;
    compared.present += present.size;

    const lacking = expected.flatMap((personIndex) => {
      const person = source.people[personIndex];
      if (person === undefined) return [];
      const targetIndex = person.key === null ? undefined : targetPersonByKey.get(person.key);
      if (targetIndex !== undefined && present.has(targetIndex)) return [];
      const namesake = targetPersonByName(person);
      return [stateOf(group, person, targetIndex !== undefined ? 'found' : namesake === undefined ? 'not found' : namesake, settings)];
    });
    const late = lacking.filter(({ state }) => state === 'missing').length;
    const missing = lacking.map((member) => ({ ...member, repair: repairOf(member.state, late) }));

    const known = new Set(direct);
    const extra = [...present].flatMap((targetIndex) => {
      const person = target.people[targetIndex];
      if (person === undefined) return [];
      const sourceIndex = person.key === null ? undefined : sourcePersonByKey.get(person.key);
      if (sourceIndex !== undefined && known.has(sourceIndex)) {
        return ((source.graph.userFlags[sourceIndex] ?? 0) & userFlag.enabled) === 0 ? [stillThere(person)] : [];
      }
      const namesake = sourceIndex === undefined ? sourcePersonByName(person) : undefined;
      return [{ person, ...extraReason(sourceIndex !== undefined, namesake) }];
    });
    const naming = targetGroup === undefined ? [] : namingTrouble(targetGroup, value);
    if (missing.length + extra.length + naming.length > 0 || targetGroup === undefined) {
      const sizes = { expected: expected.length, present: present.size };
      found.push({ group, ...(targetGroup === undefined ? {} : { targetGroup }), ...sizes, missing, extra, naming });
    }
  });

  const strangers = target.groups.filter((group, index) => group.externalId !== null && !stoodFor.has(index));
  return { groups: found, strangers, totals: { ...compared, ...totalsOf(found) } };
}

function members(graph: MembershipGraph, group: number): readonly number[] {
  return [...graph.people.items.subarray(graph.people.start[group] ?? 0, graph.people.start[group + 1] ?? 0)];
}

/** A person of these with the same user name; none when several have it. */
function byUserName(people: readonly DriftPerson[]): (person: DriftPerson) => DriftPerson | undefined {
  const found = new Map<string, DriftPerson | 'several'>();
  for (const person of people) {
    const name = person.userName?.toLowerCase();
    if (name) found.set(name, found.has(name) ? 'several' : person);
  }
  return ({ userName }) => {
    const one = userName ? found.get(userName.toLowerCase()) : undefined;
    return one === 'several' ? undefined : one;
  };
}

/** By externalId first, as a restart would match, then by the name; a name that stands twice finds none. */
function targetGroupFinder(groups: readonly DriftGroup[]): (group: DriftGroup, value: string | null) => number | undefined {
  const byExternalId = new Map<string, number>();
  const byName = new Map<string, number | 'several'>();
  groups.forEach((group, index) => {
    if (group.externalId !== null) byExternalId.set(group.externalId, index);
    const name = group.displayName?.toLowerCase();
    if (name !== undefined) byName.set(name, byName.has(name) ? 'several' : index);
  });
  return (group, value) => {
    const byId = (value === null ? undefined : byExternalId.get(value)) ?? byExternalId.get(group.id);
    if (byId !== undefined) return byId;
    const named = byName.get((value ?? group.displayName ?? '').toLowerCase()) ?? byName.get((group.displayName ?? '').toLowerCase());
    return named === 'several' ? undefined : named;
  };
}

function stateOf(
  group: DriftGroup,
  person: DriftPerson,
  there: 'found' | 'not found' | DriftPerson,
  settings: DriftSettings,
): Omit<MissingMember, 'repair'> {
  const error = settings.openErrors?.get(person.id);
  if (error !== undefined) return { person, state: 'blocked', reason: `The provisioning log has an open error for this person: ${error}` };
  if (person.key === null)
    return { person, state: 'blocked', reason: 'This person lacks the attribute that externalId is made of, so they cannot be provisioned.' };
  const { lastCycleFinishedAt: finished, earlier } = settings;
  if (finished !== undefined && earlier !== undefined && !earlier.had(group.id, person.id)) {
    const reason =
      earlier.takenAt >= finished
        ? 'Added after the last finished provisioning cycle.'
        : `Added after ${earlier.takenAt}, when the earlier snapshot was taken; perhaps after the last finished cycle.`;
    return { person, state: 'pending', reason };
  }
  if (typeof there !== 'string') {
    const reason = `The target has this user name with another externalId (${there.key === null ? 'none' : `“${there.key}”`}): Entra cannot match the person.`;
    return { person, state: 'blocked', reason };
  }
  if (there === 'not found')
    return {
      person,
      state: 'blocked',
      reason: 'The target has no user with this externalId: the person must be provisioned before membership can be sent.',
    };
  return { person, state: 'missing', reason: `In the group in the directory, not in the target. ${knowledge(settings)}` };
}

/** How sure it is that the membership had its chance to be sent. */
function knowledge({ lastCycleFinishedAt, earlier }: DriftSettings): string {
  if (lastCycleFinishedAt === undefined) return 'When the last cycle finished is not known: it may still be on its way.';
  if (earlier === undefined) return 'When they were added is not known: an earlier snapshot would tell.';
  return 'They were in it before the last finished cycle.';
}

function repairOf(state: MissingMember['state'], missingInGroup: number): Repair {
  switch (state) {
    case 'pending':
      return 'wait for the next cycle';
    case 'blocked':
      return 'assign or map first';
    case 'missing':
      return missingInGroup <= onDemandMembers
        ? 'provision on demand'
        : missingInGroup <= byHandMembers
          ? 'remove and add again'
          : 'restart provisioning';
  }
}

const stillThere = (person: DriftPerson): ExtraMember => ({
  person,
  reason: 'Disabled in the directory: Entra disables the user, and leaves the membership.',
  repair: 'remove in the target',
});

function extraReason(knownToSource: boolean, namesake: DriftPerson | undefined): Omit<ExtraMember, 'person'> {
  if (namesake !== undefined) {
    const reason = `“${namesake.name}” of the directory has this user name and another externalId: mend that before anything is removed.`;
    return { reason, repair: 'assign or map first' };
  }
  return knownToSource
    ? { reason: 'Known in the directory, and not a direct member of this group there.', repair: 'remove in the target' }
    : { reason: 'No person of the directory has this externalId.', repair: 'remove in the target' };
}

function namingTrouble(targetGroup: DriftGroup, value: string | null): readonly string[] {
  if (value === null) return ['The group has no value that the groups claim could send.'];
  const say = (field: string, seen: string | null) =>
    seen === value ? [] : [`${field} is ${seen === null ? 'not set' : `“${seen}”`} in the target, and the groups claim sends “${value}”.`];
  return [...say('displayName', targetGroup.displayName), ...say('externalId', targetGroup.externalId)];
}

function totalsOf(groups: readonly GroupDrift[]): Pick<Drift['totals'], 'missing' | 'pending' | 'blocked' | 'extra'> {
  const totals = { missing: 0, pending: 0, blocked: 0, extra: 0 };
  for (const group of groups) {
    for (const { state } of group.missing) totals[state] += 1;
    totals.extra += group.extra.length;
  }
  return totals;
}
