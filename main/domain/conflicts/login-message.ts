// Reads Foundry's sign-in conflict message out of any text: a mail, a ticket, HTML, JSON, several in one. Pure; values are data.
// Message and cause: Foundry documentation, SCIM common issues.

export interface LoginConflict {
  readonly userName: string;
  /** What single sign-on sent as Provider ID. */
  readonly providerId: string;
  readonly existingUserId: string;
  /** What the existing user carries: the externalId that SCIM wrote, or an older Provider ID. */
  readonly existingProviderId: string;
  readonly excerpt: string;
}

const opening = /Cannot\s+complete\s+login\s+for\s+your\s+user/i;
/** No value is longer than 600 characters: without a limit a long text of beginnings would keep the app busy for hours. */
const whole =
  /Cannot complete login for your user with username (.{1,600}?) and provider user ID (.{1,600}?) because that username is already being used by the user with user ID (.{1,600}?) and provider user ID (.{1,600}?)(?=\.(?:\s|$|["'”’<)])|["”]?\s*[,}\]]?\s*$|\s+Cannot complete login|\s*\n)/gi;

const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&#160;': ' ',
  '&amp;': '&',
};

/** Mail quoting marks, HTML tags and entities, escaped line breaks and odd blanks removed: one sentence a line. */
export function normaliseMessage(text: string): string {
  return text
    .replace(/&(?:quot|apos|lt|gt|nbsp|amp|#34|#39|#160);/gi, (entity) => entities[entity.toLowerCase()] ?? entity)
    .replace(/<\/?(?:p|div|br|span|b|i|strong|em|li|ul|td|tr|pre|code)\b[^<>]*>/gi, ' ')
    .replace(/\\[rnt]/g, ' ')
    .replace(/\\(["'/])/g, '$1')
    .replace(/^[ \t]*(?:>[ \t]*)+/gm, '')
    .replace(/[\u00A0\u2007\u202F\u200B-\u200D\uFEFF]/g, ' ')
    .replace(/(?<!\n)\n(?!\n)/g, ' ')
    .replace(/[ \t\r]+/g, ' ');
}

function value(raw: string): string {
  const trimmed = raw.trim();
  const wrapped = /^(?:\[(.*)\]|"(.*)"|'(.*)'|“(.*)”|‘(.*)’|<(.*)>)$/.exec(trimmed);
  return (wrapped?.slice(1).find((group) => group !== undefined) ?? trimmed).trim();
}

/** Every message in the text, and how many beginnings of one could not be read to the end. */
export function readLoginConflicts(text: string): { readonly conflicts: readonly LoginConflict[]; readonly unreadable: number } {
  const clean = normaliseMessage(text);
  const conflicts = [...clean.matchAll(whole)].map((match) => ({
    userName: value(match[1] ?? ''),
    providerId: value(match[2] ?? ''),
    existingUserId: value(match[3] ?? ''),
    existingProviderId: value(match[4] ?? ''),
    excerpt: match[0].slice(0, 600),
  }));
  const begun = clean.match(new RegExp(opening.source, 'gi'))?.length ?? 0;
  return { conflicts, unreadable: Math.max(0, begun - conflicts.length) };
}

/** How two Provider IDs differ, in words, when the difference itself tells something. */
export function describeDifference(sent: string, existing: string): string | undefined {
  if (sent === existing)
    return 'Both values look the same here: a blank or an invisible character may differ, or the message was changed on its way.';
  if (sent.trim() === existing.trim()) return 'They differ only by blanks at their ends.';
  if (sent.toLowerCase() === existing.toLowerCase()) return 'They differ only by upper and lower case, and Provider IDs are compared exactly.';
  const [a, b] = [shapeOf(sent), shapeOf(existing)];
  return a === b ? undefined : `Single sign-on sends ${a}; the existing user carries ${b}.`;
}

/** The kind of value by its shape alone; a shape proves nothing, it only suggests. */
export function shapeOf(text: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return 'an object ID (GUID)';
  if (/^00u[0-9A-Za-z]{17}$/.test(text)) return 'an Okta user ID';
  if (/#EXT#/i.test(text)) return 'the user principal name of a guest';
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return 'a mail address or user principal name';
  if (/^[A-Za-z0-9+/]{22}==$/.test(text)) return 'an on-premises immutable ID';
  if (/^\d+$/.test(text)) return 'a number, such as an employee ID';
  return 'a short name, such as a mail nickname';
}
