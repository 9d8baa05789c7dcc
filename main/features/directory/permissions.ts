// Which permission each part of the app needs and why, and the text to hand over with the request for consent. Read-only, but for the one
// that lets Entra test its saved credentials. Source: Microsoft Graph permissions reference; Okta OAuth scopes and API tokens.
import type { Permission } from '../../../contract/idp-access.ts';

const entra = (name: string, part: string, why: string, more: Partial<Pick<Permission, 'need' | 'access'>> = {}): Permission => ({
  idp: 'entra',
  name,
  part,
  why,
  need: 'always',
  access: 'read',
  ...more,
});
const okta = (name: string, part: string, why: string, need: Permission['need'] = 'always'): Permission => ({
  idp: 'okta',
  name,
  part,
  why,
  need,
  access: 'read',
});

export const permissions: readonly Permission[] = [
  entra('Application.Read.All', 'Assignments', 'to see which users and groups are assigned to the SCIM app and to the SSO app'),
  entra('GroupMember.Read.All', 'Groups and members', 'to see the assigned groups, the groups in them, and who is a direct member'),
  entra(
    'User.Read.All',
    'People',
    'to see whether people are enabled, and the attributes that matching uses: User.ReadBasic.All lacks accountEnabled, employeeId, mailNickname and onPremisesImmutableId',
  ),
  entra('Member.Read.Hidden', 'Groups with hidden membership', 'to see the members of groups that hide them; without it these groups look empty', {
    need: 'if-wanted',
  }),
  entra(
    'Synchronization.Read.All',
    'Attribute mapping and job status',
    'to read the mapping of the provisioning job instead of importing its file, and whether the job is in quarantine or has stopped',
    { need: 'if-wanted' },
  ),
  entra('AuditLog.Read.All', 'Provisioning log', 'to read what provisioning did and what failed, instead of importing files of the log', {
    need: 'if-wanted',
  }),
  entra(
    'Synchronization.ReadWrite.All',
    'Test of the saved credentials',
    'to let Entra test the credentials that it has saved (validateCredentials); it changes nothing, but Graph asks for the right to write. Grant it only for this, and take it back after',
    { need: 'if-wanted', access: 'write' },
  ),
  okta('okta.users.read', 'People', 'to see people, their status and their attributes'),
  okta('okta.groups.read', 'Groups and members', 'to see groups and who is in them'),
  okta(
    'okta.profileMappings.read',
    'Mapping',
    'to read the profile mapping of the SCIM app for the mapping check; without it, the mapping is given as a file',
    'if-wanted',
  ),
  okta('okta.apps.read', 'Assignments', 'to see who is assigned to the SCIM app and to the SSO app, and how far each person was provisioned'),
];

/** The request for consent, to be copied into a ticket or a mail. */
export function consentText(): string {
  const line = ({ name, why }: Permission): string => `- ${name}: ${why}.`;
  const of = (need: Permission['need']): string =>
    permissions
      .filter((one) => one.idp === 'entra' && one.need === need)
      .map(line)
      .join('\n');
  return `Request: read-only access to Microsoft Graph for SCIM Steward

SCIM Steward is a desktop program with which we check the provisioning of users and groups from Entra ID into Palantir Foundry. It shows
whom a nested group would leave out before that happens. It runs on one administrator’s computer. What it reads stays on that computer;
nothing is sent to anybody else.

Please make an app registration (the script new-scim-steward-app.ps1 does it) and grant admin consent to these application permissions:
${of('always')}

Only if we need what they are for:
${of('if-wanted')}

The client secret is kept in the system’s keychain. Removing the app registration ends all access at once.
`;
}
