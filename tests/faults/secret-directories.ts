// Directories read by every secret there is for it: the twins' own, and planted ones that get no further than a proxy. It looks for nothing
// itself; what was said and kept on the way is searched with the rest.
import type { Run } from '../../contract/common.ts';
import type { EchoServer } from './secret-echo.ts';
import { draft, type Life, startProxy407 } from './secret-life.ts';

/** What each of the reads comes to. */
export const directoryVerdicts: Readonly<Record<string, Run['verdict']>> = {
  'import entra': 'passed',
  'import okta': 'passed',
  'import entra by proxy': 'failed',
  'import okta by proxy': 'failed',
  'import scim': 'passed',
  'import entra idp-secret-wrong': 'failed',
  'import okta idp-secret-wrong': 'failed',
  'import entra idp-token-dies': 'passed',
  'import okta idp-token-dies': 'passed',
  'import entra idp-token-dead': 'failed',
  'import okta idp-token-dead': 'failed',
};

/** Snapshots of live directories: by the twins' secrets and tokens, and by entered ones that get no further than a proxy. */
export async function readDirectories(
  life: Life,
  echo: EchoServer,
  planted: { readonly graph: string; readonly okta: string; readonly foundry: string; readonly proxyPassword: string },
): Promise<readonly { readonly title: string; readonly run: Run }[]> {
  const runs: { readonly title: string; readonly run: Run }[] = [];
  const take = async (connectionId: string, source: 'entra' | 'okta' | 'scim', faults: string[] = []): Promise<void> => {
    const { runId } = await life.call('directory.take', { connectionId, source, name: '', faults });
    const run = await life.toEnd(runId);
    runs.push({ title: ['import', source, ...faults, ...(connectionId === 'practice' ? [] : ['by proxy'])].join(' '), run });
  };
  for (const source of ['entra', 'okta', 'scim'] as const) await take('practice', source);
  for (const source of ['entra', 'okta'] as const)
    for (const fault of ['idp-secret-wrong', 'idp-token-dies', 'idp-token-dead']) await take('practice', source, [fault]);
  await life.call('connection-test.askIdp', { connectionId: 'practice' });
  const { id } = await life.call('connections.save', draft({ name: 'Directory', scimUrl: echo.scimUrl, tokenUrl: echo.tokenUrl }));
  const apps = { clientId: 'client', scimApp: 'app', ssoApp: '' };
  const graph = { tenantId: 'planted.invalid', cloud: 'global', signIn: 'secret', ...apps } as const;
  const okta = { domain: 'planted.okta.invalid', signIn: 'api-token', ...apps } as const;
  await life.call('idp-access.save', { connectionId: id, access: { graph, okta } });
  await life.call('connections.setSecret', { id, slot: 'graph', secret: { text: planted.graph } });
  await life.call('connections.setSecret', { id, slot: 'okta', secret: { text: `${planted.okta}\n` } });
  await life.call('idp-access.get', { connectionId: id });
  const foundry = { domain: 'planted.foundry.invalid', signIn: 'client', clientId: 'client', enrollmentRid: '' } as const;
  await life.call('foundry-access.save', { connectionId: id, access: foundry });
  await life.call('connections.setSecret', { id, slot: 'foundry', secret: { text: planted.foundry } });
  await life.call('foundry-access.get', { connectionId: id });
  await life.call('foundry-access.try', { connectionId: 'practice' });
  await life.callRaw('foundry-access.save', { connectionId: id, access: { ...foundry, secret: planted.foundry } });
  await life.callRaw('connections.setSecret', { id, slot: 'other', secret: { text: planted.graph } });
  await life.callRaw('idp-access.save', { connectionId: id, access: { graph: { ...graph, secret: planted.graph }, okta } });
  const proxy = await startProxy407();
  try {
    life.setProxy(`http://steward:${planted.proxyPassword}@${proxy.address}`);
    for (const source of ['entra', 'okta'] as const) await take(id, source);
    await life.callRaw('connection-test.askIdp', { connectionId: id });
    await life.callRaw('foundry-access.try', { connectionId: id });
  } finally {
    life.setProxy('DIRECT');
    await proxy.close();
  }
  return runs;
}
