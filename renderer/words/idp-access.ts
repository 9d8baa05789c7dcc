// The words for how an identity provider is read, and what is still missing before it can be. Pure.
import type { GraphAccess, IdpAccess, OktaAccess } from '../../contract/idp-access.ts';
import type { LiveSource } from './directory.ts';

export const cloudWords = {
  global: 'Microsoft worldwide',
  'us-government': 'US Government (GCC High, L4)',
  'us-government-dod': 'US Government (DoD, L5)',
  china: 'China (operated by 21Vianet)',
} satisfies Record<GraphAccess['cloud'], string>;

export const graphSignInWords = {
  secret: { title: 'The app itself', text: 'With a client secret and application permissions. Runs without anybody at hand.' },
  administrator: { title: 'An administrator, in the browser', text: 'At each import, with their own rights. No secret is kept.' },
} satisfies Record<GraphAccess['signIn'], { title: string; text: string }>;

export const oktaSignInWords = {
  'service-app': { title: 'A service app with its private key', text: 'An API Services app with read scopes alone. What Okta recommends.' },
  'api-token': { title: 'An API token', text: 'Has the rights of the administrator who made it: let a read-only administrator make it.' },
} satisfies Record<OktaAccess['signIn'], { title: string; text: string }>;

export const noGraph: GraphAccess = { tenantId: '', cloud: 'global', clientId: '', signIn: 'secret', scimApp: '', ssoApp: '' };
export const noOkta: OktaAccess = { domain: '', signIn: 'service-app', clientId: '', scimApp: '', ssoApp: '' };

/** Fields that must be filled before the access can be saved; by name. */
export function missingGraph({ tenantId, clientId, scimApp }: GraphAccess): readonly string[] {
  return [
    ...(tenantId.trim() === '' ? ['tenant'] : []),
    ...(clientId.trim() === '' ? ['client ID'] : []),
    ...(scimApp.trim() === '' ? ['app that provisions'] : []),
  ];
}

export function missingOkta({ domain, signIn, clientId, scimApp }: OktaAccess): readonly string[] {
  return [
    ...(domain.trim() === '' ? ['domain'] : []),
    ...(signIn === 'service-app' && clientId.trim() === '' ? ['client ID'] : []),
    ...(scimApp.trim() === '' ? ['app that provisions'] : []),
  ];
}

/** Whether something must be entered before this source can be read; the SCIM server is read with the connection's own credential. */
export function needsAccess(source: LiveSource, access: IdpAccess | undefined): 'needed' | 'not needed' {
  if (source === 'scim' || access === undefined) return 'not needed';
  return (source === 'entra' ? access.graph : access.okta) === null ? 'needed' : 'not needed';
}
