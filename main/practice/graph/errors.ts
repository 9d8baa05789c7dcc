// Refusals as Graph words them: `{ error: { code, message, innerError } }`.
import type { TwinAnswer } from '../twins/http.ts';

export function graphRefusal(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): TwinAnswer {
  return { status, headers, body: { error: { code, message, innerError: { 'request-id': 'practice', 'client-request-id': 'practice' } } } };
}

export const notFound = (id: string): TwinAnswer =>
  graphRefusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
export const denied = (): TwinAnswer => graphRefusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
export const unsupported = (message: string): TwinAnswer => graphRefusal(400, 'Request_UnsupportedQuery', message);
export const badRequest = (message: string): TwinAnswer => graphRefusal(400, 'Request_BadRequest', message);
