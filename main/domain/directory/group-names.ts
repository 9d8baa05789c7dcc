// What Entra can and cannot do with the names and rules of groups, told from the text alone.

/** A filter on the name fails with these: quotes and backslashes end or escape the filter's string, control characters cannot stand in it. */
const unmatchable = /["\\\p{Cc}]/u;

/** True when Entra cannot look the group up by this name (known issue: filters on values with special characters fail). */
export function cannotBeMatched(name: string): boolean {
  return unmatchable.test(name);
}

/** Names that stand for several of these groups when case does not count, as in a match on displayName; each with the indexes that share it. */
export function sharedNames(
  names: Iterable<{ readonly index: number; readonly name: string }>,
): readonly { readonly name: string; readonly indexes: readonly number[] }[] {
  const byName = new Map<string, { name: string; indexes: number[] }>();
  for (const { index, name } of names) {
    const key = name.normalize('NFC').toLowerCase();
    const seen = byName.get(key);
    if (seen === undefined) byName.set(key, { name, indexes: [index] });
    else seen.indexes.push(index);
  }
  return [...byName.values()].filter(({ indexes }) => indexes.length > 1);
}

/** A dynamic membership rule that reads other groups: `user.memberof -any (group.objectId -in [...])`. Strings in the rule do not count. */
export function readsOtherGroups(rule: string): boolean {
  return /\b(?:user|device)\.memberof\b/i.test(rule.replace(/"(?:[^"\\`]|[\\`].)*"/g, '""').replace(/'(?:[^'\\`]|[\\`].)*'/g, "''"));
}
