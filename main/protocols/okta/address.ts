// Where an Okta organization answers. Its administration console has another host, which is copied easily and has no API.

const domainPattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;

/** Whether a text can be an organization's domain; its administration console is refused. */
export const isOktaDomain = (text: string): boolean => domainPattern.test(text) && !/-admin\.(?:okta|oktapreview|okta-emea)\.com$/i.test(text);

/** The address below which the API stands, without a slash at its end. */
export const oktaBase = (domain: string): string => `https://${domain.toLowerCase()}`;
