// The part of an address that differs from request to request: what follows `/v2`, or the path, readable instead of percent-encoded.

/** `/Users?filter=externalId eq "x"` for a SCIM address; the text itself when it is no address. */
export function shortUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  const at = pathname.lastIndexOf('/v2/');
  const path = `${at === -1 ? pathname : pathname.slice(at + 3)}${search}`;
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    return path;
  }
}
