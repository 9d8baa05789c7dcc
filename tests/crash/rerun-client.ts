// One life of the app in a process of its own: begins the rerun, or goes on with it, until it ends or this process is killed.
import { openTestApp, ownConnection, runToEnd } from '../unit/compose/app.ts';

export interface Order {
  readonly dataDir: string;
  readonly scimUrl: string;
  readonly tokenUrl: string;
  readonly strategy: 'resend' | 'touch';
  /** The rerun to go on with. */
  readonly rerunId?: string;
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const app = await openTestApp(order.dataDir);
const connection = ownConnection({ scimUrl: order.scimUrl, tokenUrl: order.tokenUrl });
app.holdConnection(connection, 'a-client-secret');

async function begun(): Promise<string> {
  const { rerunId, runId } = await app.handlers['org-rules.plan']({
    connectionId: connection.id,
    selection: { kind: 'condition', text: 'userName matches ".*"' },
    exclude: '',
    strategy: order.strategy,
    rate: 500,
    fast: 'allowed',
  });
  await runToEnd(app, runId);
  return rerunId;
}

if (order.rerunId === undefined) {
  process.send?.({ kind: 'planned', rerunId: await begun() });
} else {
  const { rerun } = await app.handlers['org-rules.get']({ rerunId: order.rerunId });
  const { consentId } = await app.handlers['org-rules.consent']({ rerunId: rerun.id });
  const { runId } =
    rerun.state === 'planned'
      ? await app.handlers['org-rules.start']({ rerunId: rerun.id, consentId })
      : await app.handlers['org-rules.continue']({ rerunId: rerun.id, with: 'not-sent' });
  const run = await runToEnd(app, runId);
  process.send?.({ kind: 'ended', findings: run.findings.map(({ id }) => id) });
}
await app.close();
process.disconnect?.();
