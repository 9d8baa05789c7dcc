// Refusals as Okta words them.
import type { TwinAnswer } from '../twins/http.ts';

export function oktaRefusal(status: number, errorCode: string, errorSummary: string, headers: Readonly<Record<string, string>> = {}): TwinAnswer {
  return { status, headers, body: { errorCode, errorSummary, errorLink: errorCode, errorId: 'practice', errorCauses: [] } };
}
