// Writes SCIM filters by the grammar of RFC 7644 3.4.2.2. Only `eq` and `and` are made: no identity provider sends more. Pure.

/** A comparison value: a JSON string (RFC 7159), so quotes, backslashes and control characters are escaped. */
export function filterValue(value: string): string {
  return JSON.stringify(value);
}

/** `attribute eq "value"`. The attribute is ours or a dialect's, never what a server or a person wrote. */
export function eq(attribute: string, value: string | boolean): string {
  return `${attribute} eq ${typeof value === 'string' ? filterValue(value) : String(value)}`;
}

export function and(...parts: readonly string[]): string {
  return parts.join(' and ');
}

/** One segment of a resource path: an id is the server's and may hold anything. */
export function pathSegment(id: string): string {
  // "." and ".." are directions to every URL parser, percent-encoded too: encoded twice they name nothing, and touch nothing else.
  if (/^\.{1,2}$/.test(id)) return id.replaceAll('.', '%252E');
  return encodeURIComponent(id.toWellFormed());
}

export const userPath = (id: string): string => `Users/${pathSegment(id)}`;
export const groupPath = (id: string): string => `Groups/${pathSegment(id)}`;
