// Where the rules would place a person, and when that cannot be said; conditions that pick people.
import { describe, expect, it } from 'vitest';
import { type ConditionPerson, readCondition } from '../../../main/domain/org-rules/condition.ts';
import { type OrganizationRule, type Placement, type RulePerson, readRules } from '../../../main/domain/org-rules/rules.ts';

const person = (groups: readonly string[] | undefined, attributes: Readonly<Record<string, readonly string[]>> = {}): RulePerson => ({
  groups,
  attribute: (name) => attributes[name],
});

const onGroup = (organization: string, pattern: string): OrganizationRule => ({
  organization,
  conditions: [{ on: 'groups', attribute: '', test: 'includes', pattern }],
});

const onAttribute = (organization: string, attribute: string, pattern: string): OrganizationRule => ({
  organization,
  conditions: [{ on: 'attribute', attribute, test: 'is-equal', pattern }],
});

const general = { kind: 'organization', name: 'General' } as const;
const nameOf = (placement: Placement) => (placement.kind === 'known' ? placement.name : `not known: ${placement.why}`);

describe('the organization that the rules give', () => {
  it('is that of the first rule whose conditions all hold, else the fallback', () => {
    const place = readRules({ rules: [onGroup('Restricted', 'Project Fjord'), onGroup('Partners', 'Fjord .*')], fallback: general });
    expect(nameOf(place(person(['Project Fjord', 'Fjord Partners'])))).toBe('Restricted');
    expect(nameOf(place(person(['Fjord Partners'])))).toBe('Partners');
    expect(nameOf(place(person([])))).toBe('General');
  });

  it('needs every condition of a rule', () => {
    const rule = { organization: 'Both', conditions: [...onGroup('', 'A').conditions, ...onAttribute('', 'userName', '.*@x[.]example').conditions] };
    const place = readRules({ rules: [rule], fallback: { kind: 'none' } });
    expect(nameOf(place(person(['A'], { userName: ['me@x.example'] })))).toBe('Both');
    expect(nameOf(place(person(['A'], { userName: ['me@y.example'] })))).toBeNull();
  });

  it('turns round with “does not include”', () => {
    const place = readRules({
      rules: [{ organization: 'Inside', conditions: [{ on: 'groups', attribute: '', test: 'does-not-include', pattern: 'External' }] }],
      fallback: general,
    });
    expect(nameOf(place(person(['Staff'])))).toBe('Inside');
    expect(nameOf(place(person(['External'])))).toBe('General');
  });

  it('is blind to case only with (?i)', () => {
    const place = (pattern: string) => readRules({ rules: [onGroup('Fjord', pattern)], fallback: general })(person(['PROJECT FJORD']));
    expect(nameOf(place('(?i)project fjord'))).toBe('Fjord');
    expect(nameOf(place('project fjord'))).toBe('General');
  });

  it.each([
    ['a pattern that matches a part only', [onGroup('Fjord', 'Fjord')], person(['Project Fjord']), /part of “Project Fjord”/],
    ['an attribute that only a login brings', [onAttribute('Lab', 'department', 'Optics')], person([]), /department.*arrives at a login/],
    ['groups that were not read', [onGroup('Fjord', 'Fjord')], person(undefined), /groups of this person were not read/],
    ['a pattern that could run without end', [onGroup('Fjord', '(a+)+$')], person(['aaaa']), /without end/],
  ] as const)('is not known with %s', (_what, rules, who, why) => {
    expect(nameOf(readRules({ rules, fallback: general })(who))).toMatch(why);
  });

  it('is known in spite of an open rule when everything gives the same', () => {
    const rules = [onAttribute('General', 'department', 'Optics')];
    expect(nameOf(readRules({ rules, fallback: general })(person([])))).toBe('General');
  });

  it('is not known without rules, and without the fallback', () => {
    expect(nameOf(readRules({ rules: [], fallback: { kind: 'not-known' } })(person([])))).toMatch(/no rules were entered/);
    expect(nameOf(readRules({ rules: [onGroup('A', 'A')], fallback: { kind: 'not-known' } })(person([])))).toMatch(/was not entered/);
  });
});

const known = (name: string | null): Placement => ({ kind: 'known', name });
const candidate = (changes: Partial<ConditionPerson> = {}): ConditionPerson => ({
  groups: ['Project Fjord'],
  attribute: (name) => ({ username: ['me@x.example'] })[name.toLowerCase()],
  organization: known('General'),
  expected: known('Restricted'),
  created: '2026-03-02T08:00:00.000Z',
  lastModified: '2026-03-02T08:00:00.500Z',
  ...changes,
});

function ask(text: string, who = candidate()): string {
  const condition = readCondition(text);
  return condition.kind === 'refused' ? condition.why : condition.ask(who);
}

describe('a condition that picks people', () => {
  it.each([
    ['group is "project fjord"', 'yes'],
    ['group is “Project Fjord”', 'yes'],
    ['group is not "Project Fjord"', 'no'],
    ['group matches "^Project"', 'yes'],
    ['userName matches "@x[.]example$" and organization is "General"', 'yes'],
    ['userName does not match "@x[.]example$"', 'no'],
    ['organization is wrong', 'yes'],
    ['organization is missing', 'no'],
    ['organization is not "General"', 'no'],
    ['not updated since created', 'yes'],
    ['department is Optics', 'not-known'],
    ['department is Optics and organization is missing', 'no'],
  ])('%s: %s', (text, answer) => expect(ask(text)).toBe(answer));

  it('does not call wrong what is not known', () => {
    expect(ask('organization is wrong', candidate({ expected: { kind: 'not-known', why: 'no rules' } }))).toBe('not-known');
    expect(ask('not updated since created', candidate({ created: undefined }))).toBe('not-known');
  });

  it.each([
    ['', /is no condition/],
    ['group', /is no condition/],
    ['group has "A"', /goes with: is/],
    ['organization matches "A"', /goes with: is/],
    ['group is "A', /not closed/],
    ['group matches "(a+)+"', /without end/],
    ['group is A or group is B', /goes with/],
  ])('refuses %s', (text, why) => expect(ask(text)).toMatch(why));
});
