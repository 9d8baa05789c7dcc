// One entry of any source into the store: whose it is shows in its own names. What cannot be read is kept aside with its reason; nothing is guessed.
import type { CoverageSpan, LogSource } from '../../../contract/provisioning-log.ts';
import type { ReadEvent } from '../../domain/provisioning-log/event.ts';
import { type Operation, operationsOf } from '../../domain/provisioning-log/standing.ts';
import type { LogImport } from '../../platform/storage/provisioning-log/types.ts';
import { findProvisioningCode } from '../../protocols/entra/provisioning-codes.ts';
import { readEntraEntry } from '../../protocols/entra/provisioning-event.ts';
import { isOktaEntry, readOktaEntry } from '../../protocols/okta/log-event.ts';

/** The code without its connector's prefix, by the table; an unknown code as it is. */
export const causeOf = (code: string | null): string | null => (code === null ? null : (findProvisioningCode(code)?.suffix ?? code));

/** Ids stand first in what Entra writes: one that is in the log need not be read again. */
const leadingId = /^\{\s*"id"\s*:\s*"([^"\\]+)"/i;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** From and to of the times met, a source. */
export function createSpans() {
  const spans = new Map<LogSource, { first: string; last: string }>();
  const ends = () => [...spans.values()];
  return {
    meet(source: LogSource, at: string): void {
      const span = spans.get(source);
      if (span === undefined) spans.set(source, { first: at, last: at });
      else if (at < span.first) span.first = at;
      else if (at > span.last) span.last = at;
    },
    coverage: (): CoverageSpan[] => [...spans].map(([source, { first, last }]) => ({ source, from: first, to: last, note: '' })),
    first: (): string | null => ends().reduce<string | null>((least, { first }) => (least === null || first < least ? first : least), null),
    last: (): string | null => ends().reduce<string | null>((most, { last }) => (most === null || last > most ? last : most), null),
  };
}

export interface EntryPlace {
  readonly line: number | null;
  /** Where Entra's entries come from that do not show it themselves. */
  readonly source: 'entra' | 'entra-files';
}

type Meet = ReturnType<typeof createSpans>['meet'];

/** Rows of diagnostic settings wrap the event in `properties`; those of Log Analytics begin their names with a capital. */
function entraSource(entry: unknown, source: EntryPlace['source']): LogSource {
  if (typeof entry !== 'object' || entry === null) return source;
  return 'properties' in entry ? 'diagnostic' : 'TimeGenerated' in entry ? 'log-analytics' : source;
}

function add(into: LogImport, read: ReadEvent, operations: readonly Operation[], raw: string, meet: Meet): void {
  const { event, modifiedProperties } = read;
  meet(event.source, event.at);
  into.add({
    event,
    operations: operations.join('\n'),
    cause: causeOf(event.code),
    words: modifiedProperties.map(({ name, oldValue, newValue }) => `${name} ${oldValue ?? ''} ${newValue ?? ''}`).join(' '),
    raw,
  });
}

/** Stores one entry that was parsed; `raw` is its text. */
export function storeParsed(into: LogImport, entry: unknown, raw: string, { line, source }: EntryPlace, meet: Meet): void {
  if (isOktaEntry(entry)) {
    const found = readOktaEntry(entry, 'okta-files');
    if (found.kind === 'event') add(into, found.read, found.operations, raw, meet);
    else if (found.kind === 'unreadable') into.aside(line, found.reason, raw);
    return;
  }
  const found = readEntraEntry(entry, entraSource(entry, source));
  if (found.kind === 'event') add(into, found.read, operationsOf(found.read), raw, meet);
  else into.aside(line, found.reason, raw);
}

/** Stores one entry; `meet` hears its time. */
export function storeEntry(into: LogImport, text: string, place: EntryPlace, meet: Meet): void {
  const id = leadingId.exec(text)?.[1];
  if (id !== undefined && into.has(id)) {
    into.skip();
    return;
  }
  const entry = parsed(text);
  if (entry === undefined) into.aside(place.line, 'It is no JSON.', text);
  else storeParsed(into, entry, text, place, meet);
}
