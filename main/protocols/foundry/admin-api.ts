// The client of Foundry's admin API, version 2: users, Provider IDs, groups, memberships, organizations, authentication providers. It reads only:
// the calls of that API that change something are not here. Keeps below the limit of an individual user.
// Source: Foundry documentation, API reference (Admin) and limits.
import type { FoundryProvider, ProviderLink } from '../../../contract/foundry.ts';
import type { PatientPorts } from '../../platform/http/patient.ts';
import type { TokenSource } from '../oauth/types.ts';
import { signWith } from '../rest/bearer.ts';
import { createBudget } from '../rest/budget.ts';
import { textIn } from '../rest/json.ts';
import { createReader } from '../rest/reader.ts';
import type { JsonObject } from '../rest/types.ts';
import type { FoundryPlaces } from './address.ts';
import { answerOf, answerOrNamed, askBatch, withPreview } from './asking.ts';
import { askEach } from './each.ts';
import { foundryError } from './errors.ts';
import { listPages, searchPages } from './pages.ts';
import { groupRow, memberRow, organizationRow, providerRow, userRow } from './rows.ts';
import type { FoundryAnswer, FoundryCall, FoundryClient, Reach, UserAnswer } from './types.ts';

export interface FoundryOptions extends PatientPorts {
  readonly places: FoundryPlaces;
  readonly tokens: TokenSource;
  /** Empty: asked for. */
  readonly enrollmentRid: string;
}

/** Half of what an individual user may ask in a minute (5,000), so that the person whose token it is keeps the rest. */
export const adminBudget = { units: 200, perMs: 4800 } as const;

const at = (id: string): string => encodeURIComponent(id);
const reaching = (reach: Reach | undefined): Readonly<Record<string, string>> => (reach === 'all' ? { transitive: 'true' } : {});
const rows =
  <R>(row: (item: JsonObject) => R | undefined) =>
  (items: readonly JsonObject[]): readonly R[] =>
    items.flatMap((item) => row(item) ?? []);
const [users, groups, members, providers] = [rows(userRow), rows(groupRow), rows(memberRow), rows(providerRow)];
const idOf = (item: JsonObject) => textIn(item, 'id');

export function createFoundryClient(options: FoundryOptions): FoundryClient {
  const { places, tokens, enrollmentRid, ...ports } = options;
  const root = `${places.api}/v2/admin`;
  const { origin } = new URL(places.api);
  const budget = createBudget(ports.clock, adminBudget);
  const reader = withPreview(createReader({ ...ports, origin, sign: signWith(tokens), budget, errorOf: foundryError }));
  const read = (path: string, purpose: string, call: FoundryCall) => reader.read(`${root}${path}`, { ...call, purpose });
  let enrollment = enrollmentRid;

  async function providerLink(userId: string, call: FoundryCall): Promise<FoundryAnswer<ProviderLink>> {
    return answerOrNamed<ProviderLink>(
      await read(`/users/${at(userId)}/providerInfo`, 'Provider ID of a user', call),
      { UserProviderInfoNotFound: { kind: 'unlinked' }, UserDeleted: { kind: 'deleted' }, UserNotFound: { kind: 'no-user' } },
      (body) => {
        const providerId = textIn(body, 'providerId');
        return providerId === undefined ? undefined : { kind: 'linked', providerId };
      },
    );
  }

  async function enrollmentOf(call: FoundryCall): Promise<FoundryAnswer<string>> {
    if (enrollment !== '') return { kind: 'read', value: enrollment };
    const found = answerOf(await read('/enrollments/getCurrent', 'the enrollment', call), (body) => textIn(body, 'rid'));
    if (found.kind === 'read') enrollment = found.value;
    return found;
  }

  return {
    user: async (id, call = {}) =>
      answerOrNamed<UserAnswer>(
        await read(`/users/${at(id)}`, 'one user', call),
        { UserNotFound: { kind: 'no-user' }, UserDeleted: { kind: 'deleted' } },
        (body) => {
          const user = userRow(body);
          return user === undefined ? undefined : { kind: 'user', user };
        },
      ),
    users: (ids, call = {}) => askBatch(reader, ids, { url: `${root}/users/getBatch`, key: 'userId', purpose: 'users by ID', row: userRow }, call),
    listUsers: ({ deleted, take, ...call }) =>
      listPages(reader, `${root}/users`, deleted === 'too' ? { include: 'DELETED' } : {}, {
        ...call,
        purpose: 'the list of users',
        idOf,
        take: (items) => take(users(items)),
      }),
    searchUsers: (text, { take, ...call }) =>
      searchPages(reader, `${root}/users/search`, text, { ...call, purpose: 'search for a user', idOf, take: (items) => take(users(items)) }),
    providerLink: (userId, call = {}) => providerLink(userId, call),
    providerLinks: (userIds, { take, ...call }) => askEach(userIds, (userId) => providerLink(userId, call), take),
    group: async (id, call = {}) => answerOrNamed(await read(`/groups/${at(id)}`, 'one group', call), { GroupNotFound: null }, groupRow),
    groups: (ids, call = {}) =>
      askBatch(reader, ids, { url: `${root}/groups/getBatch`, key: 'groupId', purpose: 'groups by ID', row: groupRow }, call),
    listGroups: ({ take, ...call }) =>
      listPages(reader, `${root}/groups`, {}, { ...call, purpose: 'the list of groups', idOf, take: (items) => take(groups(items)) }),
    searchGroups: (text, { take, ...call }) =>
      searchPages(reader, `${root}/groups/search`, text, { ...call, purpose: 'search for a group', idOf, take: (items) => take(groups(items)) }),
    groupMembers: (groupId, { reach, take, ...call }) =>
      listPages(reader, `${root}/groups/${at(groupId)}/groupMembers`, reaching(reach), {
        ...call,
        purpose: 'members of a group',
        idOf: (item) => textIn(item, 'principalId'),
        take: (items) => take(members(items)),
      }),
    membershipsOf: (userId, { reach, take, ...call }) =>
      listPages(reader, `${root}/users/${at(userId)}/groupMemberships`, reaching(reach), {
        ...call,
        purpose: 'groups of a user',
        idOf: (item) => textIn(item, 'groupId'),
        take: (items) => take(items.flatMap((item) => textIn(item, 'groupId') ?? [])),
      }),
    groupProviderId: async (groupId, call = {}) =>
      answerOrNamed(
        await read(`/groups/${at(groupId)}/providerInfo`, 'provider ID of a group', call),
        { GroupProviderInfoNotFound: null, GroupNotFound: null },
        (body) => textIn(body, 'providerId'),
      ),
    organization: async (rid, call = {}) =>
      answerOrNamed(await read(`/organizations/${at(rid)}`, 'one organization', call), { OrganizationNotFound: null }, organizationRow),
    authenticationProviders: async (call = {}) => {
      const current = await enrollmentOf(call);
      if (current.kind === 'trouble') return current;
      const found: FoundryProvider[] = [];
      const end = await listPages(
        reader,
        `${root}/enrollments/${at(current.value)}/authenticationProviders`,
        {},
        {
          ...call,
          purpose: 'the authentication providers',
          idOf: (item) => textIn(item, 'rid'),
          take: async (items) => {
            found.push(...providers(items));
          },
        },
      );
      return end.kind === 'trouble' ? end : { kind: 'read', value: found };
    },
  };
}
