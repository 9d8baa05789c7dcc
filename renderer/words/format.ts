// Numbers and times as people read them. Durations are milliseconds, sizes are bytes, times ISO 8601; nothing here reads a clock.

/** `840 ms`, `1.4 s`, `2 min 05 s`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–';
  if (ms < 1) return '< 1 ms';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} min`;
}

/** `512 B`, `1.5 KB`, `50.0 MB`. */
export function bytes(size: number): string {
  if (!Number.isFinite(size) || size < 0) return '–';
  if (size < 1000) return `${Math.round(size)} B`;
  if (size < 1_000_000) return `${(size / 1000).toFixed(1)} KB`;
  return `${(size / 1_000_000).toFixed(1)} MB`;
}

/** `1 person`, `3 people`. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** Day and time in the reader's own zone: `23 Nov 2026, 20:44`; `–` for what is no time. */
export function dateTime(iso: string | undefined, timeZone?: string): string {
  const at = iso === undefined ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(at)) return '–';
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** Only the time of day, in the reader's own zone: `20:44`; `–` for what is no time. */
export function timeOfDay(iso: string, timeZone?: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '–';
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...(timeZone === undefined ? {} : { timeZone }) }).format(at);
}

/** As `dateTime`, with seconds: for two runs that began in the same minute. */
export function toTheSecond(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? '–' : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** How long ago, against `now` (epoch milliseconds): `just now`, `5 minutes ago`, `yesterday`. */
export function ago(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (Number.isNaN(minutes)) return '–';
  if (minutes < 1) return 'just now';
  if (minutes < 60) return count(minutes, 'minute ago', 'minutes ago');
  if (minutes < 60 * 24) return count(Math.floor(minutes / 60), 'hour ago', 'hours ago');
  const days = Math.floor(minutes / (60 * 24));
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** The text with one full stop at its end. */
export function sentence(text: string): string {
  return `${text.trim().replace(/[.\s]+$/, '')}.`;
}

/** The text with every ISO time in it as a day and a time of the reader. */
export function withReadableTimes(text: string, timeZone?: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g, (iso) => dateTime(iso, timeZone));
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
