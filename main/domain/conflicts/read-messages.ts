// Finds Foundry's sign-in conflict message in any text: a mail, a ticket, a web page, JSON, a log, several in one. What begins and cannot be
// read to its end is told with its line and the reason. Pure; linear in the length of the text; values are data and stay as they are.
// Message and cause: Foundry documentation, SCIM common issues.
import { decodeEntities, decodeQuotedPrintable, withoutQuotingMarks, withoutTags } from './plain-text.ts';
import { bareValue, endOfQuoted } from './quoted-value.ts';

export interface ConflictMessage {
  readonly username: string;
  /** What single sign-on sent as Provider ID. */
  readonly providerUserId: string;
  readonly existingUserId: string;
  /** What the existing user carries: the externalId that SCIM wrote, or an older Provider ID. Empty when the message names none. */
  readonly existingProviderUserId: string;
  /** The sentence as it was read, capped. */
  readonly excerpt: string;
  /** Line in the text, from 1. */
  readonly line: number;
}

export interface UnreadMessage {
  readonly line: number;
  readonly excerpt: string;
  /** One sentence. */
  readonly reason: string;
}

export interface ReadMessages {
  /** Every occurrence, in the order of the text. */
  readonly conflicts: readonly ConflictMessage[];
  readonly unread: readonly UnreadMessage[];
}

/** What may stand between two words of the sentence: blanks of any kind, quoting marks, tags, escapes, an encoding of URLs. */
const gap =
  '(?:[\\s\\u00A0\\u00AD\\u200B-\\u200F\\u2060\\uFEFF>|*_]|&nbsp;|&#160;|&#x?0*[aAdD0]+;|\\\\[rnt]|=\\r?\\n|%20|%0[ADad]|\\+|</?[a-z][^<>]{0,200}>){1,40}';
const words = (sentence: string): string => sentence.split(' ').join(gap);
const opening = new RegExp(words('Cannot complete login for your user'), 'gi');

/** After decoding only blanks and invisible characters stand between words. */
const blank = '[\\s\\u00A0\\u00AD\\u200B-\\u200F\\u2060\\uFEFF*_]{1,60}';
const after = (sentence: string): RegExp => new RegExp(sentence.split(' ').join(blank), 'i');
const withUsername = after('Cannot complete login for your user with user[-\\s]?name');
const andProviderId = after('and provider user[-\\s]?ID');
/** In text that is not decoded yet. */
const rawBecause = new RegExp(words('because that user'), 'i');
const becauseUsed = after('because that user[-\\s]?name is already being used by the user with user[-\\s]?ID');

/** No occurrence is longer: four values of 600 characters and the sentence, encoded. */
const longest = 12_000;
const longestValue = 600;

export function readMessages(text: string): ReadMessages {
  const starts = Array.from(text.matchAll(opening), (match) => match.index);
  const lineAt = lineCounter(text);
  const conflicts: ConflictMessage[] = [];
  const unread: UnreadMessage[] = [];
  starts.forEach((start, at) => {
    const raw = text.slice(start, Math.min(starts[at + 1] ?? text.length, start + longest));
    const line = lineAt(start);
    const read = readOne(decoded(raw, text, start));
    if (read.kind === 'read') conflicts.push({ ...read.message, line });
    else unread.push({ line, excerpt: raw.replace(/\s+/g, ' ').slice(0, 200), reason: read.reason });
  });
  return { conflicts, unread };
}

/** Lines are counted once along the text. */
function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let seen = 0;
  return (index) => {
    for (; seen < index; seen += 1) if (text.charCodeAt(seen) === 10) line += 1;
    return line;
  };
}

function decoded(raw: string, text: string, start: number): string {
  const plain = fromJson(fromUrl(raw), text, start);
  return withoutQuotingMarks(withoutTags(decodeEntities(withoutTags(decodeQuotedPrintable(plain)))));
}

/** `error_description=Cannot+complete+login…` or with `%20`, up to the next parameter. */
function fromUrl(raw: string): string {
  if (!/^Cannot(?:%20|\+)/i.test(raw)) return raw;
  const piece = /^[^\s&#"'<>]+/.exec(raw)?.[0] ?? raw;
  try {
    return decodeURIComponent(piece.replaceAll('+', '%20'));
  } catch {
    return raw;
  }
}

/** In a string of JSON, the rest of that string; JSON inside JSON is read layer by layer. */
function fromJson(raw: string, text: string, start: number): string {
  const before = text.slice(Math.max(0, start - 4_000), start);
  const layers = /(?:^|[^\\])(\\*)"[^"\n\r]*$/.exec(before)?.[1]?.length;
  if (layers !== undefined && /[:,[({=]\s*\\*"[^"\n\r]*$|(?:^|\n)\s*\\*"[^"\n\r]*$/.test(before)) {
    // `"` inside a string of the n-th layer stands behind 2^n - 1 backslashes; the string ends at the first with as many as it began with.
    const end = indexOfQuote(raw, layers);
    let value = end === undefined ? raw : raw.slice(0, end);
    for (let depth = layers; depth >= 0; depth = depth === 0 ? -1 : (depth - 1) / 2) value = unescaped(value) ?? value;
    if (becauseUsed.test(value.replace(/\s+/g, ' '))) return value;
  }
  // A piece of JSON whose beginning was cut off: told by its escaped quotes. Else a backslash may belong to a Windows account name.
  const escaped = /\\"/.test(raw.slice(0, rawBecause.exec(raw)?.index ?? 0));
  return escaped
    ? raw.replace(/\\+(["'/])/g, '$1').replace(/(?:\\+[rnt])+(?=\s|[A-Za-z]+ |$)/g, '\n')
    : raw.replace(/\\[rn](?=[\s>]|$)|(?<=\s)\\[rn]/g, '\n');
}

function indexOfQuote(raw: string, backslashes: number): number | undefined {
  for (const match of raw.matchAll(/(\\*)"/g)) if ((match[1]?.length ?? 0) === backslashes) return match.index;
  return undefined;
}

function unescaped(inside: string): string | undefined {
  try {
    const value: unknown = JSON.parse(`"${inside}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

type One = { readonly kind: 'read'; readonly message: Omit<ConflictMessage, 'line'> } | { readonly kind: 'unread'; readonly reason: string };

const unreadFor = (reason: string): One => ({ kind: 'unread', reason });
const advice = 'Paste the whole sentence, up to the second provider user ID.';

function readOne(text: string): One {
  const first = withUsername.exec(text);
  if (first === null) return unreadFor(`The message breaks off before the user name. ${advice}`);
  const name = between(text, first.index + first[0].length, andProviderId);
  if (name === undefined) return unreadFor(`The message breaks off at or after the user name. ${advice}`);
  const sent = between(text, name.next, becauseUsed);
  if (sent === undefined) return unreadFor(`The message breaks off after the first provider user ID. ${advice}`);
  const id = between(text, sent.next, andProviderId);
  if (id === undefined) return unreadFor(`The message breaks off at or after the user ID of the existing account. ${advice}`);
  const last = lastValue(text, id.next);
  if (last === undefined) return unreadFor(`The message breaks off before the second provider user ID. ${advice}`);
  const values = { username: bareValue(name.raw), providerUserId: bareValue(sent.raw), existingUserId: bareValue(id.raw) };
  const existingProviderUserId = bareValue(last.raw);
  if ([...Object.values(values), existingProviderUserId].some((value) => value.length > longestValue))
    return unreadFor(`A value is longer than ${longestValue} characters. ${advice}`);
  if (values.username.trim() === '') return unreadFor('The user name in the message is empty.');
  if (isPlaceholder(values.username) && isPlaceholder(values.providerUserId))
    return unreadFor('This is the message as the documentation prints it, with names in the place of values. Paste the one the person got.');
  return {
    kind: 'read',
    message: { ...values, existingProviderUserId, excerpt: text.slice(first.index, last.end).replace(/\s+/g, ' ').trim().slice(0, 900) },
  };
}

const isPlaceholder = (value: string): boolean => /^(?:user ?name|provider user ID|existing (?:provider )?user ID)$/i.test(value.trim());

/** From here up to the landmark; undefined when it does not come. */
function between(text: string, from: number, landmark: RegExp): { readonly raw: string; readonly next: number } | undefined {
  const rest = text.slice(from);
  const found = landmark.exec(rest);
  return found === null ? undefined : { raw: rest.slice(0, found.index), next: from + found.index + found[0].length };
}

/** Nothing follows the last value but what the text goes on with: brackets and quotes tell its end, else its form, else the sentence's end. */
function lastValue(text: string, from: number): { readonly raw: string; readonly end: number } | undefined {
  const start = from + (/^[\s\u00A0:]*/.exec(text.slice(from, from + 200))?.[0].length ?? 0);
  const quoted = endOfQuoted(text, start);
  const emptyLine = /\n[^\S\n]*\n/.test(text.slice(from, start));
  if (start >= text.length || (emptyLine && quoted === undefined)) return undefined;
  const rest = text.slice(start, start + longestValue + 400);
  const slackLink = /^<mailto:[^<>]{1,320}>/i.exec(rest)?.[0];
  if (slackLink !== undefined) return { raw: slackLink, end: start + slackLink.length };
  const marked = /^(?:\*\*|__|\{\{)[\s\S]{1,600}?(?:\*\*|__|\}\})/.exec(rest)?.[0];
  if (marked !== undefined) return { raw: marked, end: start + marked.length };
  if (quoted !== undefined) return { raw: text.slice(start, quoted), end: quoted };
  const formed =
    /^(?:[0-9a-f]{8}(?:-\s?[0-9a-f]{4}){3}-\s?[0-9a-f]{12}|[^\s@<>[\]"',;|]+@[A-Za-z0-9.-]*[A-Za-z0-9](?:\s?<mailto:[^<>]{1,320}>)?)(?=[\s.,;:!?)\]}"'|<]|$)/i.exec(
      rest,
    )?.[0];
  if (formed !== undefined) return { raw: formed, end: start + formed.length };
  const length = sentenceEnd(rest);
  return { raw: rest.slice(0, length), end: start + length };
}

/** Titles and initials end with a full stop and the name goes on. */
const abbreviated = /(?:^|[\s,(])(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr)$/;

function sentenceEnd(rest: string): number {
  for (let at = 0; at < rest.length; at += 1) {
    const sign = rest[at] ?? '';
    const tail = rest.slice(at, at + 60);
    if (sign === '\n' && !/[,-]\s*$/.test(rest.slice(0, at))) return at;
    if (sign === '\t' || /^\s\|\s|^\\[nr]|^"(?:\s*[,;}\]]|\s*$|\s)|^<\/|^\s+[A-Za-z][\w-]*=|^\s+\((?:request|trace|correlation|session)/i.test(tail))
      return at;
    if (sign === '.' && /^\.(?:\s|$|["'\u201D\u2019)<}\]])/.test(tail) && !abbreviated.test(rest.slice(0, at))) return at;
  }
  return rest.length;
}
