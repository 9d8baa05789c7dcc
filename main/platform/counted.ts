// A number with its word, in the one or the many: `1 row was`, `1,204 rows were`. For every sentence that counts something.

/** The number with thousands apart, and `one` or `many` after it. */
export const counted = (count: number, one: string, many: string): string => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
