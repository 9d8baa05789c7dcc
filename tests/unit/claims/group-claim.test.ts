// Which groups a login sends, by the settings of the groups claim, and what provisioning then takes away or adds.

import { describe, expect, it } from 'vitest';
import { unknownGroupClaim } from '../../../contract/claims.ts';
import { againstLogin, claimLimit, claimReach, modesOf } from '../../../main/domain/claims/group-claim.ts';
import fc from '../../properties.ts';

const security = { displayName: 'FND-Analysts', onPremisesSamAccountName: 'fnd_analysts', securityEnabled: true };
const distribution = { ...security, securityEnabled: false };

describe('a groups claim', () => {
  it('flattens nested groups for all groups and for security groups, not for assigned groups', () => {
    expect(claimReach(security, 'all-groups', null)).toBe('flattened');
    expect(claimReach(security, 'security-groups', null)).toBe('flattened');
    expect(claimReach(security, 'assigned-groups', null)).toBe('direct');
  });

  it('sends no group when it carries directory roles or nothing', () => {
    expect(claimReach(security, 'directory-roles', null)).toBe('not sent');
    expect(claimReach(security, 'no-groups', null)).toBe('not sent');
  });

  it('sends distribution lists for all groups only', () => {
    expect(claimReach(distribution, 'all-groups', null)).toBe('flattened');
    expect(claimReach(distribution, 'security-groups', null)).toBe('not sent');
  });

  it.each([
    ['prefix', 'fnd-', 'flattened'],
    ['suffix', 'ANALYSTS', 'flattened'],
    ['contains', 'd-an', 'flattened'],
    ['prefix', 'other', 'not sent'],
  ] as const)('filters by name: %s %s', (match, value, reach) => {
    expect(claimReach(security, 'all-groups', { attribute: 'display-name', match, value })).toBe(reach);
  });

  it('does not send a group that lacks the attribute the filter looks at', () => {
    const cloud = { ...security, onPremisesSamAccountName: null };
    expect(claimReach(cloud, 'all-groups', { attribute: 'sam-account-name', match: 'prefix', value: 'fnd' })).toBe('not sent');
  });

  it('is answered for every mode while nobody knows which', () => {
    expect(modesOf(unknownGroupClaim)).toEqual(['all-groups', 'security-groups', 'assigned-groups', 'directory-roles', 'no-groups']);
    expect(modesOf({ ...unknownGroupClaim, mode: 'security-groups' })).toEqual(['security-groups']);
  });

  it('leaves the list out above 150 groups in SAML and 200 in a token', () => {
    expect([claimLimit('saml'), claimLimit('oidc'), claimLimit('unknown')]).toEqual([150, 200, undefined]);
  });
});

describe('what provisioning takes away and adds', () => {
  const people = fc.nat(1000).chain((transitive) => fc.record({ direct: fc.nat(transitive), transitive: fc.constant(transitive) }));

  it('never both loses and gains in one group', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('flattened', 'direct', 'not sent'), fc.boolean(), (counts, reach, provisioned) => {
        const { lost, gained } = againstLogin(counts, reach, provisioned);
        expect(Math.min(lost, gained)).toBe(0);
      }),
    );
  });

  it('loses nested people of a flattened claim, and everyone of a group that is not provisioned', () => {
    expect(againstLogin({ direct: 4, transitive: 9 }, 'flattened', true)).toEqual({ lost: 5, gained: 0 });
    expect(againstLogin({ direct: 4, transitive: 9 }, 'flattened', false)).toEqual({ lost: 9, gained: 0 });
    expect(againstLogin({ direct: 4, transitive: 9 }, 'direct', true)).toEqual({ lost: 0, gained: 0 });
  });

  it('adds direct people of a group that the claim does not send', () => {
    expect(againstLogin({ direct: 4, transitive: 9 }, 'not sent', true)).toEqual({ lost: 0, gained: 4 });
  });
});
