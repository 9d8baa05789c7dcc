// What to look a person up by, out of whatever was typed or pasted: a sign-in conflict, an error with a user name or an id in it, or the text itself.
import { readMessages } from '../conflicts/read-messages.ts';

const longest = 300;
const address = /[\p{L}\d._%+'-]+@[\p{L}\d.-]+\.[\p{L}]{2,}/gu;
const guid = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/giu;

/** The likeliest first, each once; at most ten. */
export function wantedBy(text: string): readonly string[] {
  const { conflicts } = readMessages(text);
  const named = conflicts.flatMap(({ username, existingUserId, providerUserId }) => [username, existingUserId, providerUserId]);
  const found = named.length > 0 ? named : [...(text.match(address) ?? []), ...(text.match(guid) ?? [])];
  const whole = text.trim();
  const all = whole.length <= longest && named.length === 0 && !/\s{2}|\n/.test(whole) ? [whole, ...found] : found;
  return [...new Set(all.filter((one) => one !== '' && one.length <= longest))].slice(0, 10);
}
