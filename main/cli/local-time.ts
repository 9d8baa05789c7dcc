// Times as a person reads them in a terminal: in the machine's own zone, which is named. `--json` and reports keep UTC.

/** `23 Nov 2026, 21:05 GMT+1`; the zone is the machine's unless given. A text that is no time is given back. */
export function localTime(iso: string, timeZone?: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  return new Intl.DateTimeFormat('en-GB', {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}
