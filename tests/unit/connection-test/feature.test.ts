import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../contract/common.ts';
import type { IdpReport } from '../../../contract/connection-test.ts';
import { ingressResultSchema, twoColumnVerdictSchema } from '../../../contract/connection-test.ts';
import type { Connection } from '../../../contract/connections.ts';
import {
  type ConnectionTestDeps,
  connectionTestFindings,
  connectionTestSteps,
  createConnectionTestFeature,
  type IdpAnswer,
} from '../../../main/features/connection-test/index.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { systemRandom } from '../../../main/platform/ports.ts';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';
import { createTokenSource } from '../../../main/protocols/oauth/token-source.ts';
import { createScimClient } from '../../../main/protocols/scim/client.ts';
import { ownConnection } from '../connections/own-connection.ts';
import { check, hurriedClock } from './check.ts';
import { secret, withServer } from './server.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** The feature with everything in memory; one run at a time, awaited. */
function feature(connection: Connection, options: { readonly file?: string; readonly idpAnswer?: IdpAnswer } = {}) {
  const settings = new Map<string, string>();
  const reports = new Map<string, IdpReport>();
  let latest: Run | undefined;
  const deps: ConnectionTestDeps = {
    requireConnection: async () => connection,
    adviceFor: async () => [],
    startRun: async (order, body) => {
      const job = createMemoryReporter({ start: { ...order, connection: order.connection } });
      const http = createHttpClient({ clock: hurriedClock, random: systemRandom, record: job.record });
      const readSecret = async () => ({ kind: 'secret', value: secret }) as const;
      const outcome = await body({
        job,
        network: {
          connection,
          http,
          options: {},
          makeTokenSource: (authStyle) => createTokenSource({ ...connection, http, clock: hurriedClock, authStyle, readSecret }),
          makeScimClient: (tokens) => createScimClient({ http, baseUrl: connection.scimUrl, tokens }),
        },
        exchangesOf: (stepId) => job.exchanges.filter((exchange) => exchange.stepId === stepId),
      });
      http.close();
      latest = job.end('finished', outcome);
      return { runId: job.runId };
    },
    latestRun: async () => latest,
    askIdp: async () => options.idpAnswer,
    reports: { get: async (id) => reports.get(id), put: async (report) => void reports.set(report.connectionId, report) },
    settings: { get: async (key) => settings.get(key), set: async (key, value) => void settings.set(key, value) },
    dialogs: { openFile: async () => options.file ?? null },
    clock: hurriedClock,
    random: systemRandom,
    changed: () => {},
  };
  return { handlers: createConnectionTestFeature(deps), latest: () => latest };
}

const foundry = ownConnection({
  scimUrl: 'https://scim.contoso.example/multipass/api/scim/realm-1/v2/',
  tokenUrl: 'https://scim.contoso.example/multipass/api/oauth2/token',
});
const tagFile = JSON.stringify({
  changeNumber: 3,
  cloud: 'Public',
  values: [{ name: 'AzureActiveDirectory', properties: { changeNumber: 17, addressPrefixes: ['20.190.128.0/18', '40.126.0.0/18', '2603::/32'] } }],
});
const asked = {
  connectionId: 'own',
  allowedRanges: '20.190.128.0/18\n40.126.0.0/19',
  allowedCountries: 'NL',
  domainChoice: 'scim-subdomain',
  serviceTagFile: tagFile,
} as const;

describe('the connection test in the app', () => {
  it('starts a run and shows both columns from it and from what the administrator reports', async () => {
    await withServer({}, async (server) => {
      const { handlers, latest } = feature(ownConnection(server));
      await handlers['connection-test.start']({ connectionId: 'own', tryAllAuthStyles: true, faults: [] });
      expect(latest()?.options).toEqual(expect.anything());
      expect(await handlers['connection-test.columns']({ connectionId: 'own' })).toMatchObject({
        runId: 'run-1',
        report: null,
        tone: 'unknown',
      });
      const verdict = await handlers['connection-test.reportIdp']({ connectionId: 'own', outcome: 'success', pasted: '' });
      expect(twoColumnVerdictSchema.strict().parse(verdict).tone).toBe('good');
      expect(await handlers['connection-test.columns']({ connectionId: 'own' })).toMatchObject({ report: { outcome: 'success' } });
    });
  });

  it('computes what ingress lacks, writes both letters, and remembers it for the second column', async () => {
    const { handlers } = feature(foundry);
    const result = ingressResultSchema.parse(await handlers['connection-test.ingress'](asked));
    expect(result).toMatchObject({ problems: [], tagVersion: 'tag 17, file 3', required: 2, covered: 1, uncovered: ['40.126.32.0/19'] });
    expect(result.conclusion).toContain('1 of 2 IPv4 prefixes');
    expect(result.countryNote).toContain('cannot be known');
    expect(result.handovers.map(({ to }) => to)).toEqual(['Foundry information security officer', 'Palantir Support']);
    expect(result.handovers[0]?.text).toMatch(/realm realm-1[\s\S]*40\.126\.32\.0\/19/);
    const verdict = await handlers['connection-test.reportIdp']({
      connectionId: 'own',
      outcome: 'credential-validation-unavailable',
      pasted: '',
    });
    expect(verdict.findings.map(({ id }) => id)).toEqual(['idp.credential-validation-unavailable', 'ingress.ranges-not-covered']);
    const [letter] = ingressResultSchema.parse(await handlers['connection-test.ingress'](asked)).handovers;
    expect(letter?.text).toContain('    The server could not be reached, or answered unexpectedly (CredentialValidationUnavailable).');
    expect(letter?.text).not.toContain('credential-validation-unavailable');
    await handlers['connection-test.ingress']({ ...asked, allowedRanges: '0.0.0.0/0' });
    expect((await handlers['connection-test.columns']({ connectionId: 'own' })).findings.map(({ id }) => id)).toEqual([
      'idp.credential-validation-unavailable',
    ]);
  });

  it('takes an unreachable server out of the “invalid credentials” that Entra wraps it in, and begins with ingress', async () => {
    const { handlers } = feature(foundry);
    await handlers['connection-test.reportIdp']({
      connectionId: 'connection-1',
      outcome: 'invalid-credentials',
      pasted: 'InvalidCredentials ... SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
    });
    expect(await handlers['connection-test.columns']({ connectionId: 'connection-1' })).toMatchObject({
      report: { outcome: 'credential-validation-unavailable' },
      findings: [{ id: 'idp.credential-validation-unavailable' }],
    });
    const { handovers } = await handlers['connection-test.ingress'](asked);
    expect(handovers[0]?.text).toContain('It was not tried from the administrator’s desk.');
  });

  it('goes on to Support alone when everything is allowed, and puts what was seen and reported into the letter', async () => {
    await withServer({}, async (server) => {
      const { handlers } = feature(ownConnection(server));
      await handlers['connection-test.start']({ connectionId: 'own', tryAllAuthStyles: false, faults: [] });
      await handlers['connection-test.reportIdp']({
        connectionId: 'own',
        outcome: 'other-error',
        pasted: 'An error occurred while sending the request',
      });
      const result = await handlers['connection-test.ingress']({ ...asked, allowedRanges: '0.0.0.0/0', domainChoice: 'unknown' });
      expect(result.handovers.map(({ to }) => to)).toEqual(['Palantir Support']);
      expect(result.handovers[0]?.text).toMatch(/An error occurred while sending the request[\s\S]*Would pass for Entra[\s\S]*An access token|token/);
    });
  });

  it('asks for the file when there is none, names what could not be read, and doubts a domain that does not fit the choice', async () => {
    const { handlers } = feature(
      ownConnection({
        scimUrl: 'https://contoso.example/multipass/api/scim/r/v2/',
        tokenUrl: 'https://scim.contoso.example/multipass/api/oauth2/token',
      }),
    );
    const result = await handlers['connection-test.ingress']({ ...asked, allowedRanges: 'nonsense', serviceTagFile: '' });
    expect(result.conclusion).toContain('Choose Microsoft’s service-tag file');
    expect(result.problems).toEqual([
      expect.stringContaining('nonsense'),
      expect.stringContaining('both must be on the domain'),
      expect.stringContaining('does not begin with “scim.”'),
    ]);
    expect((await handlers['connection-test.ingress']({ ...asked, serviceTagFile: '{}' })).problems[0]).toContain('not a service-tag file');
  });

  it('reads the service-tag file that is chosen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'service-tags-'));
    folders.push(folder);
    const file = join(folder, 'ServiceTags_Public.json');
    await writeFile(file, tagFile);
    expect(await feature(foundry, { file }).handlers['connection-test.chooseServiceTags']({})).toEqual({ path: file, text: tagFile });
    expect(await feature(foundry).handlers['connection-test.chooseServiceTags']({})).toEqual({ path: null, text: '' });
  });
});

describe('findings and steps of the connection test', () => {
  it('have ids of their own, and words that hold in every example', () => {
    const ids = connectionTestFindings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const kind of connectionTestFindings) {
      const finding = kind.make(kind.example as never, []);
      expect(finding.title.length, kind.id).toBeGreaterThan(5);
      expect(finding.cause, kind.id).toMatch(/\S.*[.…]$/);
      expect(finding.remedy.length, kind.id).toBeGreaterThan(0);
      expect(JSON.stringify(finding), kind.id).not.toMatch(/undefined|\[object/);
    }
  });

  it('come in the order in which a request goes', async () => {
    const run = await check({ connection: ownConnection({ scimUrl: '', tokenUrl: '' }), secret: undefined });
    expect(run.steps.map(({ id }) => id)).toEqual(connectionTestSteps.map(({ id }) => id));
    expect(run.steps.map(({ id }) => id)).toEqual(
      'settings dns tcp tls token token-altered service-provider-config resource-types schemas entra-probe filter-match okta-probe groups-probe paging'.split(
        ' ',
      ),
    );
  });
});

describe('Entra asked by itself', () => {
  it('fills the second column with what its words mean', async () => {
    const text = 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: An error occurred while sending the request.';
    const { handlers } = feature(ownConnection(), { idpAnswer: { kind: 'answered', outcome: 'other-error', text } });
    const columns = await handlers['connection-test.askIdp']({ connectionId: 'c' });
    expect(columns.report).toMatchObject({ outcome: 'credential-validation-unavailable', pasted: text });
    expect(columns.findings.map(({ id }) => id)).toEqual(['idp.credential-validation-unavailable']);
  });

  it('leaves it as it was when it was not asked, and says why', async () => {
    const { handlers } = feature(ownConnection(), { idpAnswer: { kind: 'not-asked', why: 'This app has no provisioning job yet.' } });
    await expect(handlers['connection-test.askIdp']({ connectionId: 'c' })).rejects.toMatchObject({
      code: 'idp-not-asked',
      message: expect.stringContaining('no provisioning job'),
    });
    expect((await handlers['connection-test.columns']({ connectionId: 'c' })).report).toBeNull();
  });
});
