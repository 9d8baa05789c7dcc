// `sync`: the test sync. It says what it will do and asks; `--yes` agrees beforehand.
import type { DialectName, Idp } from '../../../contract/common.ts';
import type { Consent, TestSyncOptions } from '../../../contract/test-sync.ts';
import { dialects, oneOf, usage, wholeNumber } from '../arguments.ts';
import { type Context, chooseConnection } from '../context.ts';
import { checkReports, endRun, followRun } from '../follow-run.ts';
import { wrap } from '../report.ts';

const usualDialects: Readonly<Record<Idp, DialectName>> = { entra: 'entra', okta: 'okta-put', other: 'entra' };

export async function sync(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  await checkReports(args);
  const connection = await chooseConnection(context);
  const chosen: TestSyncOptions = {
    connectionId: connection.id,
    dialect: oneOf('dialect', options.dialect, dialects, usualDialects[connection.idp]),
    members: wholeNumber('members', options.members, { from: 3, to: 1000, otherwise: 3 }),
    testDomain: options['test-domain'] ?? connection.testDomain,
    reusablePerson: options.reusable === true,
    nestedGroup: options['nested-group'] === true,
    faults: options.fault ?? [],
  };
  if (chosen.testDomain === '')
    throw usage('Say by --test-domain which domain the test people’s user names shall end with: one that the realm admits.');
  const consent = await app.handlers['test-sync.consent'](chosen);
  // Who may not do it need not read what would be done.
  if (consent.refusals.length > 0) throw usage(consent.refusals.join(' '));
  terminal.note(`Test sync: ${connection.name}${connection.practice ? ' (PRACTICE TENANT)' : ''}\n${consentText(consent)}`);
  if (options.yes !== true && !(await agreed(context, 'Do this?'))) return 2;
  const { runId } = await app.handlers['test-sync.start']({ options: chosen, consentId: consent.consentId });
  return endRun(context, await followRun(context, runId));
}

function consentText(consent: Consent): string {
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => wrap(`- ${line}`, '  ', '    '))];
  return [
    ...part('It will make:', consent.makes),
    ...part('It will change:', consent.changes),
    ...part('It will remove:', consent.removes),
    ...part('It may set off:', consent.mayTrigger),
  ].join('\n');
}

/** Asks where somebody can answer; elsewhere consent must have been given by --yes. */
export async function agreed(context: Context, question: string): Promise<boolean> {
  if (!context.terminal.interactive)
    throw usage('This changes the target and nobody can be asked here. Read what it will do above and agree with --yes.');
  if (await context.terminal.ask(question)) return true;
  context.terminal.note('Nothing was sent.');
  return false;
}
