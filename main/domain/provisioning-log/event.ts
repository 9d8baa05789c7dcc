// One event of a provisioning log with all that was read of it: what every source is brought to, and what store, explanation and standing work on.
// Readers (protocols/entra, protocols/okta) make it; the raw text stays beside it, so nothing that was not understood is lost.
import type { LogApp, LogEvent, LogStep, ModifiedProperty } from '../../../contract/provisioning-log.ts';

export interface ReadEvent {
  readonly event: LogEvent;
  readonly steps: readonly LogStep[];
  readonly modifiedProperties: readonly ModifiedProperty[];
}

/** Keeps apps and tenants apart; the same for every reading of the same app. */
export const appKeyOf = ({ tenantId, id, name }: LogApp): string => `${tenantId ?? ''}/${id ?? name ?? ''}`.toLowerCase();

/**
 * What an event is about, for "still failing or over?": the same job, the same source object. Two events with one key are tries of the same thing.
 * An event that names no source object is about itself alone: nothing later can be told to end it.
 */
export function subjectKeyOf({ id, jobId, app, from }: Pick<LogEvent, 'id' | 'jobId' | 'app' | 'from'>): string {
  const object = from.id ?? from.name;
  return object === null ? `event|${id}` : `${jobId ?? appKeyOf(app)}|${from.kind}|${object.toLowerCase()}`;
}
