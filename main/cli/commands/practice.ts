// `practice`: the practice tenant in the foreground, a tour of both tests on it, the list of faults, and Foundry's part in it (practice-room.ts).
import { once } from 'node:events';
import type { Run } from '../../../contract/common.ts';
import type { Connection } from '../../../contract/connections.ts';
import { usage, wholeNumber } from '../arguments.ts';
import { type Context, namedConnection } from '../context.ts';
import { endRuns } from '../end-runs.ts';
import { checkReports, followRun } from '../follow-run.ts';
import { practiceLogin, practicePeople, practiceRules } from './practice-room.ts';

const rooms: ReadonlyMap<string, (context: Context) => Promise<number>> = new Map([
  ['people', practicePeople],
  ['rules', practiceRules],
  ['login', practiceLogin],
]);

export async function practice(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const [word, more] = args.words;
  if (more !== undefined && word !== 'people') throw usage(`“${more}” means nothing here. See “scim-steward help practice”.`);
  if (word === 'faults') {
    const { faults } = await app.handlers['practice.status']({});
    if (args.options.json === true) terminal.print(JSON.stringify({ command: 'practice', faults }, null, 2));
    else for (const fault of faults) terminal.print(`${fault.name.padEnd(30)} ${fault.title}`);
    return 0;
  }
  const play = word === undefined ? undefined : rooms.get(word);
  if (play !== undefined) return play(context);
  if (word !== undefined)
    throw usage(
      `“practice ${word}” does not exist. There are: practice, practice --tour, practice faults, practice ${[...rooms.keys()].join(', practice ')}.`,
    );
  return args.options.tour === true ? tour(context) : serve(context);
}

async function tour(context: Context): Promise<number> {
  const { app, terminal } = context;
  await checkReports(context.args);
  const { connectionId } = await app.handlers['practice.start']({});
  const connection = await namedConnection(context, connectionId ?? undefined);
  const faults = context.args.options.fault ?? [];
  terminal.note('PRACTICE TENANT: a stand-in for Foundry on this machine. Nothing leaves it.\n\n1. The guided connection test\n');
  return endRuns(context, 'practice', tourRuns(context, connection, faults));
}

async function* tourRuns(context: Context, { id: connectionId, testDomain }: Connection, faults: string[]): AsyncGenerator<Run> {
  const { app, terminal, interrupted } = context;
  const first = await app.handlers['connection-test.start']({ connectionId, tryAllAuthStyles: false, faults });
  yield await followRun(context, first.runId);
  if (interrupted.aborted) return;
  terminal.note('\n2. The test sync, as Entra would send it\n');
  const options = { connectionId, dialect: 'entra' as const, members: 3, testDomain, reusablePerson: false, nestedGroup: false, faults };
  const consent = await app.handlers['test-sync.consent'](options);
  const second = await app.handlers['test-sync.start']({ options, consentId: consent.consentId });
  yield await followRun(context, second.runId);
}

async function serve(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const port = args.options.port === undefined ? undefined : wholeNumber('port', args.options.port, { from: 1, to: 65_535, otherwise: 0 });
  const tenant = await app.servePractice({ faults: args.options.fault ?? [], ...(port === undefined ? {} : { port }) }).catch((thrown: unknown) => {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw thrown;
    throw usage(`The port ${port ?? ''} is ${code === 'EACCES' ? 'not permitted to this user' : 'in use'}. Choose another one, or leave --port out.`);
  });
  const details = { scimUrl: tenant.scimUrl, tokenUrl: tenant.tokenUrl, clientId: tenant.clientId, clientSecret: tenant.clientSecret };
  if (args.options.json === true) terminal.print(JSON.stringify({ command: 'practice', ...details }, null, 2));
  else
    terminal.print(
      `PRACTICE TENANT, reachable from this machine alone:\n  SCIM URL        ${details.scimUrl}\n  Token endpoint  ${details.tokenUrl}\n  Client ID       ${details.clientId}\n  Client secret   ${details.clientSecret}   (it opens nothing but this practice tenant)`,
    );
  terminal.note('Ctrl+C stops it.');
  if (!context.interrupted.aborted) await once(context.interrupted, 'abort');
  return 0;
}
