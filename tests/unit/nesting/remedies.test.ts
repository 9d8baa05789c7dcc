// The remedies for a group that loses people, each with its effect: by example, and against trying every choice on small directories.

import { describe, expect, it } from 'vitest';
import { groupFlag, type MembershipGraph } from '../../../main/domain/directory/membership-graph.ts';
import { analyse } from '../../../main/domain/nesting/analysis.ts';
import { nestingIndexOf } from '../../../main/domain/nesting/nesting-index.ts';
import { addedAssignments, flatCopy, leftOut } from '../../../main/domain/nesting/remedies.ts';
import { smallestCover } from '../../../main/domain/nesting/set-cover.ts';
import fc from '../../properties.ts';
import { drawnDirectories, graphOf, rowOf } from './graphs.ts';
import { belowOf, directOf, groupsIn, isAssigned, isSecurity, keptOf, lostOf, transitiveOf } from './reference.ts';

const sorted = (numbers: Iterable<number>): readonly number[] => [...numbers].sort((a, b) => a - b);

function mayBeAdded(graph: MembershipGraph, parent: number, group: number): boolean {
  if (group === parent || !isSecurity(graph, group)) return false;
  if (belowOf(graph, parent).has(group)) return true;
  const everybody = new Set([...belowOf(graph, parent).keys()].flatMap((below) => rowOf(graph.people, below)));
  const isWholeKnown = ((graph.groupFlags[group] ?? 0) & (groupFlag.membersHidden | groupFlag.unresolved)) === 0;
  return isWholeKnown && rowOf(graph.people, group).every((person) => everybody.has(person));
}

const everyChoice = <T>(of: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 2 ** of.length }, (_, choice) => of.filter((_one, at) => ((choice >> at) & 1) === 1));

/** Group 0 is the parent of 1 and 2; 3 stands outside. People 1 and 2 are in 1, 3 in 2. */
const family = {
  users: 5,
  groups: 4,
  people: [
    [0, 0],
    [1, 1],
    [1, 2],
    [2, 3],
  ],
  children: [
    [0, 1],
    [0, 2],
  ],
  assigned: [0],
} as const;

describe('assigning further groups', () => {
  it('takes the one group that holds all lost people rather than the two below the parent', () => {
    const graph = graphOf({ ...family, people: [...family.people, [3, 1], [3, 2], [3, 3]] });
    expect(addedAssignments(nestingIndexOf(graph), 0)).toEqual({
      assign: [3],
      notBelow: [3],
      assigned: [],
      quality: 'proven smallest',
      reached: Uint32Array.of(1, 2, 3),
      notReached: new Uint32Array(0),
    });
  });

  it('takes no group that would add somebody who is not in the parent, not even a disabled one', () => {
    const graph = graphOf({ ...family, people: [...family.people, [3, 1], [3, 2], [3, 3], [3, 4]], disabled: [4] });
    expect(addedAssignments(nestingIndexOf(graph), 0)).toMatchObject({ assign: [1, 2], notBelow: [] });
  });

  it('takes no group from elsewhere whose members are hidden or unknown', () => {
    const outside = { ...family, people: [...family.people, [3, 1], [3, 2], [3, 3]] } as const;
    expect(addedAssignments(nestingIndexOf(graphOf({ ...outside, membersHidden: [3] })), 0)).toMatchObject({ assign: [1, 2] });
    expect(addedAssignments(nestingIndexOf(graphOf({ ...outside, unresolved: [3] })), 0)).toMatchObject({ assign: [1, 2] });
  });

  it('prefers a group below the parent to an equal one elsewhere', () => {
    const people = [
      [0, 0],
      [3, 3],
      [1, 3],
    ] as const;
    expect(addedAssignments(nestingIndexOf(graphOf({ ...family, people, children: [[0, 3]] })), 0)).toMatchObject({ assign: [3], notBelow: [] });
  });

  it('needs nothing where a group below is assigned already, and names that group', () => {
    expect(addedAssignments(nestingIndexOf(graphOf({ ...family, assigned: [0, 1, 2] })), 0)).toMatchObject({ assign: [], assigned: [1, 2] });
  });

  it('names no more groups that are assigned already than hold these people, those below the parent first', () => {
    const graph = graphOf({ ...family, people: [...family.people, [3, 1], [3, 2], [3, 3]], assigned: [0, 1, 2, 3] });
    expect(addedAssignments(nestingIndexOf(graph), 0)).toMatchObject({ assign: [], assigned: [1, 2] });
  });

  it('names the people whom no group reaches', () => {
    expect(addedAssignments(nestingIndexOf(graphOf({ ...family, notSecurity: [2] })), 0)).toMatchObject({
      assign: [1],
      notReached: Uint32Array.of(3),
    });
  });

  it('says that it is the best found when the search was cut short', () => {
    // Every two of nine groups share a person: none is forced, none needless, eight are needed.
    const pairs = Array.from({ length: 9 }, (_, a) => Array.from({ length: a }, (_, b) => [a, b] as const)).flat();
    const people = pairs.flatMap(([a, b], person) => [[a + 1, person] as const, [b + 1, person] as const]);
    const children = Array.from({ length: 9 }, (_, group) => [0, group + 1] as const);
    const index = nestingIndexOf(graphOf({ users: pairs.length, groups: 10, people, children, assigned: [0] }));
    expect(addedAssignments(index, 0, 0)).toMatchObject({ quality: 'best found' });
    const proven = addedAssignments(index, 0);
    expect(proven.quality).toBe('proven smallest');
    expect(proven.assign).toHaveLength(8);
  });

  it('is as small as trying every choice finds, reaches whom it says, and adds nobody, on any directory', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 9, users: 9 }), (drawn) => {
        const graph = graphOf({ ...drawn, assigned: [0, ...(drawn.assigned ?? []).slice(0, 2)] });
        const found = addedAssignments(nestingIndexOf(graph), 0);
        const possible = groupsIn(graph).filter((group) => mayBeAdded(graph, 0, group));
        const present = possible.filter((group) => isAssigned(graph, group));
        const members = (groups: readonly number[]): ReadonlySet<number> => new Set(groups.flatMap((group) => [...directOf(graph, group)]));
        const reachable = sorted(lostOf(graph, 0)).filter((person) => members(possible).has(person));
        const reaches = (some: readonly number[]): boolean => reachable.every((person) => members([...present, ...some]).has(person));
        const choices = everyChoice(possible.filter((group) => !isAssigned(graph, group))).filter(reaches);

        expect(found.quality).toBe('proven smallest');
        expect(found.assign).toHaveLength(Math.min(...choices.map((choice) => choice.length)));
        expect(reaches(found.assign)).toBe(true);
        expect([...found.reached]).toEqual(reachable);
        expect([...found.notReached]).toEqual(sorted(lostOf(graph, 0)).filter((person) => !reachable.includes(person)));
        expect([...members(found.assign)].filter((person) => !transitiveOf(graph, 0).has(person))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the search for the fewest groups', () => {
  const element = fc
    .uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4, size: 'max' })
    .map((sets) => sets.sort((a, b) => a - b));

  it('finds what trying every choice finds', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 20, size: 'max' }), (elements) => {
        const { sets, isProven } = smallestCover(elements, { steps: 10_000 });
        const covers = (some: readonly number[]): boolean => elements.every((one) => one.some((set) => some.includes(set)));
        const all = everyChoice(Array.from({ length: 10 }, (_, set) => set)).filter(covers);
        expect(isProven).toBe(true);
        expect(covers(sets)).toBe(true);
        expect(sets).toHaveLength(Math.min(...all.map((some) => some.length)));
      }),
      { numRuns: 150 },
    );
  });

  it('covers everything also when it is cut short', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 20, size: 'max' }), fc.integer({ min: 0, max: 3 }), (elements, steps) => {
        const { sets } = smallestCover(elements, { steps });
        expect(elements.filter((one) => !one.some((set) => sets.includes(set)))).toEqual([]);
      }),
    );
  });
});

describe('a flat copy', () => {
  it('has every enabled person who is in the parent, once, and nobody else', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 9, users: 9 }), (drawn) => {
        const graph = graphOf(drawn);
        const copy = flatCopy(nestingIndexOf(graph), 0);
        expect([...copy.members]).toEqual(sorted(transitiveOf(graph, 0)));
        expect([...copy.reached]).toEqual(sorted(lostOf(graph, 0)));
      }),
    );
  });

  it('leaves out disabled people and says who they are', () => {
    const copy = flatCopy(nestingIndexOf(graphOf({ ...family, disabled: [2] })), 0);
    expect([...copy.members]).toEqual([0, 1, 3]);
    expect([...copy.disabled]).toEqual([2]);
  });
});

describe('leaving a group as it is', () => {
  it('leaves those without any group who keep no other one', () => {
    fc.assert(
      fc.property(drawnDirectories({ groups: 9, users: 9 }), (drawn) => {
        const graph = graphOf({ ...drawn, assigned: [0, ...(drawn.assigned ?? [])] });
        const { lost, losingAll } = leftOut(nestingIndexOf(graph), 0, analyse(graph));
        const keepers = new Set(
          groupsIn(graph)
            .filter((group) => isAssigned(graph, group))
            .flatMap((group) => [...keptOf(graph, group)]),
        );
        expect([...lost]).toEqual(sorted(lostOf(graph, 0)));
        expect([...losingAll]).toEqual([...lost].filter((person) => !keepers.has(person)));
      }),
    );
  });
});
