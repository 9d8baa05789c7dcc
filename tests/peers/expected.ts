// What the app must say about scimmy-routers 1.3.2 on express 4, and nothing else: each row with the deviation behind it.
import type { DialectName, Severity } from '../../contract/common.ts';

export interface ExpectedFinding {
  readonly id: string;
  readonly severity: Severity;
  /** The deviation, as seen in the server's own behaviour. */
  readonly because: string;
}

const caseExact: ExpectedFinding = {
  id: 'filter.user-name-case',
  severity: 'error',
  because: '`userName eq` compares case, though RFC 7643 section 4.1.1 makes userName caseExact false',
};

export const expectedOfCheck: readonly ExpectedFinding[] = [caseExact];

export const expectedOfSync: Readonly<Record<DialectName, readonly ExpectedFinding[]>> = {
  entra: [caseExact],
  'entra-on-demand': [
    caseExact,
    {
      id: 'patch.refused',
      severity: 'error',
      because: 'active as the text "False", which Entra sends without its flag, is answered 400 invalidValue',
    },
  ],
  'okta-put': [caseExact],
  'okta-patch': [caseExact],
};
