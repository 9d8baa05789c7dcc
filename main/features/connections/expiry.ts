// The planned expiry of a secret, as the administrator typed it in: reminded of in time, since nothing else announces it. Pure.
import type { Advice } from '../../../contract/connections.ts';
import { dayWords } from '../../platform/time-words.ts';

/** Days before the planned end from which it is reminded of. */
const remindDays = 30;
const dayMs = 86_400_000;

/** `expiresOn` is `YYYY-MM-DD` or empty; `now` is ISO 8601. The secret counts as good until that day has ended (UTC). */
export function adviseExpiry(expiresOn: string, now: string): readonly Advice[] {
  const end = Date.parse(`${expiresOn}T00:00:00Z`);
  if (Number.isNaN(end)) return [];
  const days = Math.ceil((end - Date.parse(now)) / dayMs);
  if (days > remindDays) return [];
  const when =
    days < 0
      ? `was planned to expire on ${dayWords(expiresOn)}, which has passed`
      : `is planned to expire on ${dayWords(expiresOn)}, ${inDays(days)}`;
  const text = `The secret ${when}. Rotate it in order: pause the job, make a new secret for the same client, save and test it in the identity provider, start the job, then enter it here with its new date.`;
  return [{ id: 'secret.planned-expiry', field: 'secret', severity: 'warning', text }];
}

function inDays(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}
