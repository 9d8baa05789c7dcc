// JSON as Graph and Okta return it into a snapshot: users, groups with their members, pages of one group's members, app role assignments, plain
// memberships; told apart by `@odata.type`, else by the attributes they have. What is none of these, or is broken, is kept aside with its line.
// Transitive members are people and groups to know, never direct memberships.
import type { AsideRow, MemberType } from '../../../contract/directory.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type JsonItem, readItems } from './json-items.ts';
import { errorOf, fieldsOf, groupFields, has, type JsonObject, kindOf, objectOf, otherOf, parsed, text, userFields } from './json-objects.ts';
import { type Page, pageOf } from './json-pages.ts';
import type { FileTarget, LoadTools } from './load-csv.ts';
import { readGroup, readMemberType, readUser, tidyId } from './rows.ts';
import type { Encoding } from './text.ts';

export interface LoadedJson {
  readonly users: number;
  readonly groups: number;
  readonly memberships: number;
  readonly assignments: number;
  readonly aside: number;
  readonly repeated: number;
  /** Groups whose members Graph cut: it expands at most twenty in a list of groups. */
  readonly membersCut: number;
  /** Members of which the file does not say whose they are. */
  readonly membersOfNobody: number;
  /** Members through nested groups: no direct memberships. */
  readonly transitive: number;
  /** Files that end before what they began. */
  readonly cutFiles: number;
}

export const noJson: LoadedJson = {
  users: 0,
  groups: 0,
  memberships: 0,
  assignments: 0,
  aside: 0,
  repeated: 0,
  membersCut: 0,
  membersOfNobody: 0,
  transitive: 0,
  cutFiles: 0,
};

type Counts = { -readonly [Name in keyof LoadedJson]: LoadedJson[Name] };

/** Counts of two files together. */
export function addJson(one: LoadedJson, other: LoadedJson): LoadedJson {
  const sum: Counts = { ...one };
  for (const name of Object.keys(noJson) as (keyof LoadedJson)[]) sum[name] += other[name];
  return sum;
}

const membersCutAt = 20;

const typeOf = (item: JsonObject) => readMemberType(text(item['@odata.type'] ?? item.type));

/** What one object came to: `aside` has its reason. */
type Taken = 'taken' | { readonly set: AsideRow['set']; readonly reason: string };

export async function loadJson(
  file: { readonly path: string; readonly name: string; readonly encoding: Encoding },
  target: FileTarget,
  tools: LoadTools,
): Promise<LoadedJson> {
  const counts: Counts = { ...noJson };
  let page: Page = pageOf('', file.name);
  let [items, pages] = [0, 0];

  function aside(set: AsideRow['set'], line: number, reason: string, excerpt: string): void {
    counts.aside += 1;
    target.aside({ set, where: file.name, line, reason, excerpt: excerpt.slice(0, 300) });
  }

  function join(groupId: string, memberId: string, type: MemberType): void {
    target.membership(groupId, memberId, type);
    counts.memberships += 1;
  }

  /** An object on a page of members is one, whatever else is known of it. */
  function asMember(memberId: string, type: MemberType): void {
    if (page.kind === 'members') join(page.groupId, memberId, type);
    else if (page.kind === 'transitive members') counts.transitive += 1;
    else if (page.kind === 'members of nobody') counts.membersOfNobody += 1;
  }

  function members(groupId: string, list: readonly unknown[]): Taken {
    let lost = 0;
    for (const member of list) {
      const object = objectOf(member);
      const memberId = tidyId(text(object?.id ?? object?.value ?? member));
      if (memberId === '') lost += 1;
      else if (object?.['@removed'] === undefined) join(groupId, memberId, object === undefined ? 'unknown' : typeOf(object));
    }
    return lost === 0 ? 'taken' : { set: 'memberships', reason: `${lost} of its members have no id.` };
  }

  function takeUser(item: JsonObject): Taken {
    const read = readUser(fieldsOf(item, userFields), otherOf(item), '');
    if (read.kind === 'aside') return { set: 'users', reason: read.reason };
    asMember(read.value.id, 'user');
    if (target.user(read.value) === 'added') counts.users += 1;
    else if (page.kind === 'objects') {
      counts.repeated += 1;
      return { set: 'users', reason: 'The id stands in an earlier object; that one was taken.' };
    }
    for (const app of read.assigned) target.assignment({ app, principalId: read.value.id, principalType: 'user' });
    return 'taken';
  }

  function takeGroup(item: JsonObject): Taken {
    const read = readGroup(fieldsOf(item, groupFields));
    if (read.kind === 'aside') return { set: 'groups', reason: read.reason };
    const { id } = read.value;
    asMember(id, 'group');
    // A group that comes again brings more of its members: Graph's delta does so.
    if (target.group(read.value) === 'added') counts.groups += 1;
    for (const app of read.assigned) target.assignment({ app, principalId: id, principalType: 'group' });
    if (Array.isArray(item.transitiveMembers)) counts.transitive += item.transitiveMembers.length;
    const list = item.members ?? item['members@delta'];
    if (!Array.isArray(list)) return 'taken';
    if (list.length === membersCutAt || has(item, 'members@odata.nextLink')) counts.membersCut += 1;
    return members(id, list);
  }

  function takeMembership(item: JsonObject): Taken {
    const [groupId, memberId] = [tidyId(text(item.groupId)), tidyId(text(item.memberId))];
    if (groupId === '' || memberId === '') return { set: 'memberships', reason: 'The id of the group or of the member is empty.' };
    join(groupId, memberId, readMemberType(text(item.memberType)));
    return 'taken';
  }

  function takeAssignment(item: JsonObject): Taken {
    const principalId = tidyId(text(item.principalId));
    const type = text(item.principalType).toLowerCase();
    if (principalId === '') return { set: 'scim-assignments', reason: 'The assignment names nobody.' };
    if (type !== 'user' && type !== 'group')
      return {
        set: 'scim-assignments',
        reason: `An assignment of a ${type === '' ? 'principal without type' : type} is not a person’s nor a group’s.`,
      };
    target.assignment({ app: text(item.app) === 'sso' ? 'sso' : 'scim', principalId, principalType: type });
    counts.assignments += 1;
    return 'taken';
  }

  function take(item: JsonObject): Taken {
    switch (kindOf(item)) {
      case 'user':
        return takeUser(item);
      case 'group':
        return takeGroup(item);
      case 'membership':
        return takeMembership(item);
      case 'assignment':
        return takeAssignment(item);
      case 'none': {
        const id = tidyId(text(item.id));
        if (id !== '' && page.kind !== 'objects') {
          asMember(id, has(item, '@odata.type') ? 'other' : 'unknown');
          return 'taken';
        }
        return { set: 'users', reason: errorOf(item) ?? 'This is neither a user nor a group, a membership or an app assignment.' };
      }
    }
  }

  function takeItem({ kind, text: source, line }: JsonItem): void {
    if (kind === 'page') {
      page = pageOf(source, file.name);
      pages += 1;
      return;
    }
    items += 1;
    if (kind === 'cut') {
      counts.cutFiles += 1;
      aside('users', line, 'The file ends in the middle: it was cut off. Export it again.', source);
      return;
    }
    const object = kind === 'object' ? parsed(source) : undefined;
    const result = object === undefined ? ({ set: 'users', reason: 'This is not JSON.' } as const) : take(object);
    if (result !== 'taken') aside(result.set, line, result.reason, source);
  }

  for await (const batch of readItems(file.path, file.encoding, tools.signal)) {
    for (const item of batch) takeItem(item);
    const last = batch.at(-1);
    if (last !== undefined) tools.progress(last.read, counts.users + counts.groups + counts.memberships);
  }
  if (items + pages === 0) throw new Refusal('file-empty', `“${file.name}” is empty. Nothing was imported: choose another file.`);
  return counts;
}
