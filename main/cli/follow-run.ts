// Starts a run and follows it to its end: each finished step as a line on stderr, the result on stdout, reports where asked.
import { stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Run } from '../../contract/common.ts';
import type { ReportFormat } from '../../contract/runs.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Arguments, usage } from './arguments.ts';
import type { Context } from './context.ts';
import { runText, stepTeller } from './report.ts';
import { type Columns, columnsText } from './second-column.ts';

const formats: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
  '.xml': 'junit',
  '.har': 'har',
  '.md': 'markdown',
};

const runIsKept = 'The run is kept: write its report with “scim-steward runs export ID --file FILE”.';

/** The format a report file asks for by its ending. */
export function reportFormat(path: string): ReportFormat {
  const format = formats[extname(path).toLowerCase()];
  if (format === undefined) throw usage(`“${path}” has no ending that says which report is meant: .html, .json, .xml (JUnit), .har or .md.`);
  return format;
}

/** Refuses a report that could not be written, before anything is sent: its ending names no report, or there is no such folder. */
export async function checkReports({ options }: Arguments): Promise<void> {
  for (const path of options.report ?? []) {
    reportFormat(path);
    const folder = await stat(dirname(path)).catch(() => undefined);
    if (folder?.isDirectory() !== true)
      throw usage(`The report ${path} cannot be written: its folder does not exist. Make it, or choose another place.`);
  }
}

/** Waits for the end of a run; a step is said as soon as it has one. */
export async function followRun(context: Context, runId: string, stopping = 'Stopping: what was made is being removed first.'): Promise<Run> {
  const { app, terminal } = context;
  const said = new Set<string>();
  const say = stepTeller(terminal);
  let wake = () => {};
  const stop = app.subscribe((event) => {
    if (event.name === 'runs.changed' && event.payload.id === runId) wake();
  });
  const cancel = () => {
    terminal.note(stopping);
    void app.handlers['runs.cancel']({ id: runId });
  };
  context.interrupted.addEventListener('abort', cancel, { once: true });
  // Ctrl+C may have come while the run was being started.
  if (context.interrupted.aborted) cancel();
  try {
    let changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let run = await app.handlers['runs.watch']({ id: runId });
    for (;;) {
      for (const step of run.steps) {
        if (step.status === 'pending' || said.has(step.id)) continue;
        if (step.status === 'running') terminal.progress(`  ${step.title} …${step.facts.map(({ label, value }) => `  ${label}: ${value}`).join('')}`);
        else {
          said.add(step.id);
          terminal.note(say(step));
        }
      }
      if (run.state !== 'running') return run;
      await changed;
      changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      run = await app.handlers['runs.get']({ id: runId });
    }
  } finally {
    context.interrupted.removeEventListener('abort', cancel);
    stop();
    await app.handlers['runs.unwatch']({ id: runId });
  }
}

/** Writes the reports and prints the result, with both columns where they are given; answers the exit code. A report that cannot be written takes nothing from the result. */
export async function endRun(context: Context, run: Run, seen: 'followed' | 'from-history' = 'followed', columns?: Columns): Promise<number> {
  const { terminal, args } = context;
  let missing = 0;
  for (const path of args.options.report ?? []) {
    try {
      await writePrivateFile(path, await context.app.renderReport(run.id, reportFormat(path)), runIsKept);
      terminal.note(`Report written: ${path}`);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      terminal.note(thrown.message);
      missing += 1;
    }
  }
  if (args.options.json === true) {
    terminal.print(await context.app.renderReport(run.id, 'json'));
  } else {
    terminal.note('');
    terminal.print(runText(run, terminal, terminal.sameScreen && seen === 'followed' ? 'steps-seen' : 'steps-not-seen'));
    if (columns !== undefined) terminal.print(`\n${columnsText(columns, terminal)}`);
  }
  const reported = columns?.findings.some((finding) => finding.severity === 'error') === true ? 1 : 0;
  const code = Math.max(exitCode(run), reported);
  return code === 0 && missing > 0 ? 2 : code;
}

/** 0 passed or warned, 1 an error finding or a failed verdict, 3 a bug, 130 interrupted. */
export function exitCode(run: Run): number {
  if (run.state === 'broken') return 3;
  if (run.state === 'cancelled') return 130;
  return run.findings.some((finding) => finding.severity === 'error') || run.verdict === 'failed' ? 1 : 0;
}
