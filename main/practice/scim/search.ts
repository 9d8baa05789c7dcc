// Lists of users and groups: by index where an `eq` can be answered so, else by looking at each; then sorted, paged, projected.
// The faults that spoil filters and paging act here.
import { isObject, type JsonObject } from '../json.ts';
import type { AnyRecord, GroupRecord, UserRecord } from '../state/store.ts';
import type { Answer, Scim } from './call.ts';
import { badRequest, ScimError } from './errors.ts';
import { compileFilter, type Equality, indexableEquality, parseFilter } from './filter.ts';
import { type ListQuery, listResponse, readListQuery, sortResources } from './list.ts';
import { project, readProjection, showGroup, showUser, wantsMembers } from './show.ts';
import { type Collection, resourceTypes } from './types.ts';
import { isVisible } from './users.ts';

interface Source {
  readonly all: () => readonly AnyRecord[];
  readonly by: (equality: Equality) => AnyRecord | undefined;
  readonly show: (record: AnyRecord, need: 'everything' | 'without-members') => JsonObject;
}

function sourceOf(collection: Collection, scim: Scim): Source {
  const { store } = scim.world;
  const context = { store, baseUrl: scim.baseUrl };
  if (collection === 'Groups') {
    const listed = scim.world.faults.has('nested-not-in-list') ? 'with-people' : 'with-members';
    return {
      all: () => store.groups.all(),
      by: ({ attribute, value }) => (attribute === 'id' ? store.groups.records.get(value) : store.groups.byKey(attribute, value)),
      show: (record, need) => showGroup(record as GroupRecord, context, need === 'without-members' ? need : listed),
    };
  }
  const hides = scim.world.questions.otherUsers === 'hidden' || scim.world.questions.deletion === 'soft-hidden';
  const visible = (user: UserRecord | undefined): UserRecord | undefined => (user !== undefined && isVisible(user, scim) ? user : undefined);
  return {
    all: () => (hides ? store.users.all().filter((user) => isVisible(user, scim)) : store.users.all()),
    by: ({ attribute, value }) =>
      visible(
        attribute === 'id' ? store.users.records.get(value) : store.users.byKey(attribute, attribute === 'userName' ? value.toLowerCase() : value),
      ),
    show: (record) => showUser(record as UserRecord, context),
  };
}

/** The records a filter leaves, in order of creation. */
function filtered(query: ListQuery, source: Source, collection: Collection, scim: Scim): readonly AnyRecord[] {
  const { faults } = scim.world;
  if (query.filter === null || query.filter.trim() === '' || faults.has('filter-ignored')) return source.all();
  if (faults.has('filter-external-id-refused') && /externalId/i.test(query.filter)) {
    throw badRequest('invalidFilter', 'Filtering on externalId is not supported.');
  }
  const type = resourceTypes[collection];
  const filter = parseFilter(query.filter);
  const test = compileFilter(filter, type, faults.has('user-name-case') ? { exactDespiteSchema: ['username'] } : {});
  const need = /members/i.test(query.filter) ? 'everything' : 'without-members';
  const equality = indexableEquality(filter, type);
  if (equality === undefined) return source.all().filter((record) => test(source.show(record, need)));
  const found = source.by(equality);
  return found !== undefined && test(source.show(found, need)) ? [found] : [];
}

export function search(collection: Collection, parameters: URLSearchParams, scim: Scim): Answer {
  const query = readListQuery(parameters);
  const type = resourceTypes[collection];
  const { faults } = scim.world;
  const source = sourceOf(collection, scim);
  const projection = readProjection(query.attributes, query.excludedAttributes, type);
  const need = wantsMembers(projection) ? 'everything' : 'without-members';
  const records = filtered(query, source, collection, scim);
  if (faults.has('filter-404') && query.filter !== null && records.length === 0) throw new ScimError(404, 'No resource matches the filter.');
  const from = faults.has('paging-repeats') ? 0 : query.startIndex - 1;
  const page =
    query.sortBy === null
      ? records.slice(from, from + query.count).map((record) => source.show(record, need))
      : sortResources(
          records.map((record) => source.show(record, 'everything')),
          query.sortBy,
          query.sortOrder,
          type,
        ).slice(from, from + query.count);
  const resources = page.map((resource) => project(resource, projection)).filter(isObject);
  return { status: 200, headers: {}, body: listResponse(resources, records.length, from + 1) };
}
