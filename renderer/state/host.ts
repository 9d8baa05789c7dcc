// The one place where replies of the bridge are unwrapped: a value comes back, a refusal is thrown with its code and sentence.
import type { ReplyOf } from '../../contract/calls.ts';

/** What main refused, in its own words; `internal` is a bug in the app. */
export class HostRefusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'HostRefusal';
    this.code = code;
    this.details = details;
  }
}

/** The value of a reply; throws `HostRefusal` when main refused. */
export async function unwrap<T>(reply: Promise<ReplyOf<T>>): Promise<T> {
  const answer = await reply;
  if (answer.ok) return answer.value;
  throw new HostRefusal(answer.error.code, answer.error.message, answer.error.details);
}
