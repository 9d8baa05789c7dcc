// What the organization rules room says of places, stages and rules.
import { describe, expect, it } from 'vitest';
import { fallbackWords, parseRules, placeReason, placeWords, ruleWords, stageWords } from '../../../renderer/words/org-rules.ts';

describe('an organization in the list of people', () => {
  it('is told apart from none, from one that is not known, and from one nobody looked at', () => {
    expect([
      placeWords({ kind: 'known', name: 'Restricted' }),
      placeWords({ kind: 'known', name: null }),
      placeWords({ kind: 'not-known', why: 'no rules were entered' }),
      placeWords(undefined),
    ]).toEqual(['Restricted', 'No organization', 'Not known', 'Not looked at']);
    expect(placeReason({ kind: 'not-known', why: 'no rules were entered' })).toBe('Not known: no rules were entered');
  });
});

describe('a stage', () => {
  it('says how many people it takes, or that it takes everybody else', () => {
    expect(['stage-1', 'stage-10', 'stage-rest'].map(stageWords)).toEqual(['1 person', '10 people', 'the rest']);
  });
});

describe('rules that are typed', () => {
  it('are shown in words, with what everybody else gets', () => {
    const rules = parseRules(
      '{"rules":[{"organization":"A","conditions":[{"on":"groups","attribute":"","test":"includes","pattern":"X"},{"on":"attribute","attribute":"userName","test":"does-not-include","pattern":"ext"}]}],"fallback":{"kind":"none"}}',
    );
    expect(rules?.rules.map(ruleWords)).toEqual(['groups include “X” and userName do not include “ext”']);
    expect(rules === undefined ? '' : fallbackWords(rules)).toBe('Everybody else: no organization, so no login');
  });

  it('are not taken while they are no JSON', () => {
    expect(parseRules('{"rules":')).toBeUndefined();
  });
});
