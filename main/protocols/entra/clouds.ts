// Where Entra ID and Microsoft Graph answer in each of Microsoft's clouds. One row a cloud.
// Source: Microsoft Graph documentation, national cloud deployments.

export const cloudNames = ['global', 'us-government', 'us-government-dod', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

export interface GraphPlaces {
  /** Origin of the sign-in endpoint, without a slash at its end. */
  readonly login: string;
  /** Origin of Graph, without a slash at its end. */
  readonly graph: string;
}

export const clouds: Readonly<Record<CloudName, GraphPlaces & { readonly title: string }>> = {
  global: { title: 'Microsoft worldwide', login: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' },
  'us-government': { title: 'US Government (GCC High, L4)', login: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
  'us-government-dod': { title: 'US Government (DoD, L5)', login: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' },
  china: { title: 'China (operated by 21Vianet)', login: 'https://login.chinacloudapi.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
};

const tenantPattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/;

/** Whether a text can be a tenant: its id or one of its domain names. Anything else would change the address it is put in. */
export const isTenant = (text: string): boolean => tenantPattern.test(text);

export const tokenUrlOf = (places: GraphPlaces, tenant: string): string => `${places.login}/${tenant}/oauth2/v2.0/token`;
export const authorizeUrlOf = (places: GraphPlaces, tenant: string): string => `${places.login}/${tenant}/oauth2/v2.0/authorize`;

/** All application permissions that were granted. */
export const defaultScopeOf = (places: GraphPlaces): string => `${places.graph}/.default`;
