// A snapshot of any SCIM server: its users, its groups and their members, as “what the target has”. A group is a member where the server
// shows it as one. SCIM knows no assignments, so none are read; a list without members is looked into group by group.
import type { AsideRow, DirectoryGroup, DirectoryMembership, DirectoryUser, MemberType } from '../../../../contract/directory.ts';
import type { ListFault, ReadTrouble } from '../../../protocols/rest/types.ts';
import { resourceOf } from '../../../protocols/scim/client.ts';
import { type Listing, listAll, type PartialReason } from '../../../protocols/scim/list-all.ts';
import type { Json, JsonObject, ScimClient, ScimResourceType, ScimResult } from '../../../protocols/scim/types.ts';
import { asideOf, createLedger, type Ledger } from './ledger.ts';
import { faultFinding, type Place, troubleFinding } from './trouble.ts';
import type { DirectorySourceReader, SourceContext, SourceOutcome } from './types.ts';

const pageSize = 500;
const mostResources = 2_000_000;
const batchRows = 1000;
/** Groups looked at by id before it is said that the server shows no members. */
const lookedAt = 3;

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An attribute by its name in any case, as RFC 7643 2.1 has names. */
function attribute(resource: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(resource, name)) return resource[name];
  const key = Object.keys(resource).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : resource[key];
}

/** The primary of a multi-valued attribute, or its first. */
function primary(value: Json | undefined): string | null {
  const entries = Array.isArray(value) ? value.filter(isObject) : [];
  return text((entries.find((entry) => entry.primary === true) ?? entries[0])?.value);
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function userRow(resource: JsonObject): DirectoryUser | undefined {
  const id = text(attribute(resource, 'id'));
  if (id === null) return undefined;
  const active = attribute(resource, 'active');
  const more = attribute(resource, enterprise);
  return {
    id,
    userName: text(attribute(resource, 'userName')),
    displayName: text(attribute(resource, 'displayName')),
    mail: primary(attribute(resource, 'emails')),
    mailNickname: null,
    employeeId: isObject(more) ? text(attribute(more, 'employeeNumber')) : null,
    onPremisesImmutableId: null,
    onPremisesSamAccountName: null,
    externalId: text(attribute(resource, 'externalId')),
    // Some servers write it as a text.
    enabled: typeof active === 'boolean' ? active : typeof active === 'string' ? active.toLowerCase() === 'true' : null,
    type: 'unknown',
    other: {},
  };
}

function groupRow(resource: JsonObject): DirectoryGroup | undefined {
  const id = text(attribute(resource, 'id'));
  if (id === null) return undefined;
  return {
    id,
    displayName: text(attribute(resource, 'displayName')),
    externalId: text(attribute(resource, 'externalId')),
    onPremisesSamAccountName: null,
    securityEnabled: null,
    mailEnabled: null,
    dynamicRule: null,
    membersHidden: null,
  };
}

/** By `type`, or by the collection that `$ref` leads to (RFC 7643 4.2). */
function memberType(member: JsonObject): MemberType {
  const type = text(attribute(member, 'type'))?.toLowerCase();
  if (type === 'user' || type === 'group') return type;
  const collection = /\/(Users|Groups)\/[^/]+\/?$/i.exec(text(attribute(member, '$ref')) ?? '')?.[1]?.toLowerCase();
  return collection === 'users' ? 'user' : collection === 'groups' ? 'group' : 'unknown';
}

function troubleOf(result: ScimResult): ReadTrouble {
  if (result.kind === 'no-token') return { kind: 'token', trouble: result.trouble };
  if (result.kind === 'failed') return result.failure.layer === 'cancelled' ? { kind: 'cancelled' } : { kind: 'network', failure: result.failure };
  const { status } = result;
  const detail = { code: result.error?.scimType ?? result.error?.errorName ?? '', message: result.error?.detail ?? '' };
  if (status === 401) return { kind: 'unauthorized', detail };
  if (status === 403) return { kind: 'not-permitted', detail };
  if (status === 404) return { kind: 'not-found', detail };
  if (status === 429) return { kind: 'throttled' };
  if (status >= 200 && status < 300)
    return { kind: 'unreadable', status, contentType: result.contentType, excerpt: result.unreadable?.excerpt ?? '' };
  return status >= 500 ? { kind: 'server-error', status, detail } : { kind: 'refused', status, detail };
}

function faultOf(why: Exclude<PartialReason, { kind: 'stopped' | 'limit' }>, read: number): ListFault {
  return why.kind === 'ended-early' ? { kind: 'ended-early', read: why.read, expected: why.totalResults } : { kind: 'repeats', read };
}

interface ScimRead extends SourceContext {
  readonly client: ScimClient;
  readonly place: Place;
  readonly ledger: Ledger;
}

/** The list as far as it came; undefined when it may not be read; an outcome when the import ends. */
async function list(read: ScimRead, type: ScimResourceType): Promise<Listing | SourceOutcome | undefined> {
  const { client, signal, ledger, place } = read;
  const [set, what] = type === 'Users' ? (['users', 'users'] as const) : (['groups', 'groups'] as const);
  const listing = await listAll(client, type, { count: pageSize, max: mostResources, purpose: `list of ${what}`, stepId: set, signal });
  if (listing.coverage === 'complete') return listing;
  const { why } = listing;
  if (why.kind === 'stopped') {
    const trouble = troubleOf(why.result);
    const about = { what, permissions: [], ...(why.result.kind === 'no-token' ? {} : { exchangeId: why.result.exchange.id }) };
    if (trouble.kind !== 'not-permitted') return ledger.stopped(set, trouble, place, about);
    ledger.find(set, troubleFinding(trouble, place, about));
    for (const one of type === 'Users' ? (['users'] as const) : (['groups', 'memberships'] as const))
      ledger.cover(one, 'not permitted', 'The server refuses to list them (403).');
    return undefined;
  }
  if (why.kind !== 'limit') ledger.find(set, faultFinding(faultOf(why, listing.resources.length), place, what));
  ledger.cover(set, 'partial', 'The list did not end as it should.');
  if (type === 'Groups') ledger.cover('memberships', 'partial', 'Not all groups could be listed.');
  return listing;
}

async function inBatches<T>(rows: readonly T[], take: (batch: readonly T[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < rows.length; from += batchRows) await take(rows.slice(from, from + batchRows));
}

/** Rows of what has an id; what has none is kept aside. */
async function rowsOf<T>(
  read: ScimRead,
  set: 'users' | 'groups',
  resources: readonly JsonObject[],
  row: (resource: JsonObject) => T | undefined,
): Promise<T[]> {
  const aside: AsideRow[] = [];
  const rows = resources.flatMap((resource) => {
    const made = row(resource);
    if (made === undefined) aside.push(asideOf(set, set === 'users' ? 'Users' : 'Groups', 'It has no id.', resource));
    return made === undefined ? [] : [made];
  });
  if (aside.length > 0) await read.sink.aside(aside);
  return rows;
}

async function takeMembers(read: ScimRead, group: JsonObject): Promise<number> {
  const groupId = text(attribute(group, 'id'));
  const members = attribute(group, 'members');
  if (groupId === null || !Array.isArray(members)) return 0;
  const rows: DirectoryMembership[] = [];
  for (const member of members.filter(isObject)) {
    const memberId = text(attribute(member, 'value'));
    if (memberId === null) await read.sink.aside([asideOf('memberships', `Groups/${groupId}`, 'The member has no value.', member)]);
    else rows.push({ groupId, memberId, memberType: memberType(member) });
  }
  await inBatches(rows, read.sink.memberships);
  return rows.length;
}

const hasMembers = (group: JsonObject): boolean => attribute(group, 'members') !== undefined;

/** Members group by group, for servers whose list leaves them out. */
async function takeMembersSingly(read: ScimRead, groups: readonly JsonObject[]): Promise<SourceOutcome | undefined> {
  const { client, signal, ledger, place, progress } = read;
  let count = 0;
  let shown = false;
  for (const [index, group] of groups.entries()) {
    if (!shown && index >= lookedAt) {
      ledger.cover('memberships', 'partial', 'The server shows no members, in its list and in single groups: they are unknown, or there are none.');
      return undefined;
    }
    const id = text(attribute(group, 'id'));
    if (id === null) continue;
    const result = await client.request('GET', `Groups/${encodeURIComponent(id)}`, {
      purpose: 'members of one group',
      stepId: 'memberships',
      signal,
    });
    const whole = resourceOf(result);
    if (whole === undefined) return ledger.stopped('memberships', troubleOf(result), place, { what: 'the members of groups', permissions: [] });
    shown ||= hasMembers(whole);
    count += await takeMembers(read, whole);
    progress({ set: 'memberships', read: count });
  }
  return undefined;
}

async function take(read: ScimRead): Promise<SourceOutcome> {
  const { sink, ledger, progress } = read;
  const users = await list(read, 'Users');
  if (users !== undefined && 'kind' in users) return users;
  const people = users === undefined ? [] : await rowsOf(read, 'users', users.resources, userRow);
  await inBatches(people, sink.users);
  progress({ set: 'users', read: people.length });
  const groups = await list(read, 'Groups');
  if (groups !== undefined && 'kind' in groups) return groups;
  if (groups !== undefined) {
    const rows = await rowsOf(read, 'groups', groups.resources, groupRow);
    await inBatches(rows, sink.groups);
    progress({ set: 'groups', read: rows.length });
    if (groups.resources.length > 0 && !groups.resources.some(hasMembers)) {
      const stopped = await takeMembersSingly(read, groups.resources);
      if (stopped !== undefined) return stopped;
    } else {
      let count = 0;
      for (const group of groups.resources) count += await takeMembers(read, group);
      progress({ set: 'memberships', read: count });
    }
  }
  for (const set of ['scim-assignments', 'sso-assignments'] as const) ledger.cover(set, 'not read', 'A SCIM server knows no assignments.');
  ledger.note('This is what the target has: who is assigned, and what is nested, is known to the identity provider alone.');
  return ledger.taken();
}

/** Reads a SCIM server once; `hosts` are named in findings. */
export function scimSource(client: ScimClient, hosts: { readonly scim: string; readonly token: string }): DirectorySourceReader {
  return {
    take: (context) => take({ ...context, client, place: { source: 'SCIM', host: hosts.scim, signInHost: hosts.token }, ledger: createLedger() }),
  };
}
