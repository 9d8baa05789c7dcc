// `check`: the guided connection test, and beside it what the identity provider's own test said.
import type { Connection } from '../../../contract/connections.ts';
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { chooseConnection } from '../context.ts';
import { checkReports, endRun, followRun } from '../follow-run.ts';
import { fillSecondColumn, readSaid } from '../second-column.ts';
import { graphFrom, graphOptions } from './directory-source.ts';

export async function check(context: Context): Promise<number> {
  const { options } = context.args;
  await checkReports(context.args);
  const said = await readSaid(context);
  const connection = await chooseConnection(context);
  holdAccess(context, connection);
  await fillSecondColumn(context, connection.id, said);
  context.terminal.note(`Connection test: ${connection.name}${connection.practice ? ' (PRACTICE TENANT)' : ''}`);
  const { runId } = await context.app.handlers['connection-test.start']({
    connectionId: connection.id,
    tryAllAuthStyles: options['all-auth-styles'] === true,
    faults: options.fault ?? [],
  });
  const run = await followRun(context, runId);
  return endRun(context, run, 'followed', await context.app.handlers['connection-test.columns']({ connectionId: connection.id }));
}

/** How Entra is asked, for this command alone; else as it is kept with the connection. */
function holdAccess(context: Context, { id, practice }: Connection): void {
  const given = graphOptions.find((name) => context.args.options[name] !== undefined);
  if (given === undefined) return;
  if (practice) throw usage(`--${given} means nothing for the practice tenant: its Entra is asked as it is.`);
  const { access, secret } = graphFrom(context);
  context.app.holdIdpAccess(id, access, secret);
}
