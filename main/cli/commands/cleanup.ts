// `cleanup`: removes exactly what interrupted test syncs of this connection left behind.
import type { Run } from '../../../contract/common.ts';
import type { Leftover } from '../../../contract/test-sync.ts';
import { type Context, chooseConnection } from '../context.ts';
import { endRuns } from '../end-runs.ts';
import { followRun, reportFormat } from '../follow-run.ts';
import { wrap } from '../report.ts';
import { agreed } from './sync.ts';

export async function cleanup(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  (args.options.report ?? []).forEach(reportFormat);
  const connection = await chooseConnection(context);
  const { leftovers } = await app.handlers['test-sync.leftovers']({});
  const mine = leftovers.filter((leftover) => leftover.connectionId === connection.id);
  if (mine.length === 0) {
    if (args.options.json === true)
      terminal.print(JSON.stringify({ command: 'cleanup', connection: connection.name, verdict: 'passed', removed: [], left: [] }, null, 2));
    else terminal.print(`Nothing was left behind on ${connection.name}.`);
    return 0;
  }
  for (const leftover of mine) {
    terminal.note(`The test sync of ${leftover.startedAt.slice(0, 16).replace('T', ' ')} was interrupted and left:`);
    for (const effect of leftover.effects)
      terminal.note(wrap(`- ${effect.resourceType} ${effect.name}${effect.resourceId === undefined ? ' (not certain that it was made)' : ''}`, '  '));
  }
  if (args.options.yes !== true && !(await agreed(context, 'Remove this?'))) return 2;
  return endRuns(context, 'cleanup', cleanedUp(context, mine));
}

async function* cleanedUp(context: Context, leftovers: readonly Leftover[]): AsyncGenerator<Run> {
  for (const leftover of leftovers) {
    const { runId } = await context.app.handlers['test-sync.cleanUp']({ runId: leftover.runId });
    yield await followRun(context, runId);
    if (context.interrupted.aborted) return;
  }
}
