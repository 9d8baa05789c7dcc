// Lets Entra test the credentials it has saved for the provisioning app (`validateCredentials`): the same probe as “Test connection”, sent from
// where Entra sends. The one call of this folder that needs a right to write; it changes nothing.
// Source: Microsoft Graph, synchronizationJob: validateCredentials.

import { isObject, textIn } from '../rest/json.ts';
import type { ReadOptions, ReadTrouble } from '../rest/types.ts';
import type { GraphClient } from './graph.ts';

export type Validation =
  | { readonly kind: 'works' }
  /** Entra tried, and this is what it says. */
  | { readonly kind: 'fails'; readonly text: string }
  /** The app has no provisioning job yet. */
  | { readonly kind: 'no-job' }
  | { readonly kind: 'trouble'; readonly trouble: ReadTrouble };

export async function validateCredentials(graph: GraphClient, scimApp: string, call: Pick<ReadOptions, 'signal' | 'stepId'>): Promise<Validation> {
  const base = `/servicePrincipals/${encodeURIComponent(scimApp)}/synchronization/jobs`;
  const jobs = await graph.read(base, { ...call, purpose: 'the provisioning job' });
  if (jobs.kind === 'trouble') return { kind: 'trouble', trouble: jobs.trouble };
  const list = isObject(jobs.json) && Array.isArray(jobs.json.value) ? jobs.json.value.filter(isObject) : [];
  const job = list.map((one) => textIn(one, 'id')).find((id) => id !== undefined);
  if (job === undefined) return { kind: 'no-job' };
  const result = await graph.read(`${base}/${encodeURIComponent(job)}/validateCredentials`, {
    ...call,
    purpose: 'test of Entra’s saved credentials',
    body: { useSavedCredentials: true },
  });
  if (result.kind === 'read') return { kind: 'works' };
  const { trouble } = result;
  // Graph answers 400 with the code that the portal shows.
  if (trouble.kind === 'refused')
    return { kind: 'fails', text: [trouble.detail.code, trouble.detail.message].filter((part) => part !== '').join(': ') };
  return { kind: 'trouble', trouble };
}
