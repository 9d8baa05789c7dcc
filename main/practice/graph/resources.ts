// What can be read of the Graph twin below /v1.0: users, groups with their members, apps with their assignments.
import type { JsonObject } from '../json.ts';
import type { TwinMember } from '../twins/directory.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import type { TwinState } from '../twins/state.ts';
import { appObject, assignmentsOf, findApp, twinApps } from './apps.ts';
import { delta } from './delta.ts';
import { badRequest, denied, notFound, unsupported } from './errors.ts';
import { isEventual, listAnswer, selected } from './lists.ts';
import { showGroup, showMember, showUser } from './objects.ts';
import { type Part, permits } from './permissions.ts';

export interface GraphWorld {
  readonly state: TwinState;
  readonly granted: readonly string[];
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function may({ state, granted }: GraphWorld, part: Part): boolean {
  return permits(part, granted, state.faults);
}

/** `id in ('a','b')` with at most fifteen values, or `id eq 'a'`: all that is asked by this app. */
function idsIn(filter: string): readonly string[] | undefined {
  const list = /^id (?:in \((.*)\)|eq (.*))$/s.exec(filter.trim());
  const text = list?.[1] ?? list?.[2];
  if (text === undefined) return undefined;
  const ids = [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, id]) => (id ?? '').replaceAll("''", "'"));
  return ids.length > 15 ? undefined : ids;
}

export function users(world: GraphWorld, request: TwinRequest): TwinAnswer {
  const { state } = world;
  const select = selected(request);
  const sees = state.faults.has('idp-people-basic') ? 'basic' : 'all';
  if (!may(world, 'users')) return denied();
  const [, id] = request.parts;
  if (id === 'delta') return delta(state, request, 'users');
  if (id !== undefined) {
    const user = state.directory.userById(id);
    return user === undefined ? notFound(id) : { status: 200, body: showUser(user, select, sees) };
  }
  const filter = request.query.get('$filter');
  if (filter === null)
    return listAnswer(state, request, {
      path: 'users',
      count: state.directory.userCount,
      at: (index) => showUser(state.directory.user(index), select, sees),
    });
  const ids = idsIn(filter);
  if (ids === undefined) return unsupported(`Unsupported or invalid query filter clause: ${filter.slice(0, 80)}`);
  const found = ids.flatMap((wanted) => state.directory.userById(wanted) ?? []);
  return { status: 200, body: { value: found.map((user) => showUser(user, select, sees)) } };
}

/** Below a group, each once, in order of distance; the group itself only when it is in a circle. */
function transitive({ directory }: TwinState, groupId: string): readonly TwinMember[] {
  const seen = new Map<string, TwinMember>();
  const waiting = [groupId];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const member of directory.members(next)) {
      if (seen.has(member.id)) continue;
      seen.set(member.id, member);
      if (member.type === 'group') waiting.push(member.id);
    }
  }
  return [...seen.values()];
}

function members(world: GraphWorld, request: TwinRequest, groupId: string): TwinAnswer {
  const { state } = world;
  const [, , kind = '', ...rest] = request.parts;
  const hidden = state.directory.groupById(groupId)?.membersHidden === true && !may(world, 'hidden');
  const all = hidden ? [] : kind === 'members' ? state.directory.members(groupId) : transitive(state, groupId);
  const cast = rest[0]?.startsWith('microsoft.graph.') === true ? rest[0].slice('microsoft.graph.'.length) : undefined;
  const wanted = cast === undefined ? all : all.filter(({ type }) => type === cast);
  if (cast !== undefined && (!isEventual(request) || request.query.get('$count') !== 'true'))
    return badRequest('A cast needs ConsistencyLevel: eventual and $count=true.');
  if (rest.at(-1) === '$count') {
    return isEventual(request) ? { status: 200, body: String(wanted.length) } : badRequest('$count needs ConsistencyLevel: eventual.');
  }
  const select = selected(request);
  const path = request.parts.map(encodeURIComponent).join('/');
  const whole = (member: TwinMember): JsonObject | undefined => {
    if (member.type === 'user') {
      const user = state.directory.userById(member.id);
      // Without the right to read people Graph shows that there is one, and no more.
      return user === undefined || !may(world, 'users') ? undefined : showUser(user, ['id', 'displayName', 'userPrincipalName', 'mail', ...select]);
    }
    const group = member.type === 'group' ? state.directory.groupById(member.id) : undefined;
    return group === undefined ? undefined : showGroup(group, []);
  };
  const at = (index: number): JsonObject => {
    const member = wanted[index] ?? { id: '', type: 'unknown' as const };
    return showMember(member, select, whole(member));
  };
  return listAnswer(state, request, { path, count: wanted.length, at });
}

export function groups(world: GraphWorld, request: TwinRequest): TwinAnswer {
  const { state } = world;
  if (!may(world, 'groups')) return denied();
  const [, id, kind] = request.parts;
  if (id === 'delta') return delta(state, request, 'groups');
  const select = selected(request);
  if (id === undefined)
    return listAnswer(state, request, {
      path: 'groups',
      count: state.directory.groupCount,
      at: (index) => showGroup(state.directory.group(index), select),
    });
  const group = state.directory.groupById(id);
  if (group === undefined) return guid.test(id) ? notFound(id) : badRequest(`Invalid object identifier '${id.slice(0, 80)}'.`);
  if (kind === undefined) return { status: 200, body: showGroup(group, select) };
  return kind === 'members' || kind === 'transitiveMembers'
    ? members(world, request, id)
    : badRequest(`Resource not found for the segment '${kind}'.`);
}

export function apps(world: GraphWorld, request: TwinRequest): TwinAnswer {
  const { state } = world;
  if (!may(world, 'apps')) return denied();
  const [first = '', id, kind] = request.parts;
  if (first === 'applications') {
    const appId = /^appId eq '([^']*)'$/.exec(request.query.get('$filter') ?? '')?.[1];
    const found = twinApps.filter((app) => appId === undefined || app.appId === appId);
    return { status: 200, body: { value: found.map(({ appId: own, displayName, key }) => ({ id: `application-${key}`, appId: own, displayName })) } };
  }
  const app = first === 'servicePrincipals' ? findApp(id ?? '') : findApp(first);
  if (app === undefined)
    return first !== 'servicePrincipals' || guid.test(id ?? '') ? notFound(id ?? first) : badRequest('Invalid object identifier.');
  if (kind === undefined) return { status: 200, body: appObject(app) };
  if (kind !== 'appRoleAssignedTo') return badRequest(`Resource not found for the segment '${kind}'.`);
  const rows = assignmentsOf(state, app);
  const at = (index: number): JsonObject => rows[index] ?? {};
  return listAnswer(state, request, { path: `servicePrincipals/${app.id}/appRoleAssignedTo`, count: rows.length, at });
}
