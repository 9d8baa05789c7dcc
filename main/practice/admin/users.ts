// Users of the admin API: one, many, all, by the beginning of a name; the Provider ID of one, and the groups of one.
import { isObject, type Json, textOf } from '../json.ts';
import type { UserRecord } from '../state/store.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import { answerBatch, groupsAbove, readSearch } from './asked.ts';
import { pageOf } from './lists.ts';
import { showUser } from './show.ts';
import { type AdminState, refuse } from './state.ts';

const begins = (value: Json | undefined, text: string): boolean => textOf(value)?.toLowerCase().startsWith(text) ?? false;

function hasName({ attributes }: UserRecord, text: string): boolean {
  const name = isObject(attributes.name) ? attributes.name : {};
  return begins(attributes.userName, text) || begins(name.givenName, text) || begins(name.familyName, text);
}

export function answerUsers(state: AdminState, request: TwinRequest, [id, part]: readonly string[], body: Json | undefined): TwinAnswer {
  const { store } = state.world;
  const { query } = request;
  const page = { size: query.get('pageSize') ?? undefined, token: query.get('pageToken') ?? undefined };
  const living = (): readonly UserRecord[] => store.users.all().filter((user) => !user.deleted);
  if (id === undefined) return pageOf(state, query.get('include') === 'DELETED' ? store.users.all() : living(), showUser, page);
  if (id === 'search') {
    const search = readSearch(body);
    if (search === undefined) return refuse('INVALID_ARGUMENT', 'Conjure:InvalidArgument');
    return pageOf(
      state,
      living().filter((user) => hasName(user, search.text)),
      showUser,
      search,
    );
  }
  if (id === 'getBatch') {
    return answerBatch(body, 'userId', (wanted) => {
      const user = store.users.records.get(wanted);
      return user === undefined || user.deleted ? undefined : showUser(user);
    });
  }
  const user = store.users.records.get(id);
  if (user === undefined) return refuse('NOT_FOUND', 'UserNotFound', { userId: id.slice(0, 100) });
  if (user.deleted) return refuse('INVALID_ARGUMENT', 'UserDeleted', { principalId: id });
  switch (part) {
    case undefined:
      return { status: 200, body: showUser(user) };
    case 'providerInfo': {
      if (state.faults.has('admin-no-provider-info')) return refuse('PERMISSION_DENIED', 'GetUserProviderInfoPermissionDenied', { userId: id });
      const providerId = textOf(user.attributes.externalId);
      return providerId === undefined ? refuse('NOT_FOUND', 'UserProviderInfoNotFound', { userId: id }) : { status: 200, body: { providerId } };
    }
    case 'groupMemberships':
      return pageOf(state, groupsAbove(store, id, query.get('transitive') === 'true' ? 'all' : 'direct'), (groupId) => ({ groupId }), page);
    default:
      return refuse('NOT_FOUND', 'Default:NotFound');
  }
}
