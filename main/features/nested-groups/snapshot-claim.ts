// A snapshot under a claim: what every question about nested groups is about.
import type { GroupClaim } from '../../../contract/claims.ts';
import type { KnownMode } from '../../domain/claims/group-claim.ts';

export interface OfSnapshot {
  readonly snapshotId: string;
  readonly claim: GroupClaim;
}

/** Rows are shown for the stated mode, or for the one that flattens everything while none is stated. */
export const shownMode = (claim: GroupClaim): KnownMode => (claim.mode === 'unknown' ? 'all-groups' : claim.mode);
