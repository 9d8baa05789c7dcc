// Organization rules as Foundry’s page on organization assignment describes them: tried in order, conditions joined by “and”, regular
// expressions on attributes and provider groups, an optional fallback. Where the page or our sight does not decide, the answer is
// “not known” and why: never a guess. Pure.
import { longestValue, readPattern } from '../mapping/pattern.ts';

export interface RuleCondition {
  /** `groups`: names of the person’s provider groups. Otherwise an attribute by its SCIM name: userName, displayName, emails, ... */
  readonly on: 'groups' | 'attribute';
  readonly attribute: string;
  /** Foundry’s three ways: a list holds a match, holds none, or a single value matches. */
  readonly test: 'includes' | 'does-not-include' | 'is-equal';
  readonly pattern: string;
}

export interface OrganizationRule {
  readonly organization: string;
  readonly conditions: readonly RuleCondition[];
}

export type Fallback = { readonly kind: 'organization'; readonly name: string } | { readonly kind: 'none' } | { readonly kind: 'not-known' };

export interface RuleSet {
  readonly rules: readonly OrganizationRule[];
  /** What is given when no rule matches. */
  readonly fallback: Fallback;
}

/** `name` null: no organization, so the person cannot log in. */
export type Placement = { readonly kind: 'known'; readonly name: string | null } | { readonly kind: 'not-known'; readonly why: string };

export interface RulePerson {
  /** Values of an attribute as SCIM shows them; undefined: SCIM does not carry it, so it is not seen. */
  readonly attribute: (name: string) => readonly string[] | undefined;
  /** Names of the groups; undefined: not seen, or not completely. */
  readonly groups: readonly string[] | undefined;
}

type Truth = { readonly kind: 'yes' } | { readonly kind: 'no' } | { readonly kind: 'open'; readonly why: string };

const yes: Truth = { kind: 'yes' };
const no: Truth = { kind: 'no' };
const open = (why: string): Truth => ({ kind: 'open', why });

interface Matcher {
  readonly of: (value: string) => Truth;
}

/** `(?i)` at the start is how Foundry’s pages make a pattern blind to case. */
function matcher(pattern: string): Matcher {
  const blind = pattern.startsWith('(?i)');
  const read = readPattern(blind ? pattern.slice(4) : pattern, '');
  if (read.kind === 'refused') return { of: () => open(`${read.reason} (“${pattern.slice(0, 80)}”)`) };
  const part = new RegExp(read.expression.source, blind ? 'i' : '');
  const whole = new RegExp(`^(?:${read.expression.source})$`, blind ? 'i' : '');
  return {
    of: (value) => {
      if (value.length > longestValue) return open('a value is too long for a safe comparison');
      if (whole.test(value)) return yes;
      // The page does not say whether a pattern must cover the whole value.
      return part.test(value) ? open(`“${pattern.slice(0, 80)}” matches a part of “${value.slice(0, 80)}”, not the whole`) : no;
    },
  };
}

/** Whether any value matches: one yes decides, one open value keeps a “no” from being said. */
function any(values: readonly string[], one: Matcher): Truth {
  let undecided: Truth | undefined;
  for (const value of values) {
    const found = one.of(value);
    if (found.kind === 'yes') return yes;
    if (found.kind === 'open') undecided ??= found;
  }
  return undecided ?? no;
}

const negated = (truth: Truth): Truth => (truth.kind === 'yes' ? no : truth.kind === 'no' ? yes : truth);

interface ReadCondition extends RuleCondition {
  readonly matcher: Matcher;
}

function holds(condition: ReadCondition, person: RulePerson): Truth {
  const values = condition.on === 'groups' ? person.groups : person.attribute(condition.attribute);
  if (values === undefined)
    return open(
      condition.on === 'groups' ? 'the groups of this person were not read' : `SCIM does not show “${condition.attribute}”: it arrives at a login`,
    );
  const found = any(values, condition.matcher);
  return condition.test === 'does-not-include' ? negated(found) : found;
}

function all(conditions: readonly ReadCondition[], person: RulePerson): Truth {
  let undecided: Truth | undefined;
  for (const condition of conditions) {
    const found = holds(condition, person);
    if (found.kind === 'no') return no;
    if (found.kind === 'open') undecided ??= found;
  }
  return undecided ?? yes;
}

function fallbackPlacement(fallback: Fallback): Placement {
  switch (fallback.kind) {
    case 'organization':
      return { kind: 'known', name: fallback.name };
    case 'none':
      return { kind: 'known', name: null };
    case 'not-known':
      return { kind: 'not-known', why: 'no rule matches, and what Foundry gives then was not entered' };
  }
}

/**
 * Reads the rules once and answers, person by person, where they would place them now, group rules included. A rule that may match keeps
 * later ones from deciding, unless they give the same organization.
 */
export function readRules({ rules, fallback }: RuleSet): (person: RulePerson) => Placement {
  const read = rules.map((rule) => ({
    ...rule,
    conditions: rule.conditions.map((condition) => ({ ...condition, matcher: matcher(condition.pattern) })),
  }));
  if (read.length === 0 && fallback.kind === 'not-known') return () => ({ kind: 'not-known', why: 'no rules were entered' });
  return (person) => {
    const maybe: { readonly organization: string; readonly why: string }[] = [];
    const decided = (placement: Placement): Placement => {
      const other = maybe.find(({ organization }) => placement.kind !== 'known' || placement.name !== organization);
      return other === undefined ? placement : { kind: 'not-known', why: other.why };
    };
    for (const { organization, conditions } of read) {
      const found = all(conditions, person);
      if (found.kind === 'yes') return decided({ kind: 'known', name: organization });
      if (found.kind === 'open') maybe.push({ organization, why: found.why });
    }
    return decided(fallbackPlacement(fallback));
  };
}

/** Whether any condition looks at groups, so that groups must be read before anything is said. */
export const needsGroups = ({ rules }: RuleSet): boolean => rules.some(({ conditions }) => conditions.some(({ on }) => on === 'groups'));
