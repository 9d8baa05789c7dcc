// What externalId of people and groups in the target seems to be made of: how many each attribute of the directory finds there. A hint with
// its numbers, for an administrator to judge: nothing is decided by it.
import type { CallOutput } from '../../../contract/calls.ts';
import { personKeySchema } from '../../../contract/nested-groups.ts';
import type { SnapshotReader } from '../../platform/storage/snapshots/types.ts';

/** Best first. */
export function keysOf(source: SnapshotReader, target: SnapshotReader): CallOutput<'nested.driftKeys'> {
  const wanted = new Set<string>();
  for (const { externalId } of target.eachUser()) if (externalId !== null) wanted.add(externalId);
  const found = personKeySchema.options.map((key) => ({ key, found: 0 }));
  for (const user of source.eachUser()) {
    for (const of of found) {
      const value = user[of.key];
      if (value !== null && wanted.has(value)) of.found += 1;
    }
  }
  const [ids, names] = [new Set<string>(), new Set<string>()];
  for (const { id, displayName } of source.eachGroup()) {
    ids.add(id);
    if (displayName !== null) names.add(displayName);
  }
  const groups = [
    { value: 'object-id' as const, found: 0, among: ids },
    { value: 'display-name' as const, found: 0, among: names },
  ];
  // By externalId; where the target has none, by what it calls the group.
  for (const { externalId, displayName } of target.eachGroup()) {
    const value = externalId ?? displayName;
    for (const of of groups) if (value !== null && of.among.has(value)) of.found += 1;
  }
  const best = (a: { readonly found: number }, b: { readonly found: number }): number => b.found - a.found;
  return {
    people: found.sort(best),
    targetPeople: target.snapshot.counts.users,
    groups: groups.map(({ value, found: count }) => ({ value, found: count })).sort(best),
    targetGroups: target.snapshot.counts.groups,
  };
}
