// `rerun`: runs Foundry's organization rules again by updating people. A dry run first, always; `--yes` agrees to it beforehand.

import type { Finding, Run } from '../../../contract/common.ts';
import { type PlanOrder, type RerunConsent, type RerunCounts, type RerunPerson, ruleSetSchema, type Selection } from '../../../contract/org-rules.ts';
import { effectWords } from '../../domain/org-rules/effect.ts';
import { rateNeedingConsent, usualRate } from '../../domain/org-rules/pace.ts';
import { counted } from '../../platform/counted.ts';
import { oneOf, usage } from '../arguments.ts';
import { type Context, chooseConnection } from '../context.ts';
import { exitCode, followRun } from '../follow-run.ts';
import { readText } from '../read-text.ts';
import { clean, findingText, wrap } from '../report.ts';
import { agreed } from './sync.ts';

const strategies = ['resend', 'put', 'touch'] as const;
const largestList = 40_000_000;
const shortList = 'Cut it into several lists.';
const shownPeople = 20;
const pageSize = 1_000;

async function selectionOf({ args: { options } }: Context): Promise<Selection> {
  const { users = [], group, where } = options;
  if ([users.length > 0, group !== undefined, where !== undefined].filter(Boolean).length !== 1)
    throw usage('Say who: --users FILE, --group NAME or --where CONDITION, one of them; or --resume RUN to go on with a rerun.');
  if (group !== undefined) return { kind: 'group', name: group };
  if (where !== undefined) return { kind: 'condition', text: where };
  if (users.length > 1) throw usage('--users takes one file.');
  return { kind: 'list', text: await readText(users[0] ?? '', largestList, shortList) };
}

function rateOf(given: string | undefined): number {
  const rate = given === undefined ? usualRate : Number(given);
  if (!(rate >= 0.2 && rate <= 500)) throw usage(`--rate is a number of requests a second from 0.2 to 500, not “${given}”.`);
  return rate;
}

async function keepRules({ app, args }: Context, connectionId: string): Promise<void> {
  if (args.options.rules === undefined) return;
  const text = await readText(args.options.rules, 1_000_000, 'That is no file of rules.');
  let rules: unknown;
  try {
    rules = JSON.parse(text);
  } catch {
    throw usage(`The file “${args.options.rules}” is not JSON. “scim-steward help rerun” shows the form.`);
  }
  const read = ruleSetSchema.safeParse(rules);
  if (!read.success) throw usage(`The file “${args.options.rules}” holds no rules in the form that “scim-steward help rerun” shows.`);
  await app.handlers['org-rules.setRules']({ connectionId, rules: read.data });
}

async function everybody({ app }: Context, rerunId: string, limit = Number.POSITIVE_INFINITY): Promise<readonly RerunPerson[]> {
  const all: RerunPerson[] = [];
  for (;;) {
    const wanted = Math.min(pageSize, limit - all.length);
    const { people, total } =
      wanted <= 0 ? { people: [], total: 0 } : await app.handlers['org-rules.people']({ rerunId, state: 'all', offset: all.length, limit: wanted });
    all.push(...people);
    if (people.length === 0 || all.length >= total) return all;
  }
}

const place = (placement: RerunPerson['after']): string =>
  placement === undefined || placement.kind === 'not-known' ? 'not known' : (placement.name ?? 'no organization');

const consentText = ({ sends, mayTrigger }: RerunConsent): string =>
  [
    'It will send:',
    ...sends.map((line) => wrap(`- ${line}`, '  ', '    ')),
    'It may set off:',
    ...mayTrigger.map((line) => wrap(`- ${line}`, '  ', '    ')),
  ].join('\n');

const personText = (person: RerunPerson): string =>
  `  ${clean(person.userName)}: ${clean(place(person.before))} > ${clean(place(person.after ?? person.expected))}, ${person.state}${person.reason === '' ? '' : ` (${clean(person.reason)})`}\n      ${clean(person.why)}`;

const countsText = (counts: RerunCounts): string =>
  `${counts.sent} sent, ${counts.verified} verified, ${counts.failed} failed, ${counts.skipped} skipped, ${counts.notSent} not sent, ${counts.answerLost} answer lost`;

interface Shown {
  readonly rerunId: string;
  readonly runs: readonly Run[];
  readonly dryRun: 'dry-run' | 'sent';
  readonly consent?: RerunConsent;
}

async function show(context: Context, { rerunId, runs, dryRun, consent }: Shown): Promise<void> {
  const { app, terminal, args } = context;
  const { rerun, counts } = await app.handlers['org-rules.get']({ rerunId });
  const findings: readonly Finding[] = runs.flatMap((run) => run.findings);
  if (args.options.export !== undefined) {
    await app.rerunCsv(rerunId, args.options.export);
    terminal.note(`Written: ${args.options.export}`);
  }
  if (args.options.json === true) {
    const perPerson = await everybody(context, rerunId);
    const document = {
      command: 'rerun',
      rerun: rerunId,
      run: rerun.runIds.at(-1) ?? null,
      state: rerun.state,
      dryRun: dryRun === 'dry-run',
      strategy: rerun.strategy,
      rate: rerun.rate,
      ...(consent === undefined ? {} : { seconds: consent.seconds, sends: consent.sends }),
      people: rerun.people,
      states: counts,
      effect: { ...rerun.effect, words: effectWords(rerun.strategy, rerun.effect) },
      remarks: rerun.remarks,
      perPerson,
      findings,
    };
    terminal.print(JSON.stringify(document, null, 2));
    return;
  }
  const shown = await everybody(context, rerunId, shownPeople);
  terminal.print(
    [
      `${counted(rerun.people, 'person', 'people')}: ${clean(rerun.picked)}`,
      ...rerun.remarks.map((remark) => `  ${clean(remark)}`),
      ...shown.map(personText),
      ...(rerun.people > shown.length ? [`  and ${rerun.people - shown.length} more (--json shows all, --export FILE.csv writes them)`] : []),
      '',
      countsText(counts),
      ...(dryRun === 'dry-run'
        ? ['Nothing was sent: this was the dry run.']
        : [effectWords(rerun.strategy, rerun.effect), `Who moved is seen by ${rerun.seenBy}`]),
      ...(dryRun === 'sent' && counts.notSent + counts.failed + counts.answerLost > 0
        ? [`Go on with: scim-steward rerun … --resume ${rerunId}`]
        : []),
      ...findings.flatMap((finding) => ['', findingText(finding, terminal)]),
    ].join('\n'),
  );
}

const stopping = 'Stopping after the people under way. “rerun --resume” goes on.';

async function resume(context: Context, connectionId: string, id: string): Promise<number> {
  const { app, terminal } = context;
  const rerun = await app.findRerun(connectionId, id);
  const { counts } = await app.handlers['org-rules.get']({ rerunId: rerun.id });
  const left = counts.notSent + (rerun.state === 'interrupted' ? counts.answerLost : 0);
  const whom = left > 0 ? ('not-sent' as const) : ('failed-too' as const);
  terminal.note(`Going on: ${countsText(counts)}.${rerun.reason === '' ? '' : ` It stood still because: ${clean(rerun.reason)}`}`);
  if (rerun.stoppedBy !== undefined) terminal.note('Going on accepts moves of that kind.');
  if (context.args.options.yes !== true && !(await agreed(context, 'Go on?'))) return 2;
  const { runId } = await app.handlers['org-rules.continue']({ rerunId: rerun.id, with: whom });
  const run = await followRun(context, runId, stopping);
  await show(context, { rerunId: rerun.id, runs: [run], dryRun: 'sent' });
  return exitCode(run);
}

export async function rerun(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  if (options['dry-run'] === true && (options.yes === true || options.resume !== undefined))
    throw usage('--dry-run sends nothing: it goes without --yes and --resume.');
  const rate = rateOf(options.rate);
  const strategy = oneOf('strategy', options.strategy, strategies, 'resend');
  const selection = options.resume === undefined ? await selectionOf(context) : undefined;
  const exclude = options.exclude === undefined ? '' : await readText(options.exclude, largestList, shortList);
  const connection = await chooseConnection(context);
  if (selection === undefined) return resume(context, connection.id, options.resume ?? '');
  await keepRules(context, connection.id);
  const order: PlanOrder = {
    connectionId: connection.id,
    selection,
    exclude,
    strategy,
    rate,
    fast: rate > rateNeedingConsent ? 'allowed' : 'as-usual',
  };
  const { rerunId, runId } = await app.handlers['org-rules.plan'](order);
  const planned = await followRun(context, runId, 'Stopping the dry run.');
  if (planned.state !== 'finished' || planned.findings.length > 0) {
    if (options.json === true)
      terminal.print(JSON.stringify({ command: 'rerun', rerun: null, people: 0, perPerson: [], findings: planned.findings }, null, 2));
    else for (const finding of planned.findings) terminal.print(findingText(finding, terminal));
    return exitCode(planned);
  }
  const consent = await app.handlers['org-rules.consent']({ rerunId });
  if (options['dry-run'] === true) {
    terminal.note(consentText(consent));
    await show(context, { rerunId, runs: [], dryRun: 'dry-run', consent });
    return 0;
  }
  if (consent.refusals.length > 0) {
    await show(context, { rerunId, runs: [], dryRun: 'dry-run', consent });
    throw usage(consent.refusals.join(' '));
  }
  terminal.note(`Organization rules again: ${connection.name}${connection.practice ? ' (PRACTICE TENANT)' : ''}\n${consentText(consent)}`);
  if (options.yes !== true && !(await agreed(context, 'Do this?'))) return 2;
  const started = await app.handlers['org-rules.start']({ rerunId, consentId: consent.consentId });
  const run = await followRun(context, started.runId, stopping);
  await show(context, { rerunId, runs: [run], dryRun: 'sent', consent });
  return exitCode(run);
}
