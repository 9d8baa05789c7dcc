// What an administrator is told about nested groups: the definitions by example, then held to the plainest reading on random directories.

import { describe, expect, it } from 'vitest';
import type { MembershipGraph } from '../../../main/domain/directory/membership-graph.ts';
import { type Analysis, analyse, analysisOf, analystOf, nestingFlag, outcomeFor, planOf } from '../../../main/domain/nesting/analysis.ts';
import { nestingIndexOf } from '../../../main/domain/nesting/nesting-index.ts';
import fc from '../../properties.ts';
import { drawnDirectories, graphOf, rowOf } from './graphs.ts';
import { cyclesIn, groupsIn, isAssigned, keptOf, lostOf, type Reference, referenceOf, without } from './reference.ts';

function rowsIn(analysis: Analysis): readonly Reference[] {
  return [...analysis.groups].map((group, at) => ({
    group,
    direct: analysis.direct[at] ?? -1,
    transitive: analysis.transitive[at] ?? -1,
    lost: analysis.lost[at] ?? -1,
    depth: analysis.depth[at] ?? -1,
    inCycle: analysis.inCycle[at] === 1,
  }));
}

const withFlag = (analysis: Analysis, flag: number): readonly number[] =>
  [...analysis.people.keys()].filter((person) => ((analysis.people[person] ?? 0) & flag) !== 0);

/** Group 0 is assigned, holds person 0 and group 1; group 1 holds person 1 and group 2; group 2 holds persons 0 and 2. */
const chain = {
  users: 3,
  groups: 3,
  people: [
    [0, 0],
    [1, 1],
    [2, 0],
    [2, 2],
  ],
  children: [
    [0, 1],
    [1, 2],
  ],
  assigned: [0],
} as const;

describe('an assigned group with groups in it', () => {
  it('loses everyone who is in it through another group only, each once', () => {
    expect(rowsIn(analyse(graphOf(chain)))).toEqual([{ group: 0, direct: 1, transitive: 3, lost: 2, depth: 2, inCycle: false }]);
  });

  it('counts a person who is in it directly and through another group once, and not as lost', () => {
    const analysis = analyse(graphOf(chain));
    expect(withFlag(analysis, nestingFlag.losesSome)).toEqual([1, 2]);
    expect(withFlag(analysis, nestingFlag.keepsSome)).toEqual([0]);
  });

  it('counts no disabled person, direct or nested', () => {
    expect(rowsIn(analyse(graphOf({ ...chain, disabled: [0, 2] })))).toMatchObject([{ direct: 0, transitive: 1, lost: 1 }]);
  });

  it('loses everyone when it is not security-enabled, the direct ones too', () => {
    const analysis = analyse(graphOf({ ...chain, notSecurity: [0] }));
    expect(rowsIn(analysis)).toMatchObject([{ direct: 1, transitive: 3, lost: 3 }]);
    expect(withFlag(analysis, nestingFlag.losesAll)).toEqual([0, 1, 2]);
  });

  it('has a depth of its levels, each by the shortest way', () => {
    const shortcut = {
      ...chain,
      children: [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
    } as const;
    expect(rowsIn(analyse(graphOf(shortcut)))).toMatchObject([{ depth: 1 }]);
    expect(rowsIn(analyse(graphOf({ ...chain, assigned: [2] })))).toMatchObject([{ depth: 0 }]);
  });
});

describe('a person', () => {
  it('who loses one group and is kept in another loses some, not all', () => {
    const analysis = analyse(graphOf({ ...chain, assigned: [0, 1] }));
    expect(withFlag(analysis, nestingFlag.losesSome)).toEqual([0, 1, 2]);
    expect(withFlag(analysis, nestingFlag.losesAll)).toEqual([2]);
    expect(analysis.totals).toMatchObject({ peopleLost: 3, peopleLosingAll: 1, membershipsLost: 4 });
  });

  it('who is in no assigned group loses nothing', () => {
    expect(analyse(graphOf({ ...chain, assigned: [] })).totals).toEqual({ peopleLost: 0, peopleLosingAll: 0, membershipsLost: 0, cycles: 0 });
  });
});

describe('a directory at its limits', () => {
  it('may be empty', () => {
    const analysis = analyse(graphOf({ users: 0, groups: 0, people: [], children: [] }));
    expect(analysis.totals).toEqual({ peopleLost: 0, peopleLosingAll: 0, membershipsLost: 0, cycles: 0 });
    expect(analysis.groups).toHaveLength(0);
  });

  it('may have a group with a million members', () => {
    const users = 1_000_000;
    const graph = graphOf({ users, groups: 2, people: [], children: [[0, 1]], assigned: [0] });
    const everybody = { start: Uint32Array.of(0, 0, users), items: Uint32Array.from({ length: users }, (_, person) => person) };
    const analysis = analyse({ ...graph, people: everybody });
    expect(rowsIn(analysis)).toEqual([{ group: 0, direct: 0, transitive: users, lost: users, depth: 1, inCycle: false }]);
    expect(analysis.totals).toMatchObject({ peopleLost: users, peopleLosingAll: users });
  });
});

describe('groups that contain each other', () => {
  const ring = {
    users: 3,
    groups: 4,
    people: [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
    children: [
      [0, 1],
      [1, 2],
      [2, 0],
      [3, 0],
    ],
    assigned: [0, 1, 2, 3],
  } as const;

  it('have the same people below them and are said to be in a cycle; the group above them is not', () => {
    expect(rowsIn(analyse(graphOf(ring)))).toMatchObject([
      { transitive: 3, depth: 2, inCycle: true },
      { transitive: 3, depth: 2, inCycle: true },
      { transitive: 3, depth: 2, inCycle: true },
      { transitive: 3, depth: 3, inCycle: false },
    ]);
    expect(rowOf(analyse(graphOf(ring)).cycles, 0)).toEqual([0, 1, 2]);
  });

  it('are a cycle of length one when a group is in itself, which adds no level and loses nobody', () => {
    const analysis = analyse(graphOf({ users: 1, groups: 1, people: [[0, 0]], children: [[0, 0]], assigned: [0] }));
    expect(rowsIn(analysis)).toEqual([{ group: 0, direct: 1, transitive: 1, lost: 0, depth: 0, inCycle: true }]);
    expect(analysis.totals.cycles).toBe(1);
  });

  it('may be a chain of a hundred thousand groups', () => {
    const groups = 100_000;
    const children = Array.from({ length: groups }, (_, group) => [group, (group + 1) % groups] as const);
    const analysis = analyse(graphOf({ users: 1, groups, people: [[groups - 1, 0]], children, assigned: [0] }));
    expect(rowsIn(analysis)).toEqual([{ group: 0, direct: 0, transitive: 1, lost: 1, depth: groups - 1, inCycle: true }]);
  });
});

function holds(graph: MembershipGraph, analysis: Analysis): void {
  const assigned = groupsIn(graph).filter((group) => isAssigned(graph, group));
  expect(rowsIn(analysis)).toEqual(assigned.map((group) => referenceOf(graph, group)));
  const losers = new Set(assigned.flatMap((group) => [...lostOf(graph, group)]));
  const keepers = new Set(assigned.flatMap((group) => [...keptOf(graph, group)]));
  expect(new Set(withFlag(analysis, nestingFlag.losesSome))).toEqual(losers);
  expect(new Set(withFlag(analysis, nestingFlag.keepsSome))).toEqual(keepers);
  expect(new Set(withFlag(analysis, nestingFlag.losesAll))).toEqual(without(losers, keepers));
  const cycles = Array.from({ length: analysis.totals.cycles }, (_, cycle) => rowOf(analysis.cycles, cycle).join());
  expect(new Set(cycles)).toEqual(new Set(cyclesIn(graph).map((cycle) => cycle.join())));
}

describe('the counts on any directory', () => {
  it('are those of the plainest reading', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 40, users: 30 }), (drawn) => {
        const graph = graphOf(drawn);
        holds(graph, analyse(graph));
      }),
      { numRuns: 300 },
    );
  });

  it('are those of the plainest reading when many more groups are assigned than are followed at once', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 400, users: 60 }), (drawn) => {
        const graph = graphOf({ ...drawn, assigned: Array.from({ length: drawn.groups }, (_, group) => group) });
        holds(graph, analyse(graph));
      }),
      { numRuns: 5 },
    );
  });

  it('do not depend on who does which part, in which order', () => {
    const groups = 700;
    const children = Array.from({ length: groups }, (_, group) => [group, (group * 7 + 3) % groups] as const);
    const people = Array.from({ length: 2_000 }, (_, at) => [(at * 13) % groups, (at * 29) % 900] as const);
    const graph = graphOf({ users: 900, groups, people, children, assigned: children.map(([group]) => group) });
    const plan = planOf(nestingIndexOf(graph));
    const outcome = outcomeFor(plan);
    const workers = [analystOf(plan, outcome), analystOf(plan, outcome)];
    for (let batch = plan.batches - 1; batch >= 0; batch -= 1) workers[batch % 2]?.(batch);
    expect(analysisOf(plan, outcome)).toEqual(analyse(graph));
  });
});
