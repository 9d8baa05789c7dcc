// Where Foundry's admin API and its token endpoint answer. Source: Foundry documentation, API overview and Writing OAuth2 clients.

export interface FoundryPlaces {
  /** Address below which `/v2/admin` stands, without a slash at its end. */
  readonly api: string;
  readonly tokenUrl: string;
}

/** The scope of every read in this client. Scopes that write are never asked for. */
export const adminReadScope = 'api:admin-read';

const domainPattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}(?::\d{1,5})?$/i;

/** Whether a text can be Foundry's domain; addresses with a path, a scheme or a user name are refused. */
export const isFoundryDomain = (text: string): boolean => domainPattern.test(text);

export const foundryPlaces = (domain: string): FoundryPlaces => {
  const origin = `https://${domain.toLowerCase()}`;
  return { api: `${origin}/api`, tokenUrl: `${origin}/multipass/api/oauth2/token` };
};
