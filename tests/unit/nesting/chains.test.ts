// Every way by which a person is in a group, as the administrator sees it when searching for a person.

import { describe, expect, it } from 'vitest';
import type { MembershipGraph } from '../../../main/domain/directory/membership-graph.ts';
import { chainsOf } from '../../../main/domain/nesting/chains.ts';
import { nestingIndexOf } from '../../../main/domain/nesting/nesting-index.ts';
import fc from '../../properties.ts';
import { drawnDirectories, graphOf, rowOf } from './graphs.ts';
import { groupsIn, isAssigned } from './reference.ts';

/** All chains from `group` down to the person, found by trying every way. */
function everyChain(graph: MembershipGraph, group: number, person: number, above: readonly number[] = []): readonly (readonly number[])[] {
  const chain = [...above, group];
  const here = rowOf(graph.people, group).includes(person) ? [chain] : [];
  const further = rowOf(graph.children, group).filter((child) => !chain.includes(child));
  return [...here, ...further.flatMap((child) => everyChain(graph, child, person, chain))];
}

const texts = (chains: readonly (readonly number[])[]): readonly string[] => chains.map((chain) => chain.join('>')).sort();
const lengths = (chains: readonly (readonly number[])[]): readonly number[] => chains.map((chain) => chain.length);
const ascending = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);

describe('the chains by which a person is in a group', () => {
  it('go from the group down to the one that has the person, the shortest first', () => {
    const graph = graphOf({
      users: 1,
      groups: 4,
      people: [
        [3, 0],
        [0, 0],
      ],
      children: [
        [0, 1],
        [1, 3],
        [0, 2],
        [2, 3],
        [1, 2],
      ],
      assigned: [0],
    });
    expect(chainsOf(nestingIndexOf(graph), 0, { limit: 10 })).toEqual([
      { group: 0, chains: [[0], [0, 1, 3], [0, 2, 3], [0, 1, 2, 3]], count: { kind: 'exact', value: 4 } },
    ]);
  });

  it('are shown for a disabled person too', () => {
    const graph = graphOf({ users: 1, groups: 2, people: [[1, 0]], children: [[0, 1]], assigned: [0], disabled: [0] });
    expect(chainsOf(nestingIndexOf(graph), 0, { limit: 10 })).toMatchObject([{ group: 0, chains: [[0, 1]] }]);
  });

  it('are none for groups that the person is not in', () => {
    const graph = graphOf({ users: 1, groups: 2, people: [[0, 0]], children: [[0, 1]], assigned: [1] });
    expect(chainsOf(nestingIndexOf(graph), 0, { limit: 10 })).toEqual([]);
  });

  it('are counted where there are too many to show', () => {
    // Forty levels of two groups each, every one in both of the level above.
    const children = Array.from({ length: 39 }, (_, level) =>
      [0, 1].flatMap((a) => [0, 1].map((b) => [2 * level + a, 2 * level + 2 + b] as const)),
    ).flat();
    const graph = graphOf({
      users: 1,
      groups: 80,
      people: [
        [78, 0],
        [79, 0],
      ],
      children,
      assigned: [0],
    });
    const [found] = chainsOf(nestingIndexOf(graph), 0, { limit: 5 });
    expect(found?.chains).toHaveLength(5);
    expect(found?.count).toEqual({ kind: 'exact', value: 2 ** 39 });
  });

  it('are found also where the shortest ways into a group of a cycle come from the group that the chain goes to', () => {
    // From 0 up to 1 and on to 8; from 1 by 2, 3 or 5, 6, 7 to 4 and back to 1, which a chain may not; from 0 by 5, 6, 7, 4 to 1, which it may.
    const children = [
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
      [4, 3],
      [1, 4],
      [8, 1],
      [5, 0],
      [5, 1],
      [6, 5],
      [7, 6],
      [4, 7],
    ] as const;
    const graph = graphOf({ users: 1, groups: 9, people: [[0, 0]], children, assigned: [8] });
    expect(chainsOf(nestingIndexOf(graph), 0, { limit: 2 })).toEqual([
      {
        group: 8,
        chains: [
          [8, 1, 0],
          [8, 1, 4, 7, 6, 5, 0],
        ],
        count: { kind: 'exact', value: 2 },
      },
    ]);
  });

  it('are all the chains that there are, on any directory, when the limit allows', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 8, users: 3 }), (drawn) => {
        const graph = graphOf(drawn);
        const expected = groupsIn(graph).filter((group) => isAssigned(graph, group) && everyChain(graph, group, 0).length > 0);
        const found = chainsOf(nestingIndexOf(graph), 0, { limit: 100_000 });
        expect(found.map((one) => one.group)).toEqual(expected);
        for (const { group, chains, count } of found) {
          expect(texts(chains)).toEqual(texts(everyChain(graph, group, 0)));
          expect(lengths(chains)).toEqual(ascending(lengths(chains)));
          expect(count).toEqual({ kind: 'exact', value: chains.length });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are the shortest ones, and counted truly, when there are more than the limit', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 8, users: 3 }), fc.integer({ min: 1, max: 3 }), (drawn, limit) => {
        const graph = graphOf({ ...drawn, assigned: Array.from({ length: drawn.groups }, (_, group) => group) });
        for (const { group, chains, count } of chainsOf(nestingIndexOf(graph), 0, { limit })) {
          const all = everyChain(graph, group, 0);
          expect(lengths(chains)).toEqual(ascending(lengths(all)).slice(0, limit));
          expect(new Set(texts(chains)).size).toBe(chains.length);
          expect(texts(all)).toEqual(expect.arrayContaining([...texts(chains)]));
          if (count.kind === 'exact') expect(count.value).toBe(all.length);
          else expect(count.value).toBeLessThanOrEqual(all.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
