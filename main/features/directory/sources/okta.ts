// A snapshot from Okta: who is assigned to the SCIM app and the SSO app, the assigned groups with their people, and how far each person was
// provisioned. Okta knows no groups in groups: people of nested directory groups stand in each group themselves, and a note says so.
import type { DirectoryAssignment } from '../../../../contract/directory.ts';
import type { OktaClient } from '../../../protocols/okta/api.ts';
import { type AppUser, appUser, groupRow, userRow, usersCount } from '../../../protocols/okta/rows.ts';
import { isObject, textIn } from '../../../protocols/rest/json.ts';
import type { JsonObject, ListEnd } from '../../../protocols/rest/types.ts';
import { appNotFound, nothingAssigned } from './findings.ts';
import { asideOf, createLedger, type Ledger } from './ledger.ts';
import { faultFinding, forSource, type Place, troubleFinding } from './trouble.ts';
import type { DirectorySourceReader, SourceContext, SourceOutcome } from './types.ts';

export interface OktaChoice {
  readonly scimApp: string;
  /** Empty: not read. */
  readonly ssoApp: string;
}

interface OktaRead extends SourceContext {
  readonly okta: OktaClient;
  readonly place: Place;
  readonly ledger: Ledger;
  /** What the SCIM app says of its people. */
  readonly appUsers: Map<string, AppUser>;
  readonly groups: Set<string>;
  /** People who are assigned as such. */
  readonly people: Set<string>;
  readonly seen: Set<string>;
  memberships: number;
}

type Which = 'scim' | 'sso';
const appPermissions = ['okta.apps.read'];
const groupPermissions = ['okta.groups.read'];
const userPermissions = ['okta.users.read'];
/** All that a service app asks for. */
export const oktaScopes: readonly string[] = [...appPermissions, ...groupPermissions, ...userPermissions];

/** Undefined when the import goes on. */
function judgeAssignments(read: OktaRead, which: Which, what: string, end: ListEnd): SourceOutcome | undefined {
  const { ledger, place } = read;
  const set = `${which}-assignments` as const;
  if (end.kind === 'whole') return undefined;
  if (end.kind === 'faulty') {
    ledger.find(set, faultFinding(end.fault, place, what));
    ledger.cover(set, 'partial', 'The list did not end as it should.');
    return undefined;
  }
  const about = { what, permissions: appPermissions, ...(end.exchange === undefined ? {} : { exchangeId: end.exchange.id }) };
  if (end.trouble.kind !== 'not-permitted' || which === 'scim') return ledger.stopped(set, end.trouble, place, about);
  ledger.find(set, troubleFinding(end.trouble, place, about));
  ledger.cover(set, 'not permitted', 'Grant okta.apps.read and import again.');
  return undefined;
}

async function takeAssignments(read: OktaRead, id: string, which: Which): Promise<SourceOutcome | undefined> {
  const { okta, sink, signal, ledger, place, progress, groups, people, appUsers } = read;
  const set = `${which}-assignments` as const;
  const label = which === 'scim' ? 'SCIM' : 'SSO';
  const app = await okta.read(`/api/v1/apps/${encodeURIComponent(id)}`, { purpose: `the ${label} app`, stepId: 'assignments', signal });
  if (app.kind === 'trouble' && app.trouble.kind === 'not-found')
    return ledger.stoppedBy(
      set,
      forSource(appNotFound.make({ source: 'Okta', id, app: label }, [{ vantage: 'the IdP', text: `Asked for the app ${id}: 404.` }]), 'Okta'),
    );
  // Who may not read the app may still read its assignments, and the other way round: each list says for itself.
  const name = (app.kind === 'read' && isObject(app.json) ? textIn(app.json, 'label') : undefined) ?? id;
  let count = 0;
  const keep = async (rows: readonly DirectoryAssignment[]): Promise<void> => {
    count += rows.length;
    if (rows.length > 0) await sink.assignments(rows);
    progress({ set, read: count });
  };
  const common = { stepId: 'assignments', signal } as const;
  const path = `/api/v1/apps/${encodeURIComponent(id)}`;
  const assigned = `the groups assigned to ${name}`;
  const ofGroups = await okta.list(`${path}/groups?limit=200`, {
    ...common,
    purpose: assigned,
    take: async (items) => {
      const ids = items.flatMap((item) => textIn(item, 'id') ?? []);
      for (const group of ids) groups.add(group);
      await keep(ids.map((principalId) => ({ app: which, principalId, principalType: 'group' })));
    },
  });
  const stopped = judgeAssignments(read, which, assigned, ofGroups);
  if (stopped !== undefined) return stopped;
  const users = `the people of ${name}`;
  const ofUsers = await okta.list(`${path}/users?limit=500`, {
    ...common,
    purpose: users,
    take: async (items) => {
      const rows = items.flatMap((item) => appUser(item) ?? []);
      if (which === 'scim') for (const row of rows) appUsers.set(row.id, row);
      const direct = rows.filter(({ scope }) => scope === 'USER');
      for (const row of direct) people.add(row.id);
      await keep(direct.map((row) => ({ app: which, principalId: row.id, principalType: 'user' })));
    },
  });
  if (which === 'scim' && count === 0 && appUsers.size === 0 && ofUsers.kind === 'whole')
    ledger.find(
      set,
      forSource(nothingAssigned.make({ source: place.source }, [{ vantage: 'the IdP', text: `${name} has no assignments.` }]), 'Okta'),
    );
  return judgeAssignments(read, which, users, ofUsers);
}

async function takeUsers(read: OktaRead, items: readonly JsonObject[]): Promise<readonly string[]> {
  const { sink, seen, appUsers, progress } = read;
  const ids: string[] = [];
  const rows = [];
  for (const item of items) {
    const row = userRow(item, appUsers.get(textIn(item, 'id') ?? ''));
    if (row === undefined) {
      await sink.aside([asideOf('users', 'Okta', 'The person has no id.', item)]);
      continue;
    }
    ids.push(row.id);
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    rows.push(row);
  }
  if (rows.length > 0) await sink.users(rows);
  progress({ set: 'users', read: seen.size });
  return ids;
}

async function takeGroup(read: OktaRead, groupId: string): Promise<SourceOutcome | undefined> {
  const { okta, sink, signal, ledger, place, progress } = read;
  const path = `/api/v1/groups/${encodeURIComponent(groupId)}`;
  const about = await okta.read(`${path}?expand=stats`, { purpose: 'an assigned group', stepId: 'groups', signal });
  if (about.kind === 'trouble') {
    if (about.trouble.kind === 'not-found') {
      await sink.aside([asideOf('groups', 'Okta', 'The group is assigned, and does not exist any more.', { id: groupId })]);
      return undefined;
    }
    if (about.trouble.kind !== 'not-permitted')
      return ledger.stopped('groups', about.trouble, place, { what: 'the groups', permissions: groupPermissions });
    ledger.find('groups', troubleFinding(about.trouble, place, { what: 'the groups', permissions: groupPermissions }));
    for (const set of ['groups', 'memberships'] as const) ledger.cover(set, 'not permitted', 'Grant okta.groups.read and import again.');
    return undefined;
  }
  const item = isObject(about.json) ? about.json : {};
  const row = groupRow(item);
  if (row === undefined) await sink.aside([asideOf('groups', 'Okta', 'It has no id.', item)]);
  else await sink.groups([row]);
  const what = `the members of ${row?.displayName ?? groupId}`;
  const end = await okta.list(`${path}/users?limit=1000`, {
    purpose: what,
    stepId: 'memberships',
    signal,
    expected: usersCount(item),
    take: async (items) => {
      const ids = await takeUsers(read, items);
      read.memberships += ids.length;
      await sink.memberships(ids.map((memberId) => ({ groupId, memberId, memberType: 'user' })));
      progress({ set: 'memberships', read: read.memberships });
    },
  });
  if (end.kind === 'faulty') {
    ledger.find('memberships', faultFinding(end.fault, place, what));
    ledger.cover('memberships', 'partial', `The members of ${row?.displayName ?? groupId} did not come to an end as they should.`);
  }
  if (end.kind !== 'trouble') return undefined;
  const names = { what: 'the members of groups', permissions: [...groupPermissions, ...userPermissions] };
  if (end.trouble.kind !== 'not-permitted') return ledger.stopped('memberships', end.trouble, place, { ...names, what });
  ledger.find('memberships', troubleFinding(end.trouble, place, names));
  for (const set of ['memberships', 'users'] as const)
    ledger.cover(set, 'not permitted', 'Grant okta.groups.read and okta.users.read, and import again.');
  return undefined;
}

/** People who are assigned as such and stand in no assigned group. */
async function takeSinglePeople(read: OktaRead): Promise<SourceOutcome | undefined> {
  const { okta, signal, ledger, place, people, seen } = read;
  for (const id of people) {
    if (seen.has(id)) continue;
    const result = await okta.read(`/api/v1/users/${encodeURIComponent(id)}`, { purpose: 'an assigned person', stepId: 'users', signal });
    if (result.kind === 'read') await takeUsers(read, isObject(result.json) ? [result.json] : []);
    else if (result.trouble.kind === 'not-permitted') {
      ledger.find('users', troubleFinding(result.trouble, place, { what: 'people', permissions: userPermissions }));
      ledger.cover('users', 'not permitted', 'Grant okta.users.read and import again.');
      return undefined;
    } else if (result.trouble.kind !== 'not-found')
      return ledger.stopped('users', result.trouble, place, { what: 'people', permissions: userPermissions });
  }
  return undefined;
}

async function take(read: OktaRead, { scimApp, ssoApp }: OktaChoice): Promise<SourceOutcome> {
  const { ledger, progress, groups } = read;
  const first = await takeAssignments(read, scimApp, 'scim');
  if (first !== undefined) return first;
  if (ssoApp === '') ledger.cover('sso-assignments', 'not read', 'No SSO app was given.');
  else {
    const second = await takeAssignments(read, ssoApp, 'sso');
    if (second !== undefined) return second;
  }
  let done = 0;
  for (const group of groups) {
    const stopped = await takeGroup(read, group);
    if (stopped !== undefined) return stopped;
    done += 1;
    progress({ set: 'groups', read: done, expected: groups.size });
  }
  const single = await takeSinglePeople(read);
  if (single !== undefined) return single;
  ledger.note('Okta’s groups are flat: people of groups nested in a connected directory stand in each group themselves, so no nesting is shown.');
  ledger.note('Only the assigned groups and the people in them were read.');
  return ledger.taken();
}

/** Reads Okta once; `host` is named in findings. */
export function oktaSource(okta: OktaClient, choice: OktaChoice, host: string): DirectorySourceReader {
  return {
    take: (context) =>
      take(
        {
          ...context,
          okta,
          place: { source: 'Okta', host, signInHost: host },
          ledger: createLedger(),
          appUsers: new Map(),
          groups: new Set(),
          people: new Set(),
          seen: new Set(),
          memberships: 0,
        },
        choice,
      ),
  };
}
