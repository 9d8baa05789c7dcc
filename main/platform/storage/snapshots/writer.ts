// Writes one snapshot: rows as they come, memberships as pairs of numbers that become compressed rows at the end. One transaction under a
// temporary name: a process that dies leaves a file that nobody lists, locked while it lives, removed at the next start. Inside a worker only.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { AsideRow, MemberType, Snapshot } from '../../../../contract/directory.ts';
import { privateFile } from '../files.ts';
import { withLock } from '../leases.ts';
import { compress, numberList } from './arrays.ts';
import { folderOf, formVersion, groupBits, lockName, type NumbersName, partEnding, pathOf, tables, userBits, waitMs, wholeEnding } from './form.ts';
import { createIds } from './ids.ts';
import { keyList } from './keys.ts';
import { searchPages } from './search.ts';
import type { SnapshotHead, SnapshotWriter } from './types.ts';

/** More rows aside than this are counted, not kept: a file of the wrong kind would fill the disk. */
export const mostAside = 10_000;
/** Memberships of unknown groups that are shown; all are counted. */
const mostOrphans = 1000;

const typeCodes = { user: 0, group: 1, other: 2, unknown: 3 } as const satisfies Record<MemberType, number>;
/** What a membership turned out to be. */
const kinds = { person: 0, child: 1, unresolved: 2, other: 3, orphan: 4 } as const;

const bit = (value: boolean | null) => (value === null ? null : value ? 1 : 0);
const people = (count: number) => (count === 1 ? 'person' : 'people');

export function createSnapshotWriter(dataDir: string, head: SnapshotHead): SnapshotWriter {
  folderOf(dataDir);
  const part = pathOf(dataDir, head.id, partEnding);
  const db = withLock(dataDir, lockName, waitMs, () => {
    const opened = new DatabaseSync(privateFile(part));
    opened.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=FULL; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
    return opened;
  });
  db.exec(`PRAGMA user_version=${formVersion}; ${tables}`);
  const insertUser = db.prepare('INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertGroup = db.prepare('INSERT INTO groups VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertAside = db.prepare('INSERT INTO aside VALUES (?, ?)');
  const insertNumbers = db.prepare('INSERT INTO numbers VALUES (?, ?)');

  const ids = createIds();
  const userFlags = numberList();
  const groupFlags = numberList();
  const userKeys = keyList();
  const groupKeys = keyList();
  const userTexts = searchPages(db, 'users');
  const groupTexts = searchPages(db, 'groups');
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

  /** Who each member is: memberships become (group position, position or id number, kind). */
  function resolve(): { readonly kindOf: Uint8Array; readonly orphans: number; readonly others: number } {
    const kindOf = new Uint8Array(members.length);
    let orphans = 0;
    let others = 0;
    for (let at = 0; at < kindOf.length; at += 1) {
      const groupNumber = memberGroups.at(at);
      const number = members.at(at);
      const type = memberTypes.at(at);
      const group = ids.groups.at(groupNumber);
      if (group === 0) {
        if (orphans < mostOrphans)
          aside({
            set: 'memberships',
            where: '',
            line: null,
            reason: 'The group of this membership is not among the groups that were read.',
            excerpt: `${ids.textOf(groupNumber)}, ${ids.textOf(number)}`,
          });
        else asideCount += 1;
        orphans += 1;
        kindOf[at] = kinds.orphan;
        continue;
      }
      const user = ids.users.at(number);
      const child = ids.groups.at(number);
      const isChild = child > 0 && (user === 0 || type === typeCodes.group);
      memberGroups.set(at, group - 1);
      if (isChild) members.set(at, child - 1);
      else if (user > 0) members.set(at, user - 1);
      else if (type === typeCodes.other) others += 1;
      kindOf[at] = isChild ? kinds.child : user > 0 ? kinds.person : type === typeCodes.other ? kinds.other : kinds.unresolved;
    }
    return { kindOf, orphans, others };
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
      const [positions, flags] = user ? [ids.users, userFlags] : [ids.groups, groupFlags];
      const position = positions.at(principal);
      if (position === 0) {
        unknown += 1;
        continue;
      }
      const bits = user ? userBits : groupBits;
      flags.set(position - 1, flags.at(position - 1) | (scim ? bits.assigned : bits.assignedToSso));
    }
    return unknown;
  }

  const having = (flags: Uint8Array, mask: number) => flags.reduce((count, value) => count + ((value & mask) === 0 ? 0 : 1), 0);

  function close(): void {
    if (db.isOpen) db.close();
  }

  return {
    user(user) {
      const number = ids.numberOf(user.id);
      if (ids.users.at(number) > 0) return 'repeated';
      const position = userFlags.length;
      ids.users.set(number, position + 1);
      const { userName, displayName, mail, mailNickname, employeeId, onPremisesImmutableId, onPremisesSamAccountName, externalId, enabled } = user;
      const other = Object.keys(user.other).length === 0 ? null : JSON.stringify(user.other);
      insertUser.run(
        position,
        user.id,
        userName,
        displayName,
        mail,
        mailNickname,
        employeeId,
        onPremisesImmutableId,
        onPremisesSamAccountName,
        externalId,
        bit(enabled),
        user.type,
        other,
      );
      userFlags.push(
        (enabled === false ? 0 : userBits.enabled) |
          (user.type === 'guest' ? userBits.guest : 0) |
          (mail === null || mail === '' ? userBits.noMail : 0),
      );
      userTexts.add([displayName, userName, mail, user.id, mailNickname, employeeId, externalId]);
      userKeys.add(user.id, position);
      userKeys.add(userName, position);
      userKeys.add(mail, position);
      return 'added';
    },
    group(group) {
      const number = ids.numberOf(group.id);
      if (ids.groups.at(number) > 0) return 'repeated';
      const position = groupFlags.length;
      ids.groups.set(number, position + 1);
      const { displayName, externalId, onPremisesSamAccountName, securityEnabled, mailEnabled, dynamicRule, membersHidden } = group;
      insertGroup.run(
        position,
        group.id,
        displayName,
        externalId,
        onPremisesSamAccountName,
        bit(securityEnabled),
        bit(mailEnabled),
        dynamicRule,
        bit(membersHidden),
      );
      groupFlags.push(
        (securityEnabled === false ? groupBits.notSecurity : 0) |
          (dynamicRule === null ? 0 : groupBits.dynamic) |
          (membersHidden === true ? groupBits.membersHidden : 0),
      );
      groupTexts.add([displayName, group.id, externalId, onPremisesSamAccountName]);
      groupKeys.add(group.id, position);
      groupKeys.add(displayName, position);
      return 'added';
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
    commit({ coverage, notes }) {
      const [userCount, groupCount] = [userFlags.length, groupFlags.length];
      const { kindOf, orphans, others } = resolve();
      const unassigned = assign();
      const rowsOf = (kind: number) => compress(groupCount, memberGroups.view(), members.view(), kindOf, kind);
      const [persons, children, unresolved] = [rowsOf(kinds.person), rowsOf(kinds.child), rowsOf(kinds.unresolved)];
      for (let group = 0; group < groupCount; group += 1)
        if ((unresolved.start[group + 1] ?? 0) > (unresolved.start[group] ?? 0)) groupFlags.set(group, groupFlags.at(group) | groupBits.unresolved);
      keepUnresolved(unresolved.items);
      userTexts.end();
      groupTexts.end();
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
          ...(orphans === 0 ? [] : [`${orphans} memberships are of groups that were not read; they were kept aside.`]),
          ...(others === 0
            ? []
            : [`${others} members are neither ${people(others)} nor groups (devices, applications, contacts); they are not counted.`]),
          ...(unassigned === 0 ? [] : [`${unassigned} assignments name a user or a group that was not read.`]),
          ...(asideCount <= mostAside ? [] : [`Of ${asideCount} rows kept aside the first ${mostAside} are shown.`]),
        ],
      };
      db.prepare('INSERT INTO about VALUES (?, ?)').run('snapshot', JSON.stringify(snapshot));
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
