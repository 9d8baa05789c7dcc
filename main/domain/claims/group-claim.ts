// claim(p): the groups a login sends for a person, under the group claim the administrator states. Only what the claim's settings decide is
// decided here; who is a member comes from the analysis of memberships. Source of the rules: Microsoft's page on group claims.
import type { GroupClaim, GroupClaimMode } from '../../../contract/claims.ts';

export type KnownMode = Exclude<GroupClaimMode, 'unknown'>;

/** What the claim looks at in a group. */
export interface ClaimedGroup {
  readonly displayName: string | null;
  readonly onPremisesSamAccountName: string | null;
  /** Null when the source did not say: then taken as security-enabled, which Entra asks for to assign a group at all. */
  readonly securityEnabled: boolean | null;
}

/** `flattened`: sent for direct and nested members. `direct`: for direct members only. `not sent`: for nobody. */
export type ClaimReach = 'flattened' | 'direct' | 'not sent';

/** How far a login sends this group. */
export function claimReach(group: ClaimedGroup, mode: KnownMode, filter: GroupClaim['filter']): ClaimReach {
  if (filter !== null && !passes(group, filter)) return 'not sent';
  switch (mode) {
    case 'all-groups':
      return 'flattened';
    case 'security-groups':
      return group.securityEnabled === false ? 'not sent' : 'flattened';
    case 'assigned-groups':
      return 'direct';
    // Roles of the directory itself are sent in place of groups, or nothing is.
    case 'directory-roles':
    case 'no-groups':
      return 'not sent';
  }
}

function passes(group: ClaimedGroup, filter: NonNullable<GroupClaim['filter']>): boolean {
  const value = (filter.attribute === 'display-name' ? group.displayName : group.onPremisesSamAccountName)?.toLowerCase();
  if (value === undefined) return false;
  const wanted = filter.value.toLowerCase();
  switch (filter.match) {
    case 'prefix':
      return value.startsWith(wanted);
    case 'suffix':
      return value.endsWith(wanted);
    case 'contains':
      return value.includes(wanted);
  }
}

/** Modes to answer for: the stated one, or all of them. */
export function modesOf(claim: GroupClaim): readonly KnownMode[] {
  return claim.mode === 'unknown' ? ['all-groups', 'security-groups', 'assigned-groups', 'directory-roles', 'no-groups'] : [claim.mode];
}

/** Counts of known, enabled people in one assigned group. */
export interface GroupPeople {
  readonly direct: number;
  readonly transitive: number;
}

/** What provisioning takes away and adds, against this login. A group Entra does not provision has nobody by provisioning. */
export function againstLogin(people: GroupPeople, reach: ClaimReach, provisioned: boolean): { readonly lost: number; readonly gained: number } {
  const byLogin = reach === 'flattened' ? people.transitive : reach === 'direct' ? people.direct : 0;
  const byProvisioning = provisioned ? people.direct : 0;
  // Direct members are among the transitive ones, so one side always holds the other.
  return { lost: Math.max(0, byLogin - byProvisioning), gained: Math.max(0, byProvisioning - byLogin) };
}

/** Above this many groups Entra leaves the list out of a login; undefined when the protocol is not known. */
export function claimLimit(protocol: GroupClaim['protocol']): number | undefined {
  switch (protocol) {
    case 'saml':
      return 150;
    case 'oidc':
      return 200;
    case 'unknown':
      return undefined;
  }
}
