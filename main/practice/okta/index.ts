// The Okta twin: enough of the management API to be read as Okta is read. Its groups are flat: of groups in groups it shows the people, in
// each group above them, as an agent of a connected directory would have brought them in.
import type { DirectoryUser } from '../../../contract/directory.ts';
import { steadyId } from '../company/seed.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Twin, TwinAnswer, TwinRequest } from '../twins/http.ts';
import { count, refusal, sliceOf, type TwinState } from '../twins/state.ts';
import { oktaRefusal } from './errors.ts';
import type { OktaSignIn } from './sign-in.ts';

interface OktaApp {
  readonly key: 'scim' | 'sso';
  readonly id: string;
  readonly label: string;
}

const idOf = (key: string): string => `0oa${steadyId(`okta:app:${key}`).replaceAll('-', '').slice(0, 17)}`;
export const oktaApps: readonly OktaApp[] = [
  { key: 'scim', id: idOf('scim'), label: 'Foundry provisioning' },
  { key: 'sso', id: idOf('sso'), label: 'Palantir Foundry' },
];

const denied = (): TwinAnswer => oktaRefusal(403, 'E0000006', 'You do not have permission to perform the requested action');
const notFound = (id: string): TwinAnswer => oktaRefusal(404, 'E0000007', `Not found: Resource not found: ${id.slice(0, 80)}`);

function userObject(user: DirectoryUser): JsonObject {
  const [firstName = '', ...rest] = (user.displayName ?? '').split(' ');
  return {
    id: user.id,
    status: user.enabled === false ? 'SUSPENDED' : 'ACTIVE',
    profile: {
      login: user.userName,
      email: user.mail,
      displayName: user.displayName,
      firstName,
      lastName: rest.join(' '),
      nickName: user.mailNickname,
      employeeNumber: user.employeeId,
    },
  };
}

/** Everybody below a group, each once. */
export function flatPeople({ directory }: Pick<TwinState, 'directory'>, groupId: string): readonly string[] {
  const [people, groups, waiting] = [new Set<string>(), new Set([groupId]), [groupId]];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const { id, type } of directory.members(next)) {
      if (type === 'user') people.add(id);
      if (type === 'group' && !groups.has(id)) {
        groups.add(id);
        waiting.push(id);
      }
    }
  }
  return [...people];
}

function groupObject(state: TwinState, groupId: string, withStats: boolean): JsonObject {
  const name = state.directory.groupById(groupId)?.displayName ?? null;
  return {
    id: groupId,
    type: 'APP_GROUP',
    profile: { name, description: null },
    ...(withStats ? { _embedded: { stats: { usersCount: flatPeople(state, groupId).length } } } : {}),
  };
}

/** A page whose next one stands in a Link header; `after` is where it begins. */
function listAnswer(state: TwinState, request: TwinRequest, rows: number, at: (index: number) => Json): TwinAnswer {
  const { query, base, parts } = request;
  const limit = Number(query.get('limit') ?? 200);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return oktaRefusal(400, 'E0000001', 'Api validation failed: limit');
  const page = sliceOf(state, rows, at, Number(query.get('after') ?? 0), limit);
  const self = `${base}/${parts.map(encodeURIComponent).join('/')}`;
  const onward = new URLSearchParams(query);
  onward.set('after', String(page.next ?? 0));
  const next =
    page.next === undefined ? '' : `, <${page.elsewhere ? self.replace(base, 'https://okta.practice.invalid') : self}?${onward}>; rel="next"`;
  return { status: 200, headers: { link: `<${self}>; rel="self"${next}` }, body: [...page.items] };
}

/** Individually assigned people, and everybody by a group. */
function appUsers(state: TwinState, app: OktaApp): readonly { readonly id: string; readonly scope: 'USER' | 'GROUP' }[] {
  const assigned = state.directory.assigned(app.key);
  const direct = assigned.filter(({ principalType }) => principalType === 'user').map(({ principalId }) => principalId);
  const byGroup = new Set(
    assigned.filter(({ principalType }) => principalType === 'group').flatMap(({ principalId }) => flatPeople(state, principalId)),
  );
  for (const id of direct) byGroup.delete(id);
  return [...direct.map((id) => ({ id, scope: 'USER' as const })), ...[...byGroup].map((id) => ({ id, scope: 'GROUP' as const }))];
}

function appAnswer(state: TwinState, request: TwinRequest, id: string, kind: string | undefined): TwinAnswer {
  if (state.faults.has('idp-apps-not-permitted')) return denied();
  const app = oktaApps.find((candidate) => candidate.id === id);
  if (app === undefined) return notFound(id);
  if (kind === undefined) return { status: 200, body: { id: app.id, name: 'scim2testapp', label: app.label, status: 'ACTIVE' } };
  if (kind === 'groups') {
    const groups = state.directory.assigned(app.key).filter(({ principalType }) => principalType === 'group');
    return listAnswer(state, request, groups.length, (index) => ({ id: groups[index]?.principalId ?? '', priority: index }));
  }
  if (kind !== 'users') return notFound(kind);
  const users = appUsers(state, app);
  return listAnswer(state, request, users.length, (index) => {
    const user = users[index];
    const disabled = state.directory.userById(user?.id ?? '')?.enabled === false;
    return {
      id: user?.id ?? '',
      scope: user?.scope ?? 'USER',
      status: disabled ? 'DEPROVISIONED' : 'PROVISIONED',
      syncState: app.key === 'sso' ? 'DISABLED' : disabled ? 'ERROR' : 'SYNCHRONIZED',
      externalId: app.key === 'sso' ? null : steadyId(`okta:target:${user?.id ?? ''}`),
      credentials: { userName: state.directory.userById(user?.id ?? '')?.userName ?? null },
      profile: {},
    };
  });
}

function groupAnswer(state: TwinState, request: TwinRequest, id: string | undefined, kind: string | undefined): TwinAnswer {
  if (state.faults.has('idp-groups-not-permitted')) return denied();
  const withStats = request.query.get('expand') === 'stats';
  if (id === undefined)
    return listAnswer(state, request, state.directory.groupCount, (index) => groupObject(state, state.directory.group(index).id, withStats));
  if (state.directory.groupById(id) === undefined) return notFound(id);
  if (kind === undefined) return { status: 200, body: groupObject(state, id, withStats) };
  if (kind !== 'users') return notFound(kind);
  if (state.faults.has('idp-people-not-permitted')) return denied();
  const people = flatPeople(state, id).flatMap((person) => state.directory.userById(person) ?? []);
  return listAnswer(state, request, people.length, (index) => {
    const user = people[index];
    return user === undefined ? null : userObject(user);
  });
}

function userAnswer(state: TwinState, request: TwinRequest, id: string | undefined): TwinAnswer {
  if (state.faults.has('idp-people-not-permitted')) return denied();
  if (id === undefined) return listAnswer(state, request, state.directory.userCount, (index) => userObject(state.directory.user(index)));
  const user = state.directory.userById(id);
  return user === undefined ? notFound(id) : { status: 200, body: userObject(user) };
}

/** Each app has one mapping from Okta's user, and one back. The list leaves the properties out, as Okta's does. */
function mappingAnswer(state: TwinState, request: TwinRequest, id: string | undefined): TwinAnswer {
  if (state.faults.has('idp-apps-not-permitted')) return denied();
  const rows = oktaApps.flatMap((app): readonly JsonObject[] => {
    const [user, appUser] = [
      { id: 'oty-user', name: 'user', type: 'user' },
      { id: app.id, name: app.label, type: 'appuser' },
    ];
    return [
      { id: `prm-in-${app.key}`, source: appUser, target: user },
      { id: `prm-out-${app.key}`, source: user, target: appUser },
    ];
  });
  const target = request.query.get('targetId');
  const ofApp = (row: JsonObject) => JSON.stringify(row).includes(JSON.stringify(target));
  if (id === undefined) return { status: 200, body: rows.filter((row) => target === null || ofApp(row)) };
  const found = rows.find((row) => row.id === id);
  if (found === undefined) return notFound(id);
  const push = (expression: string): JsonObject => ({ expression, pushStatus: 'PUSH' });
  const properties = {
    userName: push('user.login'),
    givenName: push('user.firstName'),
    familyName: push('user.lastName'),
    email: push('user.email'),
    displayName: push('user.displayName'),
  };
  return { status: 200, body: { ...found, properties } };
}

function route(state: TwinState, request: TwinRequest): TwinAnswer {
  const [, , what = '', id, kind] = request.parts;
  count(state, `${request.method} okta/${[what, kind].filter((part) => part !== undefined).join('/')}`);
  if (request.method !== 'GET') return oktaRefusal(405, 'E0000022', 'The endpoint does not support the provided HTTP method');
  if (what === 'apps') return id === undefined ? notFound('apps') : appAnswer(state, request, id, kind);
  if (what === 'groups') return groupAnswer(state, request, id, kind);
  if (what === 'mappings') return mappingAnswer(state, request, id);
  return what === 'users' ? userAnswer(state, request, id) : notFound(what);
}

const usualLimit = 600;

export function oktaTwin(state: TwinState, signIn: OktaSignIn): Twin {
  const nowSeconds = (): number => Math.floor(Date.parse(state.clock.now()) / 1000);
  return {
    answer: async (request) => {
      if (request.parts.join('/') === 'oauth2/v1/token' && request.method === 'POST') return signIn.token(request);
      if (request.parts[0] !== 'api' || request.parts[1] !== 'v1') return notFound('path');
      const by = refusal(state);
      const limit = { 'x-rate-limit-limit': String(usualLimit), 'x-rate-limit-remaining': String(by?.kind === 'wait' ? 0 : usualLimit) };
      const headers = {
        ...limit,
        'x-rate-limit-reset': String(nowSeconds() + (by?.kind === 'wait' ? by.seconds : 60)),
        date: new Date(state.clock.now()).toUTCString(),
      };
      if (by?.kind === 'wait') return oktaRefusal(429, 'E0000047', 'API call exceeded rate limit due to too many requests.', headers);
      if (by?.kind === 'broken') return oktaRefusal(500, 'E0000009', 'Internal Server Error', headers);
      const refused = await signIn.refuse(request);
      const answer = refused ?? route(state, request);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    },
  };
}
