// One event of a provisioning log with all that was read of it: what every source is brought to, and what store, explanation and standing work on.
// Readers (protocols/entra, protocols/okta) make it; the raw text stays beside it, so nothing that was not understood is lost.
import type { LogEvent, LogStep, ModifiedProperty } from '../../../contract/provisioning-log.ts';

export interface ReadEvent {
  readonly event: LogEvent;
  readonly steps: readonly LogStep[];
  readonly modifiedProperties: readonly ModifiedProperty[];
}
