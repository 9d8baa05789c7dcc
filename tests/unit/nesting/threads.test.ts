// The analysis on several threads: the same answer as on one, told how far it is, and ended when the administrator cancels.
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../main/domain/nesting/analysis.ts';
import { nestingIndexOf } from '../../../main/domain/nesting/nesting-index.ts';
import { analyseInThreads } from '../../../main/features/nested-groups/analyse-in-threads.ts';
import { generateDirectory } from '../../../main/practice/directory/generate.ts';
import { smallSize } from '../../../main/practice/directory/sizes.ts';

const size = { ...smallSize, users: 5_000, groups: 3_000, memberships: 20_000, nested: 5_000, assigned: 1_500 };
const { graph } = generateDirectory(size);
const going = (): AbortSignal => new AbortController().signal;

describe('the analysis on several threads', () => {
  it('gives the same answer as on one, and counts its batches to the end', async () => {
    const told: (readonly [number, number])[] = [];
    const analysis = await analyseInThreads(nestingIndexOf(graph), { signal: going(), threads: 3, progress: (done, of) => told.push([done, of]) });
    expect(analysis).toEqual(analyse(graph));
    expect(told).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
  });

  it('is done at once for a small directory, and for one without assigned groups', async () => {
    const { graph: small } = generateDirectory(smallSize);
    expect(await analyseInThreads(nestingIndexOf(small), { signal: going() })).toEqual(analyse(small));
    const none = { ...small, groupFlags: new Uint8Array(small.groupCount) };
    expect((await analyseInThreads(nestingIndexOf(none), { signal: going() })).totals).toMatchObject({ peopleLost: 0, membershipsLost: 0 });
  });

  it('ends with the reason of the cancel', async () => {
    const cancel = new AbortController();
    const reason = new Error('cancelled by the administrator');
    const running = analyseInThreads(nestingIndexOf(graph), { signal: cancel.signal, threads: 2 });
    cancel.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(analyseInThreads(nestingIndexOf(graph), { signal: cancel.signal })).rejects.toBe(reason);
  });
});
