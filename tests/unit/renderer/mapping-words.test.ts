// Rows of a mapping as they are typed, and the words of a simulation.
import { describe, expect, it } from 'vitest';
import type { Candidate, Mapping, Simulation } from '../../../contract/mapping.ts';
import { rowsTrouble, typedRows, typedSource, withRows } from '../../../renderer/words/mapping-rows.ts';
import { cycleWords, isRecommended, outcomeCounts, sharedWords } from '../../../renderer/words/simulation.ts';
import { goodSchema, read } from '../mapping/schemas.ts';

const mapping: Mapping = read(goodSchema());
const rowsOf = () => mapping.objects.map(typedRows);

describe('a row that is typed in', () => {
  it('takes an attribute as the portal shows it, a text in quotation marks, and all else as an expression', () => {
    expect(typedSource('employeeId')).toEqual({ kind: 'attribute', expression: '[employeeId]' });
    expect(typedSource(' user.mail ')).toEqual({ kind: 'attribute', expression: '[mail]' });
    expect(typedSource('[mail]')).toEqual({ kind: 'attribute', expression: '[mail]' });
    expect(typedSource('"Halden"')).toEqual({ kind: 'constant', expression: '"Halden"' });
    expect(typedSource('ToLower([mail])')).toEqual({ kind: 'function', expression: 'ToLower([mail])' });
    expect(typedSource('')).toEqual({ kind: 'none', expression: '' });
  });

  it('leaves a mapping that nobody touched as it was read', () => {
    expect(withRows(mapping, rowsOf())).toEqual(mapping);
  });

  it('says that a mapping was edited, and keeps what was not typed of a row', () => {
    const rows = rowsOf().map((typed, at) => (at === 0 ? typed.map((row, index) => (index === 0 ? { ...row, source: 'mail' } : row)) : typed));
    const edited = withRows(mapping, rows);
    const [before, after] = [mapping.objects[0]?.attributes[0], edited.objects[0]?.attributes[0]];
    expect(after).toEqual({ ...before, source: { kind: 'attribute', expression: '[mail]' } });
    expect(edited.origin).toBe(`${mapping.origin}, edited`);
    expect(withRows(edited, edited.objects.map(typedRows)).origin).toBe(edited.origin);
  });

  it('is refused where a target stands twice or is missing', () => {
    const row = { key: 'a', target: 'externalId', source: 'mail', matchingPriority: 0, was: undefined };
    expect(rowsTrouble([row, { ...row, key: 'b', target: 'EXTERNALID ' }])).toContain('stands twice');
    expect(rowsTrouble([{ ...row, target: '' }])).toContain('goes to no attribute');
    expect(rowsTrouble([row, { ...row, key: 'b', target: '', source: '' }])).toBeUndefined();
  });
});

const candidate: Candidate = {
  attribute: '[employeeId]',
  mapped: true,
  have: 3,
  missing: 0,
  notEvaluated: 0,
  sharing: 0,
  sharingByCase: 0,
  examples: [],
  onRename: 'stays',
  renameNote: '',
  agreement: null,
};

describe('the words of a simulation', () => {
  it('say who shares a value, and that case alone tells some of them apart', () => {
    expect(sharedWords(candidate)).toBe('Nobody');
    expect(sharedWords({ ...candidate, sharing: 3, sharingByCase: 1 })).toBe('4, 1 of them told apart by case alone');
    expect(sharedWords({ ...candidate, sharingByCase: 2 })).toBe('2, told apart by case alone');
  });

  it('know the recommended attribute whether it is mapped or not', () => {
    expect(isRecommended(candidate, { attribute: 'employeeid', reason: '' })).toBe(true);
    expect(isRecommended(candidate, { attribute: 'mail', reason: '' })).toBe(false);
    expect(isRecommended(candidate, { attribute: null, reason: '' })).toBe(false);
  });

  it('name the gravest fate first and leave out what happens to nobody', () => {
    const counts = { unchanged: 9, created: 1, collides: 2, disabled: 0 } as unknown as NonNullable<Simulation['change']>['counts'];
    const told = outcomeCounts({ counts, examples: [], cycle: { objects: 0, fromHours: 0, toHours: 0 } });
    expect(told.map(({ people, words }) => `${people} ${words}`)).toEqual([
      '2 get an externalId that somebody else gets',
      '1 is created',
      '9 stay as now',
    ]);
  });

  it('give the cycle in minutes or hours, whichever can be read', () => {
    const of = (fromHours: number, toHours: number) => cycleWords({ objects: 1, fromHours, toHours });
    expect(of(0, 0.01)).toBe('a minute or two');
    expect(of(0.1, 0.8)).toBe('6 to 48 minutes');
    expect(of(0.5, 4)).toBe('30 minutes to 4 hours');
    expect(of(83.33, 666.67)).toBe('83 to 667 hours');
  });
});
