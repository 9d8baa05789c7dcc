// What provisioning would do to everybody: who is linked to which account of the target, who would inherit one by the user name alone, who is created,
// where two meet. Pure; works on columns of hashes, so that 500,000 people against 500,000 users need some 100 MB and one look each.
import { createHashIndex } from './hash-index.ts';

export const predictedKinds = [
  'linked',
  'linked-renamed',
  'linked-case',
  'linked-inactive',
  'name-taken',
  'adopted',
  'belongs-to-another',
  'several-accounts',
  'collides',
  'created',
  'skipped',
  'not-evaluated',
  'out-of-scope',
] as const;
export type PredictedKind = (typeof predictedKinds)[number];

export type PlanStep = 'link' | 'adopt' | 'rename' | 'reactivate' | 'create' | 'skip';

/** What is planned for each kind, why, and whether somebody must confirm it first. */
export const plans: Readonly<Record<PredictedKind, { readonly step: PlanStep; readonly blocked?: true; readonly reason: string }>> = {
  linked: { step: 'link', reason: 'The account has this externalId and this user name.' },
  'linked-renamed': { step: 'rename', reason: 'The account has this externalId and another user name, which the next cycle changes.' },
  'linked-case': { step: 'rename', reason: 'The account has this externalId; its user name differs only by upper and lower case.' },
  'linked-inactive': { step: 'reactivate', reason: 'The account has this externalId and is disabled: it is enabled again, with what it owns.' },
  'name-taken': {
    step: 'skip',
    blocked: true,
    reason: 'The account with this externalId would get a user name that another account has: the server answers 409.',
  },
  adopted: {
    step: 'adopt',
    blocked: true,
    reason:
      'No account has this externalId, and one has this user name: it would be inherited. If the name was somebody else’s before, so is what it owns.',
  },
  'belongs-to-another': {
    step: 'skip',
    blocked: true,
    reason: 'The account with this user name carries the externalId of another person of the directory.',
  },
  'several-accounts': {
    step: 'skip',
    blocked: true,
    reason: 'More than one account of the target matches: the identity provider refuses to choose.',
  },
  collides: {
    step: 'skip',
    blocked: true,
    reason: 'Another person of the directory would get the same externalId or user name: one of the two is refused.',
  },
  created: { step: 'create', reason: 'No account that SCIM shows has this externalId or this user name.' },
  skipped: { step: 'skip', reason: 'Nothing would be sent to match by.' },
  'not-evaluated': { step: 'skip', reason: 'What the mapping sends cannot be worked out here.' },
  'out-of-scope': { step: 'skip', reason: 'Not assigned, or disabled in the directory.' },
};

export const sourceState = { inScope: 0, skipped: 1, notEvaluated: 2, outOfScope: 3 } as const;

/** People or users as columns; -1 in a column of hashes: no value. `userNameFolded` is of the lower-case text. */
export interface Columns {
  readonly count: number;
  readonly externalId: Float64Array;
  readonly userName: Float64Array;
  readonly userNameFolded: Float64Array;
}

export interface SourceColumns extends Columns {
  /** Values of `sourceState`. */
  readonly state: Uint8Array;
}

export interface TargetColumns extends Columns {
  /** 1: disabled. */
  readonly inactive: Uint8Array;
}

export interface Prediction {
  /** Of each person of the source: an index of `predictedKinds`. */
  readonly kinds: Uint8Array;
  /** Of each: the account it is about, by position in the target; -1: none. */
  readonly accounts: Int32Array;
  readonly counts: Readonly<Record<PredictedKind, number>>;
  /** Accounts with an externalId that nobody of the directory would be linked to. */
  readonly unclaimed: number;
}

const at = (column: Float64Array, position: number): number => column[position] ?? -1;

/** The two indexes of a target. */
export function indexTarget(target: Columns) {
  const byExternalId = createHashIndex(target.count);
  const byUserName = createHashIndex(target.count);
  for (let position = 0; position < target.count; position += 1) {
    if (at(target.externalId, position) !== -1) byExternalId.add(at(target.externalId, position), position);
    if (at(target.userNameFolded, position) !== -1) byUserName.add(at(target.userNameFolded, position), position);
  }
  return { byExternalId, byUserName };
}

export function predict(source: SourceColumns, target: TargetColumns): Prediction {
  const accountsBy = indexTarget(target);
  const peopleBy = { byExternalId: createHashIndex(source.count), byUserName: createHashIndex(source.count) };
  for (let person = 0; person < source.count; person += 1) {
    if (source.state[person] !== sourceState.inScope) continue;
    if (at(source.externalId, person) !== -1) peopleBy.byExternalId.add(at(source.externalId, person), person);
    if (at(source.userNameFolded, person) !== -1) peopleBy.byUserName.add(at(source.userNameFolded, person), person);
  }
  const kinds = new Uint8Array(source.count);
  const accounts = new Int32Array(source.count).fill(-1);
  const counts = Object.fromEntries(predictedKinds.map((kind) => [kind, 0])) as Record<PredictedKind, number>;
  const claimed = new Uint8Array(target.count);

  const judge = (person: number): PredictedKind => {
    switch (source.state[person]) {
      case sourceState.skipped:
        return 'skipped';
      case sourceState.notEvaluated:
        return 'not-evaluated';
      case sourceState.outOfScope:
        return 'out-of-scope';
      default:
    }
    const id = at(source.externalId, person);
    const name = at(source.userNameFolded, person);
    const linked = id === -1 ? -1 : accountsBy.byExternalId.find(id);
    const named = name === -1 ? -1 : accountsBy.byUserName.find(name);
    accounts[person] = linked !== -1 ? linked : named;
    if ((id !== -1 && peopleBy.byExternalId.several(id)) || (name !== -1 && peopleBy.byUserName.several(name))) return 'collides';
    if (linked !== -1 && accountsBy.byExternalId.several(id)) return 'several-accounts';
    if (linked !== -1) {
      if (at(target.userNameFolded, linked) !== name) return named === -1 ? 'linked-renamed' : 'name-taken';
      if (target.inactive[linked] === 1) return 'linked-inactive';
      return at(target.userName, linked) === at(source.userName, person) ? 'linked' : 'linked-case';
    }
    if (named === -1) return 'created';
    if (accountsBy.byUserName.several(name)) return 'several-accounts';
    const carried = at(target.externalId, named);
    return carried !== -1 && peopleBy.byExternalId.find(carried) !== -1 ? 'belongs-to-another' : 'adopted';
  };

  for (let person = 0; person < source.count; person += 1) {
    const kind = judge(person);
    kinds[person] = predictedKinds.indexOf(kind);
    counts[kind] += 1;
    const account = accounts[person] ?? -1;
    if (account !== -1) claimed[account] = 1;
  }
  let unclaimed = 0;
  for (let position = 0; position < target.count; position += 1)
    if (claimed[position] === 0 && at(target.externalId, position) !== -1) unclaimed += 1;
  return { kinds, accounts, counts, unclaimed };
}
