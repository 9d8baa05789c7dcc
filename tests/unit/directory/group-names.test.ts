// Names and rules of groups that Entra stumbles over.
import { describe, expect, it } from 'vitest';
import { cannotBeMatched, readsOtherGroups, sharedNames } from '../../../main/domain/directory/group-names.ts';

describe('a group name', () => {
  it.each(['Quality "A"', 'EMEA\\Sales', 'Two\nlines'])('that Entra cannot match: %j', (name) => expect(cannotBeMatched(name)).toBe(true));
  it.each(["O'Brien", 'Café & Co (EU) #1', 'Ärzte'])('that Entra can match: %j', (name) => expect(cannotBeMatched(name)).toBe(false));

  it('is shared when only case differs, or the way an accent is written', () => {
    const rows = ['Analysts', 'Builders', 'ANALYSTS', 'Caf\u00e9', 'cafe\u0301'].map((name, index) => ({ index, name }));
    expect(sharedNames(rows)).toEqual([
      { name: 'Analysts', indexes: [0, 2] },
      { name: 'Caf\u00e9', indexes: [3, 4] },
    ]);
  });
});

describe('a dynamic membership rule', () => {
  it('is seen to read other groups', () => {
    expect(readsOtherGroups("user.memberof -any (group.objectId -in ['1', '2'])")).toBe(true);
    expect(readsOtherGroups("user.MemberOf -any (group.objectId -in ['1'])")).toBe(true);
  });

  it('is not, when the word stands in a value only', () => {
    expect(readsOtherGroups('user.department -eq "user.memberof"')).toBe(false);
    expect(readsOtherGroups('user.jobTitle -contains "Memberof"')).toBe(false);
  });
});
