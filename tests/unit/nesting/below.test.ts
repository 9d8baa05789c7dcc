// The picture of the groups below a group: its nodes, the counts on its edges, its cycles, and what did not fit.

import { describe, expect, it } from 'vitest';
import { below } from '../../../main/domain/nesting/below.ts';
import { nestingIndexOf } from '../../../main/domain/nesting/nesting-index.ts';
import fc from '../../properties.ts';
import { drawnDirectories, graphOf, rowOf } from './graphs.ts';
import { belowOf, directOf, isInCycle, lostOf, transitiveOf } from './reference.ts';

describe('the picture of the groups below a group', () => {
  it('has the counts of people on its nodes and edges, and marks the edge that leads back', () => {
    const graph = graphOf({
      users: 3,
      groups: 3,
      people: [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 2],
      ],
      children: [
        [0, 1],
        [1, 2],
        [2, 1],
      ],
      assigned: [0],
    });
    const picture = below(nestingIndexOf(graph), 0, { maxNodes: 10 });
    expect(picture).toEqual({
      nodes: [
        { group: 0, level: 0, under: null, direct: 1, transitive: 3, lost: 0, inCycle: false, folded: 0 },
        { group: 1, level: 1, under: 0, direct: 2, transitive: 3, lost: 1, inCycle: true, folded: 0 },
        { group: 2, level: 2, under: 1, direct: 1, transitive: 3, lost: 1, inCycle: true, folded: 0 },
      ],
      edges: [
        { from: 0, to: 1, people: 3, inCycle: false },
        { from: 1, to: 2, people: 3, inCycle: true },
        { from: 2, to: 1, people: 3, inCycle: true },
      ],
      groups: 2,
      lost: 2,
    });
  });

  it('shows the nearest groups when there are too many, and counts what is folded', () => {
    const children = [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
      [2, 4],
    ] as const;
    const picture = below(nestingIndexOf(graphOf({ users: 1, groups: 5, people: [[4, 0]], children, assigned: [0] })), 0, { maxNodes: 3 });
    expect(picture.nodes.map(({ group, folded }) => [group, folded])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    expect(picture).toMatchObject({ groups: 4, lost: 1 });
    expect(picture.edges.map(({ to }) => to)).toEqual([1, 2]);
  });

  it('holds on any directory', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 12, users: 8 }), fc.integer({ min: 1, max: 12 }), (drawn, maxNodes) => {
        const graph = graphOf(drawn);
        const picture = below(nestingIndexOf(graph), 0, { maxNodes });
        const distances = belowOf(graph, 0);
        const shown = new Set(picture.nodes.map((node) => node.group));
        expect(picture.nodes).toHaveLength(Math.min(maxNodes, distances.size));
        for (const node of picture.nodes) {
          expect(node).toMatchObject({
            level: distances.get(node.group),
            direct: directOf(graph, node.group).size,
            transitive: transitiveOf(graph, node.group).size,
            lost: [...directOf(graph, node.group)].filter((person) => lostOf(graph, 0).has(person)).length,
            inCycle: isInCycle(graph, node.group),
            folded: rowOf(graph.children, node.group).filter((child) => !shown.has(child)).length,
          });
          if (node.under !== null) expect(rowOf(graph.children, node.under)).toContain(node.group);
        }
        const edges = [...shown].flatMap((from) =>
          rowOf(graph.children, from)
            .filter((to) => shown.has(to))
            .map((to) => `${from}>${to}`),
        );
        expect(picture.edges.map(({ from, to }) => `${from}>${to}`).sort()).toEqual(edges.sort());
        for (const edge of picture.edges) expect(edge.inCycle).toBe(belowOf(graph, edge.to).has(edge.from));
      }),
      { numRuns: 200 },
    );
  });
});
