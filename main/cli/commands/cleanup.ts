// `cleanup`: removes exactly what interrupted test syncs of this connection left behind.
import type { Run, RunState } from '../../../contract/common.ts';
import type { Leftover } from '../../../contract/test-sync.ts';
import { type Context, chooseConnection } from '../context.ts';
import { endRuns } from '../end-runs.ts';
import { checkReports, followRun } from '../follow-run.ts';
import { localTime } from '../local-time.ts';
import { atMost, wrap } from '../report.ts';
import { agreed } from './sync.ts';

/** Why something is left, as the run ended. */
const endings: Readonly<Record<RunState, string>> = {
  running: 'did not end',
  interrupted: 'was cut off',
  cancelled: 'was cancelled, could not remove everything',
  finished: 'ended, could not remove everything',
  broken: 'was stopped by a bug of this app',
};

/** The document of a command that had nothing to remove: of the server nothing was judged. */
const nothingToDo = (connection: string) => ({
  command: 'cleanup',
  connection,
  verdict: 'passed',
  verdicts: { rfc: 'skipped', entra: 'skipped', okta: 'skipped' },
  steps: [],
  findings: [],
  created: [],
  removed: [],
  left: [],
  observations: [],
});

export async function cleanup(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  await checkReports(args);
  const connection = await chooseConnection(context);
  const { leftovers } = await app.handlers['test-sync.leftovers']({});
  const mine = leftovers.filter((leftover) => leftover.connectionId === connection.id);
  if (mine.length === 0) {
    if (args.options.json === true) terminal.print(JSON.stringify(nothingToDo(connection.name), null, 2));
    else terminal.print(`Nothing was left behind on ${connection.name}.`);
    return 0;
  }
  for (const leftover of mine) {
    terminal.note(`The test sync of ${localTime(leftover.startedAt)} ${endings[leftover.state]} and left:`);
    const things = leftover.effects.map((effect) =>
      wrap(`- ${effect.resourceType} ${effect.name}${effect.resourceId === undefined ? ' (not certain that it was made)' : ''}`, '  ', '    '),
    );
    for (const line of atMost(20, things, `in “scim-steward runs show ${leftover.runId}”`)) terminal.note(line);
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
