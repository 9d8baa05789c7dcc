// A condition that picks people: `group is "Project Fjord" and organization is wrong`. Read from words, tried on one person at a time. Pure.
// Three answers: yes, no, and “not known” where what it asks for was not seen; who is not known is not picked, and counted.
import { longestValue, readPattern } from '../mapping/pattern.ts';
import type { Placement, RulePerson } from './rules.ts';

export interface ConditionPerson extends RulePerson {
  readonly organization: Placement;
  readonly expected: Placement;
  /** ISO 8601, as SCIM’s meta gives them. */
  readonly created: string | undefined;
  readonly lastModified: string | undefined;
}

export type Answer = 'yes' | 'no' | 'not-known';

export type Condition =
  | {
      readonly kind: 'condition';
      readonly ask: (person: ConditionPerson) => Answer;
      readonly needsGroups: boolean;
      readonly needsOrganizations: boolean;
    }
  | { readonly kind: 'refused'; readonly why: string };

interface Term {
  readonly ask: (person: ConditionPerson) => Answer;
  readonly needs: 'groups' | 'organizations' | 'nothing';
}

const token = /\s*(?:"((?:[^"\\]|\\.)*)"|“([^”]*)”|([^\s"“]+))/y;

interface Word {
  readonly text: string;
  readonly quoted: 'quoted' | 'bare';
}

function words(text: string): readonly Word[] | undefined {
  const found: Word[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    if (text.slice(token.lastIndex).trim() === '') break;
    const match = token.exec(text);
    if (match === null) return undefined;
    const quoted = match[1]?.replace(/\\(["\\])/g, '$1') ?? match[2];
    found.push(quoted === undefined ? { text: match[3] ?? '', quoted: 'bare' } : { text: quoted, quoted: 'quoted' });
  }
  return found;
}

const fromTruth = (truth: boolean): Answer => (truth ? 'yes' : 'no');
const negated = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : answer);

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Seconds: servers that write two times at a create write them this close to each other. */
const togetherMs = 2_000;

function notUpdated({ created, lastModified }: ConditionPerson): Answer {
  const [made, changed] = [Date.parse(created ?? ''), Date.parse(lastModified ?? '')];
  return Number.isNaN(made) || Number.isNaN(changed) ? 'not-known' : fromTruth(changed - made <= togetherMs);
}

function organizationTerm(rest: readonly Word[]): Term | string {
  const text = rest.map((word) => word.text.toLowerCase()).join(' ');
  const value = rest.at(-1)?.text ?? '';
  const needs = 'organizations';
  const known = (person: ConditionPerson, ask: (name: string | null) => boolean): Answer =>
    person.organization.kind === 'known' ? fromTruth(ask(person.organization.name)) : 'not-known';
  if (text === 'is wrong')
    return {
      needs,
      ask: ({ organization, expected }) =>
        organization.kind === 'known' && expected.kind === 'known' ? fromTruth(organization.name !== expected.name) : 'not-known',
    };
  if (text === 'is missing') return { needs, ask: (person) => known(person, (name) => name === null) };
  if (rest.length === 2 && sameName(rest[0]?.text ?? '', 'is'))
    return { needs, ask: (person) => known(person, (name) => name !== null && sameName(name, value)) };
  if (rest.length === 3 && text.startsWith('is not '))
    return { needs, ask: (person) => known(person, (name) => name === null || !sameName(name, value)) };
  return '“organization” goes with: is "NAME", is not "NAME", is missing, is wrong.';
}

function valueTerm(name: string, rest: readonly Word[]): Term | string {
  const groups = sameName(name, 'group');
  const needs = groups ? 'groups' : 'nothing';
  const valuesOf = (person: ConditionPerson) => (groups ? person.groups : person.attribute(name));
  const value = rest.at(-1)?.text ?? '';
  const verb = rest
    .slice(0, -1)
    .map((word) => word.text.toLowerCase())
    .join(' ');
  const ask =
    (test: (value: string) => boolean): Term['ask'] =>
    (person) => {
      const values = valuesOf(person);
      return values === undefined ? 'not-known' : fromTruth(values.some(test));
    };
  if (verb === 'is') return { needs, ask: ask((one) => sameName(one, value)) };
  if (verb === 'is not') {
    const same = ask((one) => sameName(one, value));
    return { needs, ask: (person) => negated(same(person)) };
  }
  if (verb === 'matches' || verb === 'does not match') {
    const pattern = readPattern(value, '');
    if (pattern.kind === 'refused') return `The pattern “${value.slice(0, 80)}” is not used: ${pattern.reason}.`;
    const matches = ask((one) => one.length <= longestValue && pattern.expression.test(one));
    return { needs, ask: verb === 'matches' ? matches : (person) => negated(matches(person)) };
  }
  return `“${name}” goes with: is "VALUE", is not "VALUE", matches "PATTERN", does not match "PATTERN".`;
}

function readTerm(term: readonly Word[]): Term | string {
  const text = term.map((word) => word.text.toLowerCase()).join(' ');
  if (text === 'not updated since created') return { needs: 'nothing', ask: notUpdated };
  const [name, ...rest] = term;
  if (name === undefined || rest.length < 2)
    return `“${term.map((word) => word.text).join(' ')}” is no condition: write, for one, group is "Project Fjord".`;
  return sameName(name.text, 'organization') ? organizationTerm(rest) : valueTerm(name.text, rest);
}

/** Conditions joined by a bare “and”. Values with blanks need quotation marks. */
export function readCondition(text: string): Condition {
  const all = words(text);
  if (all === undefined) return { kind: 'refused', why: 'A quotation mark is not closed.' };
  const split: Word[][] = [[]];
  for (const word of all) {
    if (word.quoted === 'bare' && word.text.toLowerCase() === 'and') split.push([]);
    else split.at(-1)?.push(word);
  }
  const terms: Term[] = [];
  for (const part of split) {
    const term = readTerm(part);
    if (typeof term === 'string') return { kind: 'refused', why: term };
    terms.push(term);
  }
  return {
    kind: 'condition',
    needsGroups: terms.some(({ needs }) => needs === 'groups'),
    needsOrganizations: terms.some(({ needs }) => needs === 'organizations'),
    ask: (person) => {
      const answers = terms.map(({ ask }) => ask(person));
      return answers.includes('no') ? 'no' : answers.includes('not-known') ? 'not-known' : 'yes';
    },
  };
}
