// The mapping of a live provisioning job: read from the practice tenant's Entra, and what is said when it cannot be read.
import { describe, expect, it } from 'vitest';
import type { Exchange, Finding } from '../../../contract/common.ts';
import { readMappingInRun } from '../../../main/composition/mapping-source.ts';
import type { RunJob, StepEnd } from '../../../main/platform/runs/types.ts';
import type { GraphClient } from '../../../main/protocols/entra/graph.ts';
import type { Json, ReadResult, ReadTrouble } from '../../../main/protocols/rest/types.ts';
import { freshFolder, steward } from '../cli/in-process.ts';

describe('mapping check against a live directory', () => {
  it('reads the practice tenant’s job, finds its defaults untouched, and leaves the run in history', async () => {
    const dataDir = freshFolder();
    const { code, out } = await steward(dataDir, ['mapping', 'check', '--practice', '--provider-id-claim', 'employeeId', '--json']);
    expect(code).toBe(1);
    const result = JSON.parse(out) as { findings: Finding[]; mapping: { origin: string } };
    expect(result.mapping.origin).toMatch(/^Entra, job scim\./);
    expect(result.findings.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'mapping.external-id-not-provider-id',
        'mapping.matching-order',
        'mapping.group-values-differ',
        'mapping.defaults-untouched',
      ]),
    );
    const runs = await steward(dataDir, ['runs', 'list', '--json']);
    expect(runs.out).toContain('"mapping-read"');
  });

  it('reads the profile mapping of the practice tenant’s Okta app, the one that leads to the app', async () => {
    const dataDir = freshFolder();
    const { out } = await steward(dataDir, ['mapping', 'check', '--practice', '--source', 'okta', '--provider-id-claim', 'login', '--json']);
    const { mapping } = JSON.parse(out) as { mapping: { provider: string; origin: string; vantage: string; objects: { attributes: object[] }[] } };
    expect(mapping).toMatchObject({ provider: 'okta', vantage: 'the IdP', origin: 'Okta, mapping prm-out-scim' });
    expect(mapping.objects[0]?.attributes).toContainEqual(
      expect.objectContaining({ target: 'userName', source: { kind: 'attribute', expression: '[login]' } }),
    );
  });

  it('is refused before anything is sent when nobody said how to read Entra', async () => {
    const dataDir = freshFolder();
    await steward(dataDir, [
      'connections',
      'add',
      '--name',
      'Own',
      '--scim-url',
      'https://x.example/multipass/api/scim/r/v2/',
      '--token-url',
      'https://x.example/multipass/api/oauth2/token',
      '--client-id',
      'c',
    ]);
    const { code, err } = await steward(dataDir, ['mapping', 'check', '--connection', 'Own']);
    expect([code, err]).toEqual([2, expect.stringContaining('access to the identity provider')]);
  });
});

type Answer = { readonly json: Json } | { readonly trouble: ReadTrouble };

/** Plays the run against answers by path; what is not answered is not found. */
async function play(answers: Readonly<Record<string, Answer>>) {
  const ends = new Map<string, StepEnd>();
  const asked: string[] = [];
  const read = async (path: string): Promise<ReadResult> => {
    asked.push(path);
    const answer = answers[path] ?? { trouble: { kind: 'not-found', detail: { code: '', message: '' } } };
    if ('trouble' in answer) return { kind: 'trouble', trouble: answer.trouble };
    const exchange: Exchange = {
      id: 'x',
      sequence: 1,
      purpose: '',
      startedAt: '',
      method: 'GET',
      url: path,
      requestHeaders: [],
      requestBody: null,
      attempt: 1,
      outcome: { kind: 'answered', status: 200, statusText: '', headers: [], body: null },
      timings: { totalMs: 0 },
    };
    return { kind: 'read', json: answer.json, header: () => undefined, exchange };
  };
  const graph: Pick<GraphClient, 'read'> = { read };
  const job: Pick<RunJob, 'signal' | 'plan' | 'startStep' | 'endStep'> = {
    signal: new AbortController().signal,
    plan: () => {},
    startStep: () => {},
    endStep: (id, end) => void ends.set(id, end),
  };
  let kept: string | undefined;
  const outcome = await readMappingInRun(
    { job, graph, app: 'app-1', place: { source: 'Entra', host: 'graph.example', signInHost: 'login.example' }, exchangesOf: () => [] },
    (schema) => {
      kept = schema.text;
    },
  );
  return {
    outcome,
    kept,
    asked,
    findings: [...ends.values()].flatMap((end) => (end.findings ?? []).map(({ id }) => id)),
    statuses: [...ends.values()].map(({ status }) => status),
  };
}
const jobs = '/servicePrincipals/app-1/synchronization/jobs';

describe('reading the mapping of a provisioning job', () => {
  it('says that the app has no job', async () => {
    expect(await play({ [jobs]: { json: { value: [] } } })).toMatchObject({
      findings: ['mapping.no-job'],
      statuses: ['failed', 'skipped'],
      kept: undefined,
    });
  });

  it('asks by the application id as well, before it says that there is no such app', async () => {
    const { asked, findings } = await play({});
    expect(asked).toEqual([jobs, "/servicePrincipals(appId='app-1')/synchronization/jobs"]);
    expect(findings).toEqual(['directory.app-not-found']);
  });

  it('given the application id, reads the schema by it too', async () => {
    const byApp = "/servicePrincipals(appId='app-1')/synchronization/jobs";
    const { kept } = await play({ [byApp]: { json: { value: [{ id: 'scim.1' }] } }, [`${byApp}/scim.1/schema`]: { json: { id: 'scim.1' } } });
    expect(kept).toBe('{"schema":{"id":"scim.1"},"synchronizationJobSettings":[]}');
  });

  it('says which permission is missing', async () => {
    const denied: ReadTrouble = { kind: 'not-permitted', detail: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } };
    const schema = `${jobs}/scim.1`;
    expect((await play({ [jobs]: { trouble: denied } })).findings).toEqual(['directory.not-permitted']);
    expect(await play({ [jobs]: { json: { value: [{ id: 'scim.1' }] } }, [`${schema}/schema`]: { trouble: denied } })).toMatchObject({
      findings: ['directory.not-permitted'],
      statuses: ['passed', 'failed'],
    });
  });
});
