// An expected refusal that reaches the administrator as it is: production is locked, the name is taken, the file is not readable.
// Everything else that is thrown is a bug and becomes `internal` at the edge.
import type { ErrorEnvelope } from '../../contract/common.ts';

export class Refusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;

  /** `message` is a sentence for the administrator that says what to do. */
  constructor(code: string, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** The one error form at the edges. The cause of a bug goes to `log`, never over the bridge. */
export function toEnvelope(thrown: unknown, log: (thrown: unknown) => void): ErrorEnvelope {
  if (thrown instanceof Refusal) return { code: thrown.code, message: thrown.message, details: { ...thrown.details } };
  log(thrown);
  return {
    code: 'internal',
    message: 'Something went wrong inside SCIM Steward. Nothing more was sent. The log folder holds the details (Help > Open log folder).',
  };
}
