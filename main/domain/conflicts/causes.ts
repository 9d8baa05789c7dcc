// The causes a conflict can have, the facts they look at, and their ranking by how sure they are. Pure.
import { folded, relate } from '../claims/relate.ts';
import { causeRules } from './cause-rules.ts';
import { type Evidence, existingAccount } from './evidence.ts';
import { type AttributeName, attributesWith, shapeOf } from './value-kinds.ts';

export const causeIds = [
  'already-agrees',
  'pre-registered',
  'other-provider',
  'soft-deleted',
  'shared-user-name',
  'wrong-account',
  'blanks',
  'letter-case',
  'guest-upn',
  're-created',
  'renamed',
  'value-kinds',
  'made-by-login',
] as const;
/** In the order in which equally sure ones are told: what makes the others wrong comes first. */
export type CauseId = (typeof causeIds)[number];

export type Confidence = 'settled' | 'likely' | 'possible';

export interface Cause {
  readonly id: CauseId;
  readonly confidence: Confidence;
  /** One or two sentences. */
  readonly text: string;
  /** What would settle it; empty when it is settled. */
  readonly settle: string;
}

/** The parts of the evidence that several causes look at. */
export function factsOf(evidence: Evidence) {
  const { conflict, directory } = evidence;
  const { providerUserId: sent, existingProviderUserId: existing, username } = conflict;
  const people = directory?.people ?? [];
  const provider = directory?.provider ?? 'entra';
  const holding = (value: string) => people.filter(({ user }) => attributesWith(value, user, provider).some(({ relation }) => relation === 'equal'));
  const sharesName = (name: string | null) => name !== null && folded(name) === folded(username);
  return {
    sent,
    existing,
    username,
    relation: relate(sent, existing),
    account: existingAccount(evidence),
    ofSent: holding(sent),
    ofExisting: shapeOf(existing) === 'empty' ? [] : holding(existing),
    named: people.filter(({ user, sentUserName }) => sharesName(user.userName) || sharesName(sentUserName)),
    complete: directory?.complete === true,
    attribute: (value: string, at: number): AttributeName | undefined => {
      const person = people[at];
      return person === undefined ? undefined : attributesWith(value, person.user, provider).find(({ relation }) => relation === 'equal')?.attribute;
    },
    provider,
    people,
  };
}
export type Facts = ReturnType<typeof factsOf>;

const weight: Readonly<Record<Confidence, number>> = { settled: 0, likely: 1, possible: 2 };

/** Every cause that the evidence allows, the surest first. Never empty: two values are equal, or an account made by a sign-in could explain them. */
export function rankCauses(evidence: Evidence): readonly Cause[] {
  const facts = factsOf(evidence);
  const found = causeIds.flatMap((id): readonly Cause[] => {
    const verdict = causeRules[id](facts, evidence);
    return verdict === undefined ? [] : [{ id, confidence: verdict[0], text: verdict[1], settle: verdict[2] ?? '' }];
  });
  // Made by login and value kinds are told apart by the mapping: where it sends the right value already, the account is the older one.
  const sorted = found.toSorted((one, other) => weight[one.confidence] - weight[other.confidence]);
  const historic = sorted.find(({ id, confidence }) => id === 'made-by-login' && confidence === 'likely');
  const ordered =
    historic !== undefined && sorted[0]?.id === 'value-kinds' && sorted[0].confidence === 'likely'
      ? [historic, ...sorted.filter((one) => one !== historic)]
      : sorted;
  return ordered;
}
