// Findings of the simulator: what the people of a snapshot show about the mapping in use, and what a change would do to them.

import type { Finding } from '../../../contract/common.ts';
import type { Candidate } from '../../../contract/mapping.ts';
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import type { Simulated } from './simulate.ts';

interface Counted {
  readonly expression: string;
  readonly count: number;
  readonly examples: readonly string[];
}

interface Changed {
  readonly count: number;
  readonly examples: readonly string[];
}

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
const such = (examples: readonly string[]) =>
  examples.length === 0 ? '' : ` (${examples.slice(0, 5).join(', ')}${examples.length > 5 ? ', …' : ''})`;
const example: Counted = { expression: '[mailNickname]', count: 2, examples: ['kim.a@halden.example', 'kim.b@halden.example'] };
const changed: Changed = { count: 3, examples: ['kim.a@halden.example'] };

export const valuesShared = defineFinding<Counted>({
  id: 'mapping.values-shared',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ count }) => `${people(count)} in scope share an externalId`,
  cause: ({ expression, examples }) => `externalId comes from ${expression}, and not everybody has a value alone${such(examples)}.`,
  consequence: () => 'Provisioning stops for them with DuplicateSourceEntries or a conflict, or one signs in to the other’s account.',
  remedy: () => ['Give each of them a value of their own, or map an attribute that the simulation shows as held by everybody alone.'],
  verify: () => 'The simulation counts nobody who shares a value.',
  source: sources.entraMapping,
  example,
});

export const valuesMissing = defineFinding<Counted>({
  id: 'mapping.values-missing',
  severity: 'warning',
  actor: 'IdP admin',
  title: ({ count }) => `${people(count)} in scope would get no externalId`,
  cause: ({ expression, count }) => `externalId comes from ${expression}, which is empty for ${people(count)}.`,
  consequence: () => 'Absent values are never sent: Foundry cannot tell these people at sign-in by the Provider ID.',
  remedy: () => ['Fill the attribute for these people, or take them out of scope, or map an attribute that everybody has.'],
  verify: () => 'The simulation counts nobody without a value.',
  source: sources.entraMapping,
  example: { ...example, examples: [] },
});

interface Disagreeing {
  readonly expression: string;
  readonly seen: number;
  readonly equal: number;
  readonly byCase: number;
}

export const seenDiffer = defineFinding<Disagreeing>({
  id: 'mapping.provider-ids-seen-differ',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ seen, equal }) => `${seen - equal} of ${seen} Provider IDs seen are not what SCIM would send`,
  cause: ({ expression, seen, equal, byCase }) =>
    `externalId comes from ${expression} and equals ${equal} of the ${seen} Provider IDs seen${byCase > 0 ? `; ${byCase} differ only by upper and lower case, and they are compared exactly` : ''}.`,
  consequence: () => 'These people cannot sign in once SCIM has written its externalId.',
  remedy: () => ['Map externalId to what the recommendation names, and compare one person by the claim check before the next cycle.'],
  verify: () => 'The simulation shows as many equal Provider IDs as were seen.',
  source: sources.foundryFaq,
  example: { expression: '[mail]', seen: 40, equal: 2, byCase: 1 },
});

const again =
  'Saving starts an initial cycle; neither it nor Restart looks up again who is linked already. Only a restart with resetScope Full breaks the links.';

export const wouldDisable = defineFinding<Changed>({
  id: 'mapping.change-disables',
  severity: 'warning',
  actor: 'you',
  title: ({ count }) => `The change would disable ${people(count)} in Foundry`,
  cause: ({ examples }) => `They are provisioned today and would leave the scope${such(examples)}.`,
  consequence: () => 'Entra sends active = false for each of them in the next cycle, and above its limit for deletions it stops the job.',
  remedy: () => ['Look through the list before saving. If it is not meant, keep the assignment or change the scoping filter.'],
  source: sources.entraLifeCycle,
  example: changed,
});

export const wouldRelink = defineFinding<Changed>({
  id: 'mapping.change-relinks',
  severity: 'warning',
  actor: 'IdP admin',
  title: ({ count }) => `The change would write another externalId to ${count === 1 ? '1 account' : `${count} accounts`}`,
  cause: ({ examples }) => `They stay linked to the same Foundry account, whose externalId changes${such(examples)}.`,
  consequence: () => 'Who signs in while the new externalId and the Provider ID of single sign-on differ is refused.',
  remedy: () => [
    'Change the sign-in’s claim and the mapping only together, and only when Palantir agreed to move the accounts, unless the new value is what sign-in sends already.',
    again,
    'Compare one person by the claim check after the cycle.',
  ],
  source: sources.foundryFaq,
  example: changed,
});

export const wouldCollide = defineFinding<Changed>({
  id: 'mapping.change-collides',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ count }) => `The change would give ${people(count)} an externalId that is somebody else’s`,
  cause: ({ examples }) => `The new value is carried by another person’s account today, or two people get the same${such(examples)}.`,
  consequence: () => 'Foundry refuses the value with a conflict, or a person gets into another one’s account.',
  remedy: () => ['Do not save this mapping. Choose an attribute that everybody has alone, and that nobody had before.', again],
  source: sources.entraMapping,
  example: changed,
});

const shared = (candidate: Candidate) => candidate.sharing + candidate.sharingByCase;

/** What a simulation concludes. */
export function simulationFindings({ candidates, change }: Simulated): readonly Finding[] {
  const found: Finding[] = [];
  const inSnapshot = (text: string) => [{ vantage: 'the IdP' as const, text }];
  const mapped = candidates.find((candidate) => candidate.mapped);
  if (mapped !== undefined) {
    const facts = { expression: mapped.attribute };
    if (shared(mapped) > 0) {
      const examples = mapped.examples.flatMap((entry) => entry.people);
      const values = mapped.examples.map((entry) => `“${entry.value}”: ${entry.people.join(', ')}`);
      found.push(
        valuesShared.make({ ...facts, count: shared(mapped), examples }, inSnapshot(`Shared values of the snapshot: ${values.join('; ')}.`)),
      );
    }
    if (mapped.missing > 0)
      found.push(
        valuesMissing.make(
          { ...facts, count: mapped.missing, examples: [] },
          inSnapshot(`${mapped.have} of ${mapped.have + mapped.missing} people in scope have a value.`),
        ),
      );
    const { agreement } = mapped;
    if (agreement !== null && agreement.equal < agreement.seen)
      found.push(
        seenDiffer.make(
          { ...facts, ...agreement },
          inSnapshot(`Compared with ${agreement.seen} Provider IDs seen: ${agreement.equal} equal, ${agreement.byCase} but for case.`),
        ),
      );
  }
  if (change === null) return found;
  const names = (kinds: readonly string[]) => change.examples.filter(({ kind }) => kinds.includes(kind)).map(({ userName }) => userName);
  const counted = (...kinds: readonly (keyof typeof change.counts)[]) => ({
    count: kinds.reduce((sum, kind) => sum + (change.counts[kind] ?? 0), 0),
    examples: names(kinds),
  });
  const [colliding, disabled, relinked] = [counted('moved', 'collides'), counted('disabled'), counted('relinked')];
  const cycle = inSnapshot(`Worked out from the snapshot: an initial cycle of ${change.cycle.objects} objects.`);
  if (colliding.count > 0) found.push(wouldCollide.make(colliding, cycle));
  if (relinked.count > 0) found.push(wouldRelink.make(relinked, cycle));
  if (disabled.count > 0) found.push(wouldDisable.make(disabled, cycle));
  return found;
}
