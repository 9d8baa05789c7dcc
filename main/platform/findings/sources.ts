// Where our knowledge comes from: one row a source, named once and used by every finding.
import type { Source } from '../../../contract/common.ts';

const foundry = 'https://www.palantir.com/docs/foundry/authentication';

export const sources = {
  foundryFaq: { title: 'Foundry documentation: SCIM common issues', url: `${foundry}/scim-common-issues/` },
  foundryEnable: { title: 'Foundry documentation: Enable SCIM', url: `${foundry}/scim-enable/` },
  foundryEntra: { title: 'Foundry documentation: SCIM with Entra ID', url: `${foundry}/scim-entra-id/` },
  foundryOther: { title: 'Foundry documentation: SCIM with other identity providers', url: `${foundry}/scim-other-idp/` },
  foundryIngress: {
    title: 'Foundry documentation: Configure ingress',
    url: 'https://www.palantir.com/docs/foundry/administration/configure-ingress/',
  },
  foundryOauth: {
    title: 'Foundry documentation: Writing OAuth2 clients',
    url: 'https://www.palantir.com/docs/foundry/platform-security-third-party/writing-oauth2-clients/',
  },
  foundryApiErrors: { title: 'Foundry documentation: API errors', url: 'https://www.palantir.com/docs/foundry/api/general/overview/errors/' },
  foundryApiLimits: { title: 'Foundry documentation: API limits', url: 'https://www.palantir.com/docs/foundry/api/general/overview/limits/' },
  foundryAdminApi: {
    title: 'Foundry documentation: Admin API',
    url: 'https://www.palantir.com/docs/foundry/api/admin-v2-resources/users/list-users/',
  },
  foundryOrganizations: { title: 'Foundry documentation: Organization assignment', url: `${foundry}/org-assignment/` },
  foundryProviderUpdate: { title: 'Foundry documentation: Update a SAML provider', url: `${foundry}/saml-provider-update/` },
  foundryTestLogin: { title: 'Foundry documentation: Test a provider integration', url: `${foundry}/test-provider-integration/` },
  foundryUsers: {
    title: 'Foundry documentation: Manage users',
    url: 'https://www.palantir.com/docs/foundry/platform-security-management/manage-users/',
  },
  entraScim: {
    title: 'Microsoft Learn: Develop and plan provisioning for a SCIM endpoint',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups',
  },
  entraMapping: {
    title: 'Microsoft Learn: Customize user provisioning attribute mappings',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes',
  },
  entraExpressions: {
    title: 'Microsoft Learn: Reference for writing expressions for attribute mappings',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data',
  },
  entraLifeCycle: {
    title: 'Microsoft Learn: How application provisioning works',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works',
  },
  entraSkipDeletions: {
    title: 'Microsoft Learn: Skip deletion of user accounts that go out of scope',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/skip-out-of-scope-deletions',
  },
  entraFlag: {
    title: 'Microsoft Learn: SCIM 2.0 protocol compliance of the provisioning service',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility',
  },
  entraValidation: {
    title: 'Microsoft Learn: Troubleshoot user provisioning validation',
    url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/troubleshoot-user-provisioning-validation',
  },
  entraProvisioning: {
    title: 'Microsoft Learn: How application provisioning works',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works',
  },
  entraKnownIssues: {
    title: 'Microsoft Learn: Known issues for application provisioning',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/known-issues',
  },
  entraGroupClaims: {
    title: 'Microsoft Learn: Configure group claims for applications',
    url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fed-group-claims',
  },
  entraMemberOf: {
    title: 'Microsoft Learn: Group membership in a dynamic group (memberOf)',
    url: 'https://learn.microsoft.com/entra/identity/users/groups-dynamic-rule-member-of',
  },
  entraLogs: {
    title: 'Microsoft Learn: Analyze provisioning logs',
    url: 'https://learn.microsoft.com/entra/identity/monitoring-health/howto-analyze-provisioning-logs',
  },
  entraQuarantine: {
    title: 'Microsoft Learn: Application provisioning in quarantine status',
    url: 'https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status',
  },
  entraSignInCodes: {
    title: 'Microsoft Learn: Microsoft Entra authentication and authorization error codes',
    url: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  },
  graphPermissions: { title: 'Microsoft Graph: permissions reference', url: 'https://learn.microsoft.com/graph/permissions-reference' },
  graphThrottling: { title: 'Microsoft Graph: throttling limits', url: 'https://learn.microsoft.com/graph/throttling-limits' },
  graphPaging: { title: 'Microsoft Graph: paging', url: 'https://learn.microsoft.com/graph/paging' },
  graphErrors: { title: 'Microsoft Graph: error responses', url: 'https://learn.microsoft.com/graph/errors' },
  oktaApi: {
    title: 'Okta Developer: API reference, errors, rate limits and pagination',
    url: 'https://developer.okta.com/docs/reference/core-okta-api/',
  },
  oktaScim: { title: 'Okta Developer: SCIM 2.0 protocol reference', url: 'https://developer.okta.com/docs/api/openapi/okta-scim/guides/scim-20' },
  oktaFaq: { title: 'Okta Developer: SCIM FAQs', url: 'https://developer.okta.com/docs/concepts/scim/faqs' },
  rfc6749: { title: 'RFC 6749: The OAuth 2.0 Authorization Framework', url: 'https://www.rfc-editor.org/rfc/rfc6749' },
  rfc6750: { title: 'RFC 6750: Bearer Token Usage', url: 'https://www.rfc-editor.org/rfc/rfc6750' },
  rfc7643: { title: 'RFC 7643: SCIM Core Schema', url: 'https://www.rfc-editor.org/rfc/rfc7643' },
  rfc7644: { title: 'RFC 7644: SCIM Protocol', url: 'https://www.rfc-editor.org/rfc/rfc7644' },
  rfc9110: { title: 'RFC 9110: HTTP Semantics', url: 'https://www.rfc-editor.org/rfc/rfc9110' },
  rfc8446: { title: 'RFC 8446: TLS 1.3', url: 'https://www.rfc-editor.org/rfc/rfc8446' },
  app: { title: 'SCIM Steward: how this app works' },
} as const satisfies Record<string, Source>;
