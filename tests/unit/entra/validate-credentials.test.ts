// Entra is asked to test the credentials it has saved: what it says, in its own words, and what it takes to ask.
import { describe, expect, it } from 'vitest';
import { readIdpOutcome } from '../../../main/features/connection-test/idp-outcome.ts';
import { validateCredentials } from '../../../main/protocols/entra/validate-credentials.ts';
import { readEntra } from './read-entra.ts';

async function ask(faults: readonly string[], app?: string) {
  const { graph, tenant } = await readEntra({ faults });
  return validateCredentials(graph, app ?? tenant.idp.graph.scimApp, {});
}

describe('Entra’s test of its saved credentials', () => {
  it('says that they work', async () => {
    expect(await ask([])).toEqual({ kind: 'works' });
  });

  it('says why they do not, with the code that the portal shows', async () => {
    const answer = await ask(['idp-saved-credentials']);
    expect(answer.kind).toBe('fails');
    expect(readIdpOutcome(answer.kind === 'fails' ? answer.text : '').outcome).toBe('credential-validation-unavailable');
  });

  it('needs the right to write, and an app that provisions', async () => {
    expect(await ask(['idp-no-validation'])).toMatchObject({ kind: 'trouble', trouble: { kind: 'not-permitted' } });
    expect(await ask([], '00000000-0000-4000-a000-000000000000')).toMatchObject({ kind: 'trouble', trouble: { kind: 'not-found' } });
  });
});
