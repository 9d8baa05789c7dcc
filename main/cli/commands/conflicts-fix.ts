// `conflicts fix`: mends externalId of one account, after a dry run that says all; undoes it; looks at one that was cut off. Writes to this account alone.
import type { Connection } from '../../../contract/connections.ts';
import { usage } from '../arguments.ts';
import { type Context, chooseConnection } from '../context.ts';
import { endRun, followRun } from '../follow-run.ts';
import { clean, wrap } from '../report.ts';
import { givenSnapshot } from './conflicts.ts';

const stopping = 'Stopping: what is being written is read back first.';

/** What an earlier command of this connection left open is said before anything else. */
async function sayOpen({ app, terminal }: Context, connectionId: string): Promise<void> {
  const { mends } = await app.handlers['conflicts.mends']({ connectionId });
  for (const { runId, userName, state } of mends)
    if (state === 'open' || state === 'undoing')
      terminal.note(wrap(`How the change of ${clean(userName)} ended is not known. Look at the account: conflicts fix --look ${runId}`, ''));
}

async function look({ app, terminal, args }: Context, connection: Connection, runId: string): Promise<number> {
  const mend = await app.handlers['conflicts.mendLook']({ connectionId: connection.id, runId });
  if (args.options.json === true) terminal.print(JSON.stringify({ command: 'conflicts fix', mend }, null, 2));
  else terminal.print(`${clean(mend.userName)}: ${mend.state}. ${clean(mend.note)}`);
  return 0;
}

async function plan(context: Context, connection: Connection) {
  const { options } = context.args;
  if (options.user === undefined || options['external-id'] === undefined)
    throw usage('Say which account and which value: --user ID --external-id VALUE. Both stand in the message.');
  const order = {
    connectionId: connection.id,
    userId: options.user,
    externalId: options['external-id'],
    snapshotId: await givenSnapshot(context, connection.practice),
  };
  return { order, planned: await context.app.handlers['conflicts.mendPlan'](order) };
}

export async function fix(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  if (options.undo !== undefined && options.look !== undefined) throw usage('Choose one: --undo RUN or --look RUN.');
  const connection = await chooseConnection(context);
  if (options.look !== undefined) return look(context, connection, options.look);
  await sayOpen(context, connection.id);
  if (options.undo !== undefined) {
    if (options.yes !== true) throw usage('--undo writes to the account: say --yes.');
    const { runId } = await app.handlers['conflicts.mendUndo']({ connectionId: connection.id, runId: options.undo });
    return endRun(context, await followRun(context, runId, stopping));
  }
  if ((options['dry-run'] === true) === (options.yes === true)) throw usage('Choose one: --dry-run, or --yes with --user-name NAME.');
  const { order, planned } = await plan(context, connection);
  if (options['dry-run'] === true && options.json === true) {
    terminal.print(JSON.stringify({ command: 'conflicts fix', dryRun: true, ...planned }, null, 2));
  } else {
    const say = options['dry-run'] === true ? terminal.print : terminal.note;
    say(
      [
        ...planned.says.map((line) => wrap(clean(line), '')),
        ...(planned.sends === '' ? [] : ['', 'Sent:', clean(planned.sends)]),
        ...planned.refusals.map((line) => wrap(clean(line), '\nRefused  ', '         ')),
      ].join('\n'),
    );
  }
  if (planned.refusals.length > 0) return 2;
  if (options['dry-run'] === true) return 0;
  if (options['user-name'] === undefined)
    throw usage(`--yes goes with --user-name: the userName of the account, which is ${clean(planned.userName)}.`);
  const { runId } = await app.handlers['conflicts.mend']({ ...order, planId: planned.planId, userName: options['user-name'] });
  const code = await endRun(context, await followRun(context, runId, stopping));
  const { mends } = await app.handlers['conflicts.mends']({ connectionId: connection.id });
  if (mends.find((one) => one.runId === runId)?.state === 'done') terminal.note(`To undo it: scim-steward conflicts fix --undo ${runId} --yes`);
  return code;
}
