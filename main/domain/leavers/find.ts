// Leavers: accounts that are active in the target although nobody in the directory should have them any more. Works on typed arrays, some 65 bytes
// a person and 17 an account, so that 500,000 of each are compared at once. Who is “deleted” is only not in the directory snapshot: whether that was read
// completely is for the caller to say.
import { createHashIndex, type HashIndex } from '../conflicts/hash-index.ts';

/** Where a person of the directory stands. */
export const standing = { entitled: 0, disabled: 1, unassigned: 2, outOfScope: 3, notEvaluated: 4 } as const;

/** Hashes of `domain/mapping/hashes.ts`; -1: no value. `userName` without regard to case. */
export interface PeopleColumns {
  readonly count: number;
  readonly externalId: Float64Array;
  readonly userName: Float64Array;
  readonly standing: Uint8Array;
}

export interface AccountColumns {
  readonly count: number;
  readonly externalId: Float64Array;
  readonly userName: Float64Array;
  /** 0: disabled. 1: active. 2: the target did not say, which counts as active. */
  readonly active: Uint8Array;
}

export const leaverKinds = ['deleted', 'disabled', 'unassigned', 'out-of-scope'] as const;
export type LeaverKind = (typeof leaverKinds)[number];

export interface FoundLeaver {
  readonly account: number;
  /** Position in the directory; -1: not there. */
  readonly person: number;
  readonly kind: LeaverKind;
  /** `user name alone`: the account carries another externalId than the one that is sent for the person. */
  readonly by: 'externalId' | 'user name alone' | 'nothing';
}

export interface Leavers {
  readonly found: readonly FoundLeaver[];
  /** Active accounts of people who should have them. */
  readonly entitled: number;
  /** Active accounts whose person's scope could not be worked out. */
  readonly notEvaluated: number;
  /** Active accounts without an externalId that no user name of the directory fits: made by hand or for a service. */
  readonly ownAccounts: number;
  /** Accounts of the target, active or not, that an externalId of the directory fits, of those that carry one. */
  readonly byKey: { readonly fitting: number; readonly carrying: number };
}

/** Positions by hash; of several people with one hash the one who should have the account stands, for the first that is added is kept. */
function positionsByHash({ count, standing: standings }: PeopleColumns, hashes: Float64Array): HashIndex {
  const index = createHashIndex(count);
  for (const wanted of ['entitled', 'others'] as const)
    for (let person = 0; person < count; person += 1) {
      const hash = hashes[person] ?? -1;
      if (hash !== -1 && (standings[person] === standing.entitled) === (wanted === 'entitled')) index.add(hash, person);
    }
  return index;
}

export type FindPerson = (externalId: number, userName: number) => Pick<FoundLeaver, 'person' | 'by'>;

/** Whose an account is: by its externalId, else by its user name. */
export function personFinder(people: PeopleColumns): FindPerson {
  const byExternalId = positionsByHash(people, people.externalId);
  const byUserName = positionsByHash(people, people.userName);
  return (externalId, userName) => {
    const keyed = externalId === -1 ? -1 : byExternalId.find(externalId);
    if (keyed !== -1) return { person: keyed, by: 'externalId' };
    const named = userName === -1 ? -1 : byUserName.find(userName);
    return named === -1 ? { person: -1, by: 'nothing' } : { person: named, by: 'user name alone' };
  };
}

const kindOf: Readonly<Partial<Record<number, LeaverKind>>> = {
  [standing.disabled]: 'disabled',
  [standing.unassigned]: 'unassigned',
  [standing.outOfScope]: 'out-of-scope',
};

/** Every active account of somebody who should not have one, in the order of the target. */
export function findLeavers(people: PeopleColumns, accounts: AccountColumns): Leavers {
  const personOf = personFinder(people);
  const found: FoundLeaver[] = [];
  let [entitled, notEvaluated, ownAccounts, fitting, carrying] = [0, 0, 0, 0, 0];
  for (let account = 0; account < accounts.count; account += 1) {
    const externalId = accounts.externalId[account] ?? -1;
    const { person, by } = personOf(externalId, accounts.userName[account] ?? -1);
    if (externalId !== -1) {
      carrying += 1;
      if (by === 'externalId') fitting += 1;
    }
    if ((accounts.active[account] ?? 0) === 0) continue;
    if (person === -1) {
      if (externalId === -1) ownAccounts += 1;
      else found.push({ account, person, kind: 'deleted', by });
      continue;
    }
    const at = people.standing[person] ?? standing.entitled;
    const kind = kindOf[at];
    if (kind !== undefined) found.push({ account, person, kind, by });
    else if (at === standing.notEvaluated) notEvaluated += 1;
    else entitled += 1;
  }
  return { found, entitled, notEvaluated, ownAccounts, byKey: { fitting, carrying } };
}
