// Which attribute to map to externalId, and why: what agrees with the Provider IDs that exist, then what the sign-in sends already, then what everybody
// has alone and keeps for good. Weaknesses of the choice are said, never hidden.
import type { Candidate, Mapping, SignOn, Simulation } from '../../../contract/mapping.ts';
import { claimSource } from './sources.ts';

type Recommendation = Simulation['recommendation'];

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

function weaknesses(candidate: Candidate): string {
  const said = [
    ...(candidate.missing > 0 ? [`${people(candidate.missing)} ${candidate.missing === 1 ? 'has' : 'have'} no value`] : []),
    ...(candidate.sharing > 0 ? [`${people(candidate.sharing)} share theirs`] : []),
    ...(candidate.sharingByCase > 0 ? [`${people(candidate.sharingByCase)} share theirs but for upper and lower case`] : []),
    ...(candidate.onRename === 'changes' ? ['it changes when a person is renamed'] : []),
  ];
  return said.length === 0 ? '' : ` Mind: ${said.join('; ')}.`;
}

const whole = (candidate: Candidate) =>
  candidate.have > 0 && candidate.missing === 0 && candidate.notEvaluated === 0 && candidate.sharing === 0 && candidate.sharingByCase === 0;

export function recommend(candidates: readonly Candidate[], signOn: SignOn, provider: Mapping['provider']): Recommendation {
  const attributes = candidates.filter(({ mapped }) => !mapped);
  const [best] = attributes
    .filter(({ agreement }) => agreement !== null && agreement.equal > 0)
    .toSorted((one, other) => (other.agreement?.equal ?? 0) - (one.agreement?.equal ?? 0));
  if (best?.agreement !== null && best !== undefined && best.agreement.equal * 2 > best.agreement.seen) {
    const { equal, seen } = best.agreement;
    const how =
      equal === seen ? `All ${seen} Provider IDs seen equal it` : `${equal} of ${seen} Provider IDs seen equal it, more than any other attribute`;
    return { attribute: best.attribute, reason: `${how}: with it existing accounts stay whose they are.${weaknesses(best)}` };
  }
  const claim = claimSource(signOn.providerId, provider);
  if (claim.kind === 'known') {
    const same = attributes.find(({ attribute }) => attribute.toLowerCase() === claim.words.toLowerCase());
    const weak = same === undefined ? '' : weaknesses(same);
    return { attribute: claim.words, reason: `The sign-in’s claim for the Provider ID comes from it, and externalId must be the same value.${weak}` };
  }
  const lasting = attributes.find((candidate) => whole(candidate) && candidate.onRename === 'stays');
  if (lasting !== undefined)
    return {
      attribute: lasting.attribute,
      reason: `Everybody has a value alone, and it stays. ${lasting.renameNote} Send it in the sign-in’s claim for Foundry’s ID as well, before anybody uses the provider.`,
    };
  return {
    attribute: null,
    reason:
      'No attribute in this snapshot is held by everybody alone and stays on a rename. Fill one (an employee id), or take the object id into the snapshot.',
  };
}
