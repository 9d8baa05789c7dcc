// Groups of the admin API: one, many, all, by the beginning of a name; their members, and their ID at the identity provider.
import { type Json, textOf } from '../json.ts';
import type { GroupRecord, Store } from '../state/store.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import { answerBatch, readSearch } from './asked.ts';
import { pageOf } from './lists.ts';
import { showGroup } from './show.ts';
import { type AdminState, refuse } from './state.ts';

type Member = readonly [id: string, type: 'User' | 'Group'];

function membersOf(store: Store, group: GroupRecord, reach: 'direct' | 'all'): readonly Member[] {
  const found = new Map<string, Member>();
  const waiting = [group];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const member of next.members) {
      if (found.has(member[0])) continue;
      found.set(member[0], member);
      const inner = reach === 'all' ? store.groups.records.get(member[0]) : undefined;
      if (inner !== undefined) waiting.push(inner);
    }
  }
  return [...found.values()];
}

export function answerGroups(state: AdminState, request: TwinRequest, [id, part]: readonly string[], body: Json | undefined): TwinAnswer {
  const { store } = state.world;
  const { query } = request;
  const page = { size: query.get('pageSize') ?? undefined, token: query.get('pageToken') ?? undefined };
  const show = (group: GroupRecord) => showGroup(group, state.world);
  if (id === undefined) return pageOf(state, store.groups.all(), show, page);
  if (id === 'search') {
    const search = readSearch(body);
    if (search === undefined) return refuse('INVALID_ARGUMENT', 'Conjure:InvalidArgument');
    const named = store.groups.all().filter((group) => textOf(group.attributes.displayName)?.toLowerCase().startsWith(search.text) ?? false);
    return pageOf(state, named, show, search);
  }
  if (id === 'getBatch') {
    return answerBatch(body, 'groupId', (wanted) => {
      const group = store.groups.records.get(wanted);
      return group === undefined ? undefined : show(group);
    });
  }
  const group = store.groups.records.get(id);
  if (group === undefined) return refuse('NOT_FOUND', 'GroupNotFound', { groupId: id.slice(0, 100) });
  switch (part) {
    case undefined:
      return { status: 200, body: show(group) };
    case 'providerInfo': {
      const providerId = textOf(group.attributes.externalId);
      return providerId === undefined ? refuse('NOT_FOUND', 'GroupProviderInfoNotFound', { groupId: id }) : { status: 200, body: { providerId } };
    }
    case 'groupMembers': {
      const transitive = query.get('transitive') === 'true';
      if (transitive && query.get('includeExpirations') === 'true')
        return refuse('INVALID_ARGUMENT', 'ExpirationForTransitiveGroupMembersNotSupported');
      return pageOf(
        state,
        membersOf(store, group, transitive ? 'all' : 'direct'),
        ([principalId, type]) => ({ principalId, principalType: type.toUpperCase() }),
        page,
      );
    }
    default:
      return refuse('NOT_FOUND', 'Default:NotFound');
  }
}
