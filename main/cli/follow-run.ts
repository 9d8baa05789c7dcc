// Starts a run and follows it to its end: each finished step as a line on stderr, the result on stdout, reports where asked.
import { extname } from 'node:path';
import type { Run } from '../../contract/common.ts';
import type { ReportFormat } from '../../contract/runs.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { runText, stepLine } from './report.ts';

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

/** Waits for the end of a run; a step is said as soon as it has one. */
export async function followRun(context: Context, runId: string): Promise<Run> {
  const { app, terminal } = context;
  const said = new Set<string>();
  let wake = () => {};
  const stop = app.subscribe((event) => {
    if (event.name === 'runs.changed' && event.payload.id === runId) wake();
  });
  const cancel = () => {
    terminal.note('Stopping: what was made is being removed first.');
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
        if (step.status === 'running') terminal.progress(`  ${step.title} …`);
        else {
          said.add(step.id);
          terminal.note(stepLine(step, terminal));
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

/** Prints the result and writes the reports; answers the exit code. */
export async function endRun(context: Context, run: Run, seen: 'followed' | 'from-history' = 'followed'): Promise<number> {
  const { terminal, args } = context;
  for (const path of args.options.report ?? []) {
    await writePrivateFile(path, await context.app.renderReport(run.id, reportFormat(path)), runIsKept);
    terminal.note(`Report written: ${path}`);
  }
  if (args.options.json === true) terminal.print(await context.app.renderReport(run.id, 'json'));
  else {
    terminal.note('');
    terminal.print(runText(run, terminal, terminal.sameScreen && seen === 'followed' ? 'steps-seen' : 'steps-not-seen'));
  }
  return exitCode(run);
}

/** 0 passed or warned, 1 an error finding or a failed verdict, 3 a bug, 130 interrupted. */
export function exitCode(run: Run): number {
  if (run.state === 'broken') return 3;
  if (run.state === 'cancelled') return 130;
  return run.findings.some((finding) => finding.severity === 'error') || run.verdict === 'failed' ? 1 : 0;
}
