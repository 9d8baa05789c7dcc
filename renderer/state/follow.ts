// What is shown, what main had when it was shown, and what main has now: parts nobody touched follow main, parts that were edited and not
// kept yet stay as edited. Compares by value, one level deep.

export function follow<T extends object>(shown: T, before: T, now: T): T {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const parts = (Object.keys(now) as (keyof T)[]).map((key) => [key, same(shown[key], before[key]) ? now[key] : shown[key]]);
  return { ...now, ...(Object.fromEntries(parts) as Partial<T>) };
}
