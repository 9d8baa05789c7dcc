// How findings are defined and made. A row lives with the feature or protocol that produces it; cause and remedy are functions of typed evidence.
import type { Actor, Evidence, Finding, Severity, Source } from '../../../contract/common.ts';

export interface FindingDefinition<E> {
  readonly id: string;
  readonly severity: Severity;
  readonly actor: Actor | ((facts: E) => Actor);
  readonly title: string | ((facts: E) => string);
  /** One sentence of cause. */
  readonly cause: (facts: E) => string;
  /** What the identity provider would do about it. */
  readonly consequence?: (facts: E) => string;
  /** What to do, one instruction a line. */
  readonly remedy: (facts: E) => readonly string[];
  readonly verify?: (facts: E) => string;
  readonly source: Source;
  /** An example, for the findings catalogue in docs/ and for tests of the wording. */
  readonly example: E;
}

export interface FindingKind<E> extends FindingDefinition<E> {
  readonly make: (facts: E, evidence: readonly Evidence[], stepIds?: readonly string[]) => Finding;
}

/** A kind of any evidence, for tables of kinds: what it needs to be made is its own business. */
export interface AnyFindingKind extends Pick<FindingKind<unknown>, 'id' | 'severity' | 'source'> {
  readonly example: unknown;
  readonly make: (facts: never, evidence: readonly Evidence[], stepIds?: readonly string[]) => Finding;
}

/** Defines one kind of finding. */
export function defineFinding<E>(definition: FindingDefinition<E>): FindingKind<E> {
  return {
    ...definition,
    make: (facts, evidence, stepIds = []) => ({
      id: definition.id,
      severity: definition.severity,
      title: typeof definition.title === 'string' ? definition.title : definition.title(facts),
      cause: definition.cause(facts),
      ...(definition.consequence === undefined ? {} : { consequence: definition.consequence(facts) }),
      remedy: [...definition.remedy(facts)],
      ...(definition.verify === undefined ? {} : { verify: definition.verify(facts) }),
      actor: typeof definition.actor === 'string' ? definition.actor : definition.actor(facts),
      evidence: [...evidence],
      source: definition.source,
      stepIds: [...stepIds],
    }),
  };
}

const weight: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** What follows from each, said once: the gravest may come last, as when names and then a leaver's disabling are ignored. */
function joinedConsequence(earlier: string | undefined, later: string | undefined): string | undefined {
  if (earlier === undefined || later === undefined) return earlier ?? later;
  return earlier.includes(later) ? earlier : `${earlier} ${later}`;
}

/** Adds a later finding of the same id to an earlier one: evidence, steps and what follows are joined, the worse severity stands. */
export function mergeFindings(earlier: Finding, later: Finding): Finding {
  const known = new Set(earlier.evidence.map((entry) => JSON.stringify(entry)));
  const consequence = joinedConsequence(earlier.consequence, later.consequence);
  return {
    ...earlier,
    ...(consequence === undefined ? {} : { consequence }),
    severity: weight[later.severity] > weight[earlier.severity] ? later.severity : earlier.severity,
    evidence: [...earlier.evidence, ...later.evidence.filter((entry) => !known.has(JSON.stringify(entry)))],
    stepIds: [...new Set([...earlier.stepIds, ...later.stepIds])],
  };
}
