// Organization assignment as Foundry's FAQ and its page describe it: rules in order, conditions joined by "and", regular expressions. Rules with a
// condition on externally managed groups run at a log-in and at an update of the user, not when SCIM creates the user and not when only group
// membership changes. The caller says what happened.
import type { PracticeCondition, PracticeRule } from '../../../contract/practice.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isObject, textOf } from '../json.ts';
import type { UserRecord } from '../state/store.ts';
import { note, type RuleReason, type World } from '../state/world.ts';

/** Over the whole value: the documentation does not say whether a part would do. */
function expressionOf(pattern: string): RegExp {
  const blind = pattern.startsWith('(?i)');
  try {
    return new RegExp(`^(?:${blind ? pattern.slice(4) : pattern})$`, blind ? 'iu' : 'u');
  } catch {
    // Without the strict syntax: Java, which Foundry runs on, escapes more characters than that allows.
    return new RegExp(`^(?:${blind ? pattern.slice(4) : pattern})$`, blind ? 'i' : '');
  }
}

/** Refuses patterns that are no regular expressions, before any rule is kept. */
export function refuseUnreadable(rules: readonly PracticeRule[]): void {
  for (const { pattern } of rules.flatMap(({ conditions }) => conditions)) {
    try {
      expressionOf(pattern);
    } catch {
      throw new Refusal(
        'practice.rule-pattern',
        `“${pattern.slice(0, 200)}” is no regular expression. Special characters need a backslash before them.`,
      );
    }
  }
}

const one = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);

/** SCIM's attributes by their SCIM names; whatever else a log-in sent by the name it had there. */
export function attributeValues({ attributes, loginAttributes }: UserRecord, name: string): readonly string[] {
  const inName = (part: string): readonly string[] => (isObject(attributes.name) ? one(attributes.name[part]) : []);
  switch (name) {
    case 'userName':
    case 'externalId':
    case 'displayName':
      return one(attributes[name]);
    case 'emails':
    case 'email':
      return Array.isArray(attributes.emails) ? attributes.emails.flatMap((email) => (isObject(email) ? one(email.value) : [])) : [];
    case 'name.givenName':
    case 'givenName':
      return inName('givenName');
    case 'name.familyName':
    case 'familyName':
      return inName('familyName');
    default:
      return Object.hasOwn(loginAttributes, name) ? (loginAttributes[name] ?? []) : [];
  }
}

function holds({ on, attribute, test, pattern }: PracticeCondition, user: UserRecord, world: World): boolean {
  const whole = expressionOf(pattern);
  const values =
    on === 'attribute' ? attributeValues(user, attribute) : world.store.groupsOf(user.id).map((group) => textOf(group.attributes.displayName) ?? '');
  const found = values.some((value) => whole.test(value));
  return test === 'does-not-include' ? !found : found;
}

const applies = ({ conditions }: PracticeRule, user: UserRecord, world: World): boolean =>
  conditions.every((condition) => holds(condition, user, world));

const looksAtGroups = ({ conditions }: PracticeRule): boolean => conditions.some(({ on }) => on === 'groups');

/** The organization the rules would give now, those on groups included. */
export function expectedOrganization(user: UserRecord, world: World): string | null {
  return world.rules.find((rule) => applies(rule, user, world))?.organization ?? world.defaultOrganization;
}

/** Runs the rules because something happened to the user, and writes the run down. */
export function runRules(user: UserRecord, because: RuleReason, world: World): void {
  const rules = because === 'create' ? world.rules.filter((rule) => !looksAtGroups(rule)) : world.rules;
  const before = user.organization;
  user.organization = rules.find((rule) => applies(rule, user, world))?.organization ?? world.defaultOrganization;
  note(world.ruleRuns, {
    at: world.clock.now(),
    userId: user.id,
    userName: textOf(user.attributes.userName) ?? '',
    because,
    groupRules: because === 'create' ? 'not run' : 'run',
    before,
    after: user.organization,
  });
}
