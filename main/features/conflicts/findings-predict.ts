// What a prediction makes of the whole directory: who would inherit an account by name alone, who would be refused, who would not be found.
import type { Finding } from '../../../contract/common.ts';
import type { ConflictPrediction } from '../../../contract/conflicts.ts';
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

interface People {
  readonly people: number;
}
const many = (count: number, one = 'person', several = 'people') => `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;

export const adoption = defineFinding<People>({
  id: 'predict.adoption',
  severity: 'warning',
  actor: 'IdP admin',
  title: ({ people }) => `${many(people)} would get an existing account by the user name alone`,
  cause: () =>
    'No account carries their externalId, and one has their user name: the identity provider matches by userName next and writes its externalId there.',
  consequence: () => 'If the user name belonged to somebody else before, the new person inherits that account with everything it owns.',
  remedy: () => [
    'Look at each: is the account the same person’s? Compare a key that nobody else can have, such as the employee number.',
    'Where it is not, rename the old account before provisioning begins.',
    'Confirm the others in the plan.',
  ],
  verify: () => 'Every row that inherits an account (step “adopt” of the plan) is confirmed or gone.',
  source: sources.entraMapping,
  example: { people: 12 },
});

export const refused = defineFinding<People>({
  id: 'predict.refused',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ people }) => `${many(people)} could not be provisioned`,
  cause: () =>
    'They meet another person or account: the same externalId or user name twice, an account of somebody else, or more than one that matches.',
  consequence: () => 'The server answers 409 or the identity provider refuses to choose; these people get no account, or meet the sign-in conflict.',
  remedy: () => [
    'Open the rows that are left out (step “skip” of the plan): each says what is in the way.',
    'Give each person a value of their own, or correct externalId of the account that is in the way.',
  ],
  verify: () => 'The prediction leaves nobody out.',
  source: sources.entraLogs,
  example: { people: 3 },
});

export const hiddenUsers = defineFinding<People>({
  id: 'predict.hidden-users',
  severity: 'info',
  actor: 'Foundry authentication administrator',
  title: ({ people }) => `${many(people)} would be created, as far as SCIM shows`,
  cause: () =>
    'SCIM may hide users that a sign-in or a pre-registration made. Then the filter finds nobody, and the create still answers 409: the user name is taken.',
  remedy: () => [
    'Compare with the list of users in Foundry’s Control Panel or admin API for some of them.',
    'Provision one of them on demand first: a 409 shows it.',
  ],
  verify: () => 'A person of this list, provisioned on demand, is created.',
  source: sources.foundryUsers,
  example: { people: 40 },
});

export function predictionFindings({ counts, notes, targetComplete }: Omit<ConflictPrediction, 'findings'>): readonly Finding[] {
  const of = (kind: string) => counts[kind] ?? 0;
  const evidence = [
    {
      vantage: 'the target' as const,
      text: targetComplete ? 'The target’s list of users is complete.' : 'The target’s list of users is not complete.',
    },
    ...notes.map((text) => ({ vantage: 'a file' as const, text })),
  ];
  const inTheWay = of('name-taken') + of('belongs-to-another') + of('several-accounts') + of('collides');
  return [
    ...(inTheWay > 0 ? [refused.make({ people: inTheWay }, evidence)] : []),
    ...(of('adopted') > 0 ? [adoption.make({ people: of('adopted') }, evidence)] : []),
    ...(of('created') > 0 ? [hiddenUsers.make({ people: of('created') }, evidence)] : []),
  ];
}
