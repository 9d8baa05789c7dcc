// Reads a SCIM URL as Foundry's Control Panel gives it, or as any other server's administrator would. Pure: nothing is looked up or sent.

/** Entra's switch for RFC-conforming PATCH. It belongs in Entra's Tenant URL and never in a request. */
const flag = 'aadoptscim062020';

export type ScimUrl =
  | {
      readonly kind: 'foundry';
      /** Without query and fragment, with a trailing slash; blanks around it dropped. */
      readonly base: string;
      readonly hadFlag: boolean;
      readonly host: string;
      /** The part that names the authentication provider. */
      readonly realm: string;
    }
  | { readonly kind: 'other'; readonly base: string; readonly hadFlag: boolean; readonly host: string }
  | { readonly kind: 'invalid'; readonly why: string };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Takes `https://<domain>/multipass/api/scim/<realm>/v2/` apart; other shapes are `other`, what cannot be requested is `invalid`. */
export function parseScimUrl(text: string): ScimUrl {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'invalid', why: 'There is no SCIM URL.' };
  if (!URL.canParse(trimmed))
    return { kind: 'invalid', why: 'The SCIM URL cannot be read as an address. It begins with https:// and has no blanks in it.' };
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { kind: 'invalid', why: `The SCIM URL begins with ${url.protocol} and not with https.` };
  }
  if (url.username !== '' || url.password !== '') {
    return { kind: 'invalid', why: 'The SCIM URL has a user name or password in it. Remove them: they would end up in logs.' };
  }
  // A doubled "?" leaves the flag behind the second one.
  const hadFlag = url.search.split(/[?&]/).some((part) => decoded(part.split('=', 1)[0] ?? '').toLowerCase() === flag);
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  const base = `${url.origin}${path}`;
  const realm = /^\/multipass\/api\/scim\/([^/]+)\/v2\/$/i.exec(path)?.[1];
  if (realm === undefined) return { kind: 'other', base, hadFlag, host: url.host };
  return { kind: 'foundry', base, hadFlag, host: url.host, realm: decoded(realm) };
}
