// `check`: the guided connection test.
import type { Context } from '../context.ts';
import { chooseConnection } from '../context.ts';
import { checkReports, endRun, followRun } from '../follow-run.ts';

export async function check(context: Context): Promise<number> {
  const { options } = context.args;
  await checkReports(context.args);
  const connection = await chooseConnection(context);
  context.terminal.note(`Connection test: ${connection.name}${connection.practice ? ' (PRACTICE TENANT)' : ''}`);
  const { runId } = await context.app.handlers['connection-test.start']({
    connectionId: connection.id,
    tryAllAuthStyles: options['all-auth-styles'] === true,
    faults: options.fault ?? [],
  });
  return endRun(context, await followRun(context, runId));
}
