// What is already known of a directory from an earlier read (a whole snapshot, or an import that was cut), brought up to now by Graph's delta
// queries. Whoever changed is read again; members are added and removed as Graph says. Where Graph cannot say what changed, nothing of the
// earlier read is used, and the snapshot says so.
import type { MemberType } from '../../../../contract/directory.ts';
import { type DeltaLinks, linksFromNow, readDelta } from '../../../protocols/entra/delta.ts';
import { groupProperties, memberTypeOf } from '../../../protocols/entra/rows.ts';
import { isObject, textIn } from '../../../protocols/rest/json.ts';
import type { JsonObject } from '../../../protocols/rest/types.ts';
import type { EntraChoice, EntraRead } from './entra.ts';
import type { EarlierRead, KnownGroup, SourceOutcome } from './types.ts';

interface GroupChange {
  state: 'there' | 'gone';
  /** Something of the group itself may be another. */
  changed: 'itself' | 'members only';
  readonly members: Map<string, MemberType | 'removed'>;
}

export interface Since {
  readonly earlier: EarlierRead;
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, GroupChange>;
}

/** `mark`: from where the next refresh asks; undefined when this snapshot cannot be refreshed by delta. */
export interface Begin {
  readonly since: Since | undefined;
  readonly mark: string | undefined;
}

interface Mark extends EntraChoice {
  readonly links: DeltaLinks;
}

/** A mark of another tenant or other apps, or one that cannot be read, is none. */
function linksIn(mark: string, choice: EntraChoice): DeltaLinks | undefined {
  const { links, tenant, scimApp, ssoApp } = JSON.parse(mark) as Mark;
  return tenant === choice.tenant && scimApp === choice.scimApp && ssoApp === choice.ssoApp ? links : undefined;
}

const markOf = (choice: EntraChoice, links: DeltaLinks): string =>
  JSON.stringify({ tenant: choice.tenant, scimApp: choice.scimApp, ssoApp: choice.ssoApp, links } satisfies Mark);

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
const counted = (count: number, one: string, many: string) => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

const earlierWords = ({ kind, name, at }: EarlierRead): string =>
  kind === 'snapshot' ? `the snapshot “${name}” of ${minute(at)}` : `the import of ${minute(at)} that was cut`;

/** Begins from what is known when Graph can say what changed since; anew otherwise, with the reason as a note. */
export async function beginRead(read: EntraRead, choice: EntraChoice): Promise<Begin | SourceOutcome> {
  const { earlier, ledger, graph, signal, keeper } = read;
  if (earlier !== undefined) {
    const links = linksIn(earlier.mark, choice);
    const caught = links === undefined ? 'other-apps' : await catchUp(read, earlier, links);
    if (typeof caught === 'object') {
      if ('kind' in caught) return caught;
      return { since: caught.since, mark: markOf(choice, caught.links) };
    }
    const why = {
      gone: 'Microsoft Graph does not know any more what changed since',
      faulty: 'the list of what changed did not end as it should',
      'other-apps': 'it was of another tenant or of other apps',
    }[caught];
    ledger.note(`Everything was read anew and nothing was taken from ${earlierWords(earlier)}: ${why}.`);
  }
  // Asked for before the first row, so that no change made during the read is missed by the next refresh.
  const links = await linksFromNow(graph, { signal });
  const mark = links === undefined ? undefined : markOf(choice, links);
  if (mark !== undefined) await keeper?.begin(mark);
  return { since: undefined, mark };
}

async function catchUp(
  { graph, signal, ledger, place }: EntraRead,
  earlier: EarlierRead,
  links: DeltaLinks,
): Promise<{ readonly since: Since; readonly links: DeltaLinks } | 'gone' | 'faulty' | SourceOutcome> {
  const users = new Set<string>();
  const groups = new Map<string, GroupChange>();
  const takeUsers = (items: readonly JsonObject[]) => {
    for (const item of items) users.add(textIn(item, 'id') ?? '');
  };
  const takeGroups = (items: readonly JsonObject[]) => {
    for (const item of items) note(groups, item);
  };
  const found = { users: links.users, groups: links.groups };
  for (const [set, take] of [
    ['groups', takeGroups],
    ['users', takeUsers],
  ] as const) {
    const end = await readDelta(graph, links[set], { purpose: `what changed in ${set}`, stepId: set, signal, take });
    if (end.kind === 'trouble') {
      const permissions = set === 'users' ? ['User.Read.All'] : ['GroupMember.Read.All'];
      return ledger.stopped(set, end.trouble, place, { what: `what changed in ${set}`, permissions });
    }
    if (end.kind !== 'whole') return end.kind;
    found[set] = end.link;
  }
  const changes = `since then ${counted(users.size, 'person', 'people')} and ${counted(groups.size, 'group', 'groups')} had changed in the tenant`;
  ledger.note(`Taken over from ${earlierWords(earlier)}: what did not change was not read again; ${changes}.`);
  return { since: { earlier, users, groups }, links: found };
}

function note(groups: Map<string, GroupChange>, item: JsonObject): void {
  const id = textIn(item, 'id') ?? '';
  const change: GroupChange = groups.get(id) ?? { state: 'there', changed: 'members only', members: new Map() };
  groups.set(id, change);
  change.state = item['@removed'] === undefined ? 'there' : 'gone';
  if (groupProperties.some((name) => name !== 'id' && item[name] !== undefined)) change.changed = 'itself';
  const members = item['members@delta'];
  for (const member of Array.isArray(members) ? members.filter(isObject) : [])
    change.members.set(textIn(member, 'id') ?? '', member['@removed'] === undefined ? memberTypeOf(member) : 'removed');
}

export interface KnownNow extends KnownGroup {
  /** `read again`: what the group itself is, is not known any more; its members are. */
  readonly itself: 'known' | 'read again';
}

/** Of these groups those that are known, as they are now. */
export async function groupsNow({ earlier, groups }: Since, ids: readonly string[]): Promise<ReadonlyMap<string, KnownNow>> {
  const now = new Map<string, KnownNow>();
  for (const { group, members } of await earlier.groups(ids)) {
    const change = groups.get(group.id);
    if (change?.state === 'gone') continue;
    const kept = change === undefined ? members : members.filter(({ id }) => !change.members.has(id));
    const added = [...(change?.members ?? [])].flatMap(([id, type]) => (type === 'removed' ? [] : [{ id, type }]));
    now.set(group.id, { group, members: [...kept, ...added], itself: change?.changed === 'itself' ? 'read again' : 'known' });
  }
  return now;
}

/** Of these people those who are known and did not change. */
export const peopleNow = ({ earlier, users }: Since, ids: readonly string[]) => earlier.users(ids.filter((id) => !users.has(id)));
