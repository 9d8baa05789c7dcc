// Days and times as a person writes them, in UTC: for findings, reports and letters, which travel between time zones and stand beside logs.
// A text that is no time is given back as it is. Windows and terminals show times in their own zone by themselves.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `31 Oct 2026`; takes ISO 8601, with or without a time. */
export function dayWords(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** `23 Nov 2026, 20:44 UTC`. */
export const timeWords = (iso: string): string => withClock(iso, 16);

/** `23 Nov 2026, 20:44:05 UTC`. */
export const secondWords = (iso: string): string => withClock(iso, 19);

function withClock(iso: string, end: number): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${dayWords(iso)}, ${at.toISOString().slice(11, end)} UTC`;
}

/** The text with every ISO time in it as a person writes it. */
export const timesInWords = (text: string): string => text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g, timeWords);
