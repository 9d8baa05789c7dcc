// What a snapshot's nested groups lead to, as findings: under the claim that loses most of those that may be set.
import type { GroupClaim } from '../../../contract/claims.ts';
import type { Evidence, Finding } from '../../../contract/common.ts';
import type { DirectorySet } from '../../../contract/directory.ts';
import { claimLimit, claimReach, type KnownMode } from '../../domain/claims/group-claim.ts';
import { cannotBeMatched, readsOtherGroups, sharedNames } from '../../domain/directory/group-names.ts';
import { groupFlag, type MembershipGraph, userFlag } from '../../domain/directory/membership-graph.ts';
import { peopleAbove } from '../../domain/nesting/above-limit.ts';
import { nestingFlag } from '../../domain/nesting/analysis.ts';
import { enabledIn } from '../../domain/nesting/nesting-index.ts';
import type { SnapshotReader } from '../../platform/storage/snapshots/types.ts';
import { type AnalysedSnapshot, nameOf } from './analysed.ts';
import * as kinds from './findings.ts';
import { type UnderClaim, unresolvedIn } from './under-claim.ts';

const setWords: Readonly<Record<DirectorySet, string>> = {
  users: 'people',
  groups: 'groups',
  memberships: 'memberships',
  'scim-assignments': 'assignments to the provisioning app',
  'sso-assignments': 'assignments to the app for single sign-on',
};

/** What the claim's effect is called: depends on Foundry's setting “Import user groups from the identity provider”. */
export function lastingOf({ importUserGroups }: GroupClaim): kinds.Lasting {
  return importUserGroups === 'on' ? 'until next login' : importUserGroups === 'off' ? 'for good' : 'unknown';
}

/** Findings about one analysed snapshot; `worst` is the mode that loses most. */
export function judge(
  reader: SnapshotReader,
  analysed: AnalysedSnapshot,
  claim: GroupClaim,
  worst: { readonly mode: KnownMode; readonly under: UnderClaim },
): Finding[] {
  const { snapshot } = reader;
  const evidence = (text: string): Evidence[] => [{ vantage: snapshot.vantage, text: `${text} Snapshot “${snapshot.name}”.`, at: snapshot.takenAt }];
  return [
    ...lossFindings(reader, analysed, claim, worst, evidence),
    ...limitFindings(reader, analysed, claim, worst.mode, evidence),
    ...structureFindings(reader, analysed, evidence),
    ...coverageFindings(reader, analysed, evidence),
    ...appFindings(reader, analysed, evidence),
  ];
}

type Say = (text: string) => Evidence[];

function lossFindings(
  reader: SnapshotReader,
  analysed: AnalysedSnapshot,
  claim: GroupClaim,
  { mode, under: { rows, totals, people } }: { readonly mode: KnownMode; readonly under: UnderClaim },
  evidence: Say,
): Finding[] {
  if (totals.peopleLost === 0) return [];
  const { graph } = analysed;
  const losing = rows.filter(({ lost, notProvisioned }) => lost > 0 && notProvisioned === null).sort((a, b) => b.lost - a.lost);
  const losingAll = indexesWith(people, nestingFlag.losesAll);
  const words = modeWords[mode];
  return [
    ...(losing.length === 0
      ? []
      : [
          kinds.peopleLost.make(
            {
              people: totals.peopleLost,
              groups: losing.length,
              memberships: losing.reduce((sum, { lost }) => sum + lost, 0),
              lasting: lastingOf(claim),
              names: losing.map(({ displayName }) => displayName),
            },
            evidence(
              claim.mode === 'unknown'
                ? `Counted for a groups claim of ${words}; which one is set is not known to the app.`
                : `Counted for a groups claim of ${words}.`,
            ),
          ),
        ]),
    ...(losingAll.length === 0
      ? []
      : [
          kinds.peopleLosingAll.make(
            {
              people: losingAll.length,
              notProvisioned: losingAll.filter((person) => ((graph.userFlags[person] ?? 0) & userFlag.assigned) === 0).length,
              names: namesOfPeople(reader, losingAll),
            },
            evidence('Members of assigned groups through nested groups only.'),
          ),
        ]),
  ];
}

/** Entra's smaller limit stands while nobody said how people sign in. */
function limitFindings(
  reader: SnapshotReader,
  { index, graph, groups }: AnalysedSnapshot,
  { protocol, filter }: GroupClaim,
  mode: KnownMode,
  evidence: Say,
): Finding[] {
  const limit = claimLimit(protocol) ?? claimLimit('saml');
  if (limit === undefined) return [];
  const ofSso = reader.snapshot.coverage.some(({ set, state }) => set === 'sso-assignments' && state === 'complete');
  const assigned = ofSso ? groupFlag.assignedToSso : groupFlag.assigned;
  const sent = graph.groupFlags.map((flags, at) => {
    const group = groups[at];
    const reaches = group !== undefined && claimReach(group, mode, filter) !== 'not sent';
    return reaches && (mode !== 'assigned-groups' || (flags & assigned) !== 0) ? 1 : 0;
  });
  const above = Array.from(peopleAbove(index, { sent, reach: mode === 'assigned-groups' ? 'direct' : 'flattened' }, limit));
  if (above.length === 0) return [];
  const protocolKnown = protocol === 'unknown' ? 'not known' : 'known';
  return [
    kinds.claimAboveLimit.make(
      { people: above.length, limit, protocolKnown, names: namesOfPeople(reader, above) },
      evidence(`Counted for a groups claim of ${modeWords[mode]}.`),
    ),
  ];
}

const modeWords: Readonly<Record<KnownMode, string>> = {
  'all-groups': '“All groups”',
  'security-groups': '“Security groups”',
  'assigned-groups': '“Groups assigned to the application”',
  'directory-roles': '“Directory roles”',
  'no-groups': 'no groups',
};

function structureFindings(reader: SnapshotReader, analysed: AnalysedSnapshot, evidence: Say): Finding[] {
  const { analysis, graph, groups } = analysed;
  const assigned = Array.from(analysis.groups);
  const namesOf = (indexes: readonly number[]) => indexes.map((index) => nameOf(groups[index]));
  const having = (flag: number) => assigned.filter((index) => ((graph.groupFlags[index] ?? 0) & flag) !== 0);
  const found: Finding[] = [];

  const { start, items } = analysis.cycles;
  if (start.length > 1) {
    const cycles = Array.from({ length: start.length - 1 }, (_, row) => namesOf(Array.from(items.subarray(start[row] ?? 0, start[row + 1] ?? 0))));
    found.push(kinds.inCycle.make({ cycles }, evidence(`${cycles.length} in the whole directory.`)));
  }
  const memberOf = assigned.filter((index) => readsOtherGroups(groups[index]?.dynamicRule ?? ''));
  if (memberOf.length > 0) {
    found.push(
      kinds.memberOfRule.make({ names: namesOf(memberOf) }, evidence(`Rule: ${groups[memberOf[0] ?? 0]?.dynamicRule?.slice(0, 200) ?? ''}.`)),
    );
  }
  const notSecurity = having(groupFlag.notSecurity);
  if (notSecurity.length > 0) {
    const people = notSecurity.reduce((sum, index) => sum + (analysis.transitive[analysed.positionOf.get(index) ?? 0] ?? 0), 0);
    found.push(kinds.notProvisioned.make({ names: namesOf(notSecurity), people }, evidence('securityEnabled is false.')));
  }
  const hidden = groupsBelow(graph, assigned).filter((index) => ((graph.groupFlags[index] ?? 0) & groupFlag.membersHidden) !== 0);
  if (hidden.length > 0) found.push(kinds.hiddenMembers.make({ names: namesOf(hidden) }, evidence('Membership is hidden.')));
  const unresolved = groupsBelow(graph, assigned).filter((index) => ((graph.groupFlags[index] ?? 0) & groupFlag.unresolved) !== 0);
  if (unresolved.length > 0) {
    const members = unresolved.reduce((sum, index) => sum + unresolvedIn(reader, graph, index), 0);
    found.push(kinds.unresolvedMembers.make({ members, names: namesOf(unresolved) }, evidence('Ids without a row of their own.')));
  }
  const unmatchable = assigned.filter((index) => cannotBeMatched(groups[index]?.displayName ?? ''));
  if (unmatchable.length > 0) found.push(kinds.nameNotMatchable.make({ names: namesOf(unmatchable) }, evidence('Names of assigned groups.')));
  const shared = sharedNames(assigned.flatMap((index) => (groups[index]?.displayName ? [{ index, name: nameOf(groups[index]) }] : [])));
  if (shared.length > 0) {
    const ids = shared[0]?.indexes.map((index) => groups[index]?.id ?? '').slice(0, 5);
    found.push(kinds.namesCollide.make({ names: shared.map(({ name }) => name) }, evidence(`“${shared[0]?.name}”: ${ids?.join(', ')}.`)));
  }
  return found;
}

function coverageFindings({ snapshot }: SnapshotReader, analysed: AnalysedSnapshot, evidence: Say): Finding[] {
  const found: Finding[] = [];
  if (analysed.allTakenAsAssigned)
    found.push(kinds.assignmentsNotRead.make({ groups: analysed.graph.groupCount }, evidence('No assignments were read.')));
  const assignments = snapshot.coverage.find(({ set }) => set === 'scim-assignments');
  if (assignments?.state === 'complete' && analysed.analysis.groups.length === 0) {
    found.push(kinds.nothingAssigned.make({}, evidence('Assignments were read completely.')));
  }
  // Files rarely say which people are assigned, and for nested groups it does not matter.
  const lacking = snapshot.coverage.filter(({ set, state }) => state !== 'complete' && (!set.endsWith('assignments') || state === 'not permitted'));
  if (lacking.length > 0) {
    const facts = {
      sets: lacking.map(({ set, state }) => `${setWords[set]} (${state})`),
      notes: lacking.map(({ note }) => note).filter((note) => note !== ''),
    };
    found.push(kinds.incomplete.make(facts, evidence('Coverage of the snapshot.')));
  }
  return found;
}

/** People and groups of the two enterprise apps against each other: group assignment counts direct members, for sign-in as for provisioning. */
function appFindings(reader: SnapshotReader, { graph, groups }: AnalysedSnapshot, evidence: Say): Finding[] {
  const both = (['scim-assignments', 'sso-assignments'] as const).every((wanted) =>
    reader.snapshot.coverage.some(({ set, state }) => set === wanted && state === 'complete'),
  );
  if (!both) return [];
  const scim = peopleOfApp(graph, groupFlag.assigned, userFlag.assigned);
  const sso = peopleOfApp(graph, groupFlag.assignedToSso, userFlag.assignedToSso);
  const difference = (of: Uint8Array, not: Uint8Array) =>
    indexesWith(
      of.map((is, person) => (is === 1 && not[person] === 0 ? 1 : 0)),
      1,
    );
  const onlyIn = (flag: number, other: number) =>
    groups.flatMap((group, index) => (((graph.groupFlags[index] ?? 0) & (flag | other)) === flag ? [nameOf(group)] : []));
  const [ssoOnly, scimOnly] = [difference(sso, scim), difference(scim, sso)];
  const words = (people: readonly number[], names: readonly string[]) => (names.length > 0 ? names : namesOfPeople(reader, people));
  return [
    ...(ssoOnly.length === 0
      ? []
      : [
          kinds.ssoButNotScim.make(
            { people: ssoOnly.length, names: words(ssoOnly, onlyIn(groupFlag.assignedToSso, groupFlag.assigned)) },
            evidence('Assignments of both apps were read.'),
          ),
        ]),
    ...(scimOnly.length === 0
      ? []
      : [
          kinds.scimButNoSso.make(
            { people: scimOnly.length, names: words(scimOnly, onlyIn(groupFlag.assigned, groupFlag.assignedToSso)) },
            evidence('Assignments of both apps were read.'),
          ),
        ]),
  ];
}

function peopleOfApp(graph: MembershipGraph, groupBit: number, userBit: number): Uint8Array {
  const people = graph.userFlags.map((flags) => ((flags & userBit) !== 0 && (flags & userFlag.enabled) !== 0 ? 1 : 0));
  for (let group = 0; group < graph.groupCount; group += 1) {
    if (((graph.groupFlags[group] ?? 0) & groupBit) === 0) continue;
    for (const person of enabledIn(graph, group)) people[person] = 1;
  }
  return people;
}

/** These groups and all below them, each once. */
function groupsBelow({ children, groupCount }: MembershipGraph, from: readonly number[]): readonly number[] {
  const seen = new Uint8Array(groupCount);
  const queue = [...from];
  for (const group of queue) seen[group] = 1;
  for (let at = 0; at < queue.length; at += 1) {
    const group = queue[at] ?? 0;
    for (const child of children.items.subarray(children.start[group] ?? 0, children.start[group + 1] ?? 0)) {
      if (seen[child] === 1) continue;
      seen[child] = 1;
      queue.push(child);
    }
  }
  return queue;
}

function indexesWith(flags: Uint8Array, bit: number): number[] {
  const found: number[] = [];
  flags.forEach((value, index) => {
    if ((value & bit) !== 0) found.push(index);
  });
  return found;
}

/** Names of the first five. */
function namesOfPeople(reader: Pick<SnapshotReader, 'usersAt'>, people: readonly number[]): readonly string[] {
  return reader.usersAt(people.slice(0, 5)).map((user) => user.displayName ?? user.userName ?? user.id);
}
