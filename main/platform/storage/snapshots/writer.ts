// Writes one snapshot: rows as they come, memberships as pairs of numbers that become compressed rows at the end. One transaction under a
// temporary name: a process that dies leaves a file that nobody lists, locked while it lives, removed at the next start. Inside a worker only.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { AsideRow, Snapshot } from '../../../../contract/directory.ts';
import { privateFile } from '../files.ts';
import { withLock } from '../leases.ts';
import { compress, numberList } from './arrays.ts';
import { folderOf, formVersion, groupBits, lockName, type NumbersName, partEnding, pathOf, tables, userBits, waitMs, wholeEnding } from './form.ts';
import { createIds } from './ids.ts';
import { keyList } from './keys.ts';
import { pageWriter, searchText } from './pages.ts';
import { kinds, notesOf, resolveMembers, typeCodes } from './resolve.ts';
import type { ByteRange, SnapshotHead, SnapshotWriter } from './types.ts';

/** More rows aside than this are counted, not kept: a file of the wrong kind would fill the disk. */
export const mostAside = 10_000;
/** Memberships of unknown groups that are shown; all are counted. */
const mostOrphans = 1000;

/** Fields of a row's text that find it, from the first: id, userName, mail; id, displayName. */
const userKeyFields = 3;
const groupKeyFields = 2;

const bit = (value: boolean | null) => (value === null ? null : value ? 1 : 0);

export function createSnapshotWriter(dataDir: string, head: SnapshotHead): SnapshotWriter {
  folderOf(dataDir);
  const part = pathOf(dataDir, head.id, partEnding);
  const db = withLock(dataDir, lockName, waitMs, () => {
    const opened = new DatabaseSync(privateFile(part));
    opened.exec('PRAGMA journal_mode=MEMORY; PRAGMA synchronous=FULL; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
    return opened;
  });
  db.exec(`PRAGMA user_version=${formVersion}; ${tables}`);
  const insertAside = db.prepare('INSERT INTO aside VALUES (?, ?)');
  const insertNumbers = db.prepare('INSERT INTO numbers VALUES (?, ?)');

  const ids = createIds();
  const userFlags = numberList();
  const groupFlags = numberList();
  const userKeys = keyList();
  const groupKeys = keyList();
  const userPages = pageWriter(db, 'users');
  const groupPages = pageWriter(db, 'groups');
  const memberGroups = numberList(65_536);
  const members = numberList(65_536);
  const memberTypes = numberList(65_536);
  const assignments: { readonly principal: number; readonly user: boolean; readonly scim: boolean }[] = [];
  let asideCount = 0;

  function aside(row: AsideRow): void {
    if (asideCount < mostAside) insertAside.run(asideCount, JSON.stringify(row));
    asideCount += 1;
  }

  const keep = (name: NumbersName, values: Uint32Array | Uint8Array | Float64Array) =>
    insertNumbers.run(name, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));

  /** The first of them are shown; all are counted. */
  function keepOrphan(group: number, member: number, before: number): void {
    if (before >= mostOrphans) asideCount += 1;
    else
      aside({
        set: 'memberships',
        where: '',
        line: null,
        reason: 'The group of this membership is not among the groups that were read.',
        excerpt: `${ids.textOf(group)}, ${ids.textOf(member)}`,
      });
  }

  /** Ids that nobody has get positions of their own; answers how many there are. */
  function keepUnresolved(items: Uint32Array): void {
    const insert = db.prepare('INSERT INTO unresolved VALUES (?, ?)');
    const positions = new Map<number, number>();
    for (let at = 0; at < items.length; at += 1) {
      const number = items[at] ?? 0;
      let position = positions.get(number);
      if (position === undefined) {
        position = positions.size;
        positions.set(number, position);
        insert.run(position, ids.textOf(number));
      }
      items[at] = position;
    }
  }

  /** Sets the flags of those assigned; answers how many assignments name nobody known. */
  function assign(): number {
    let unknown = 0;
    for (const { principal, user, scim } of assignments) {
      const flags = user ? userFlags : groupFlags;
      const position = user ? ids.userOf(principal) : ids.groupOf(principal);
      if (position < 0) {
        unknown += 1;
        continue;
      }
      const bits = user ? userBits : groupBits;
      flags.set(position, flags.at(position) | (scim ? bits.assigned : bits.assignedToSso));
    }
    return unknown;
  }

  const lastGroup = { bytes: new Uint8Array(64), length: -1, number: 0 };

  function sameBytes(bytes: Uint8Array, { from, to }: ByteRange): boolean {
    if (to - from !== lastGroup.length) return false;
    for (let at = 0; at < lastGroup.length; at += 1) if (bytes[from + at] !== lastGroup.bytes[at]) return false;
    return true;
  }

  function remember(bytes: Uint8Array, { from, to }: ByteRange): number {
    lastGroup.number = ids.numberOfBytes(bytes, from, to);
    lastGroup.length = to - from <= lastGroup.bytes.length ? to - from : -1;
    if (lastGroup.length > 0) lastGroup.bytes.set(bytes.subarray(from, to));
    return lastGroup.number;
  }

  const having = (flags: Uint8Array, mask: number) => flags.reduce((count, value) => count + ((value & mask) === 0 ? 0 : 1), 0);

  function close(): void {
    if (db.isOpen) db.close();
  }

  return {
    user(user) {
      const number = ids.numberOf(user.id);
      if (ids.userOf(number) >= 0) return 'repeated';
      const position = userFlags.length;
      ids.setUser(number, position);
      const { id, userName, displayName, mail, mailNickname, employeeId, onPremisesImmutableId, onPremisesSamAccountName, externalId } = user;
      const text = searchText([id, userName, mail, displayName, mailNickname, employeeId, externalId]);
      userKeys.add(text, userKeyFields, position);
      userPages.add(
        [
          id,
          userName,
          displayName,
          mail,
          mailNickname,
          employeeId,
          onPremisesImmutableId,
          onPremisesSamAccountName,
          externalId,
          bit(user.enabled),
          user.type,
          user.other,
        ],
        text,
      );
      userFlags.push(
        (user.enabled === false ? 0 : userBits.enabled) |
          (user.type === 'guest' ? userBits.guest : 0) |
          (mail === null || mail === '' ? userBits.noMail : 0),
      );
      return 'added';
    },
    group(group) {
      const number = ids.numberOf(group.id);
      if (ids.groupOf(number) >= 0) return 'repeated';
      const position = groupFlags.length;
      ids.setGroup(number, position);
      const { id, displayName, externalId, onPremisesSamAccountName, securityEnabled, mailEnabled, dynamicRule, membersHidden } = group;
      const text = searchText([id, displayName, externalId, onPremisesSamAccountName]);
      groupKeys.add(text, groupKeyFields, position);
      groupPages.add(
        [id, displayName, externalId, onPremisesSamAccountName, bit(securityEnabled), bit(mailEnabled), dynamicRule, bit(membersHidden)],
        text,
      );
      groupFlags.push(
        (securityEnabled === false ? groupBits.notSecurity : 0) |
          (dynamicRule === null ? 0 : groupBits.dynamic) |
          (membersHidden === true ? groupBits.membersHidden : 0),
      );
      return 'added';
    },
    membershipBytes(bytes, group, member, memberType) {
      // Files name a group's members one after the other.
      memberGroups.push(sameBytes(bytes, group) ? lastGroup.number : remember(bytes, group));
      ids.append(members, bytes, member.from, member.to);
      memberTypes.push(typeCodes[memberType]);
    },
    membership(groupId, memberId, memberType) {
      memberGroups.push(ids.numberOf(groupId));
      members.push(ids.numberOf(memberId));
      memberTypes.push(typeCodes[memberType]);
    },
    assignment({ app, principalId, principalType }) {
      assignments.push({ principal: ids.numberOf(principalId), user: principalType === 'user', scim: app === 'scim' });
    },
    aside,
    commit({ coverage, notes, mark }) {
      const [userCount, groupCount] = [userFlags.length, groupFlags.length];
      ids.settle(members);
      const { kindOf, orphans, others } = resolveMembers(
        { groups: memberGroups.view(), members: members.view(), types: memberTypes.view(), whose: ids.whose() },
        keepOrphan,
      );
      const unassigned = assign();
      const rowsOf = (kind: number) => compress(groupCount, memberGroups.view(), members.view(), kindOf, kind);
      const [persons, children, unresolved] = [rowsOf(kinds.person), rowsOf(kinds.child), rowsOf(kinds.unresolved)];
      for (let group = 0; group < groupCount; group += 1)
        if ((unresolved.start[group + 1] ?? 0) > (unresolved.start[group] ?? 0)) groupFlags.set(group, groupFlags.at(group) | groupBits.unresolved);
      keepUnresolved(unresolved.items);
      userPages.end();
      groupPages.end();
      const [ofUsers, ofGroups] = [Uint8Array.from(userFlags.view()), Uint8Array.from(groupFlags.view())];
      keep('people.start', persons.start);
      keep('people.items', persons.items);
      keep('children.start', children.start);
      keep('children.items', children.items);
      keep('unresolved.start', unresolved.start);
      keep('unresolved.items', unresolved.items);
      keep('users.flags', ofUsers);
      keep('groups.flags', ofGroups);
      keep('users.keys', userKeys.packed(userCount));
      keep('groups.keys', groupKeys.packed(groupCount));
      const snapshot: Snapshot = {
        ...head,
        counts: {
          users: userCount,
          enabledUsers: having(ofUsers, userBits.enabled),
          guests: having(ofUsers, userBits.guest),
          groups: groupCount,
          memberships: persons.items.length + children.items.length,
          nested: children.items.length,
          assignedGroups: having(ofGroups, groupBits.assigned),
          assignedUsers: having(ofUsers, userBits.assigned),
          unresolved: unresolved.items.length,
          aside: asideCount,
          repeated: persons.repeated + children.repeated + unresolved.repeated,
        },
        coverage: [...coverage],
        notes: [
          ...notes,
          ...notesOf({ orphans, others, unassigned }),
          ...(asideCount <= mostAside ? [] : [`Of ${asideCount} rows kept aside the first ${mostAside} are shown.`]),
        ],
      };
      db.prepare('INSERT INTO about VALUES (?, ?)').run('snapshot', JSON.stringify(snapshot));
      if (mark !== undefined) db.prepare('INSERT INTO about VALUES (?, ?)').run('mark', mark);
      withLock(dataDir, lockName, waitMs, () => {
        db.exec('COMMIT');
        close();
        renameSync(part, pathOf(dataDir, head.id, wholeEnding));
      });
      return snapshot;
    },
    drop() {
      close();
      if (existsSync(part)) rmSync(part, { force: true });
    },
  };
}
