// The end of a command that ran more than once: one result, one exit code, and with --json one document all the same.
import type { Run } from '../../contract/common.ts';
import type { Context } from './context.ts';
import { type Document, documentSchema, joinDocuments } from './document.ts';
import { endRun } from './follow-run.ts';

/** Runs one after the other, each told when it ends; a report file is kept for each, numbered from the second on. */
export async function endRuns(context: Context, command: string, runs: AsyncIterable<Run>): Promise<number> {
  const { args, terminal } = context;
  const documents: Document[] = [];
  let code = 0;
  let count = 0;
  for await (const run of runs) {
    count += 1;
    const report = (args.options.report ?? []).map((path) => (count === 1 ? path : path.replace(/(\.[^.]+)$/, `-${count}$1`)));
    const json = args.options.json === true;
    if (json) documents.push(documentSchema.parse(JSON.parse(await context.app.renderReport(run.id, 'json'))));
    const quiet = {
      ...context,
      args: { ...args, options: { ...args.options, report } },
      terminal: json ? { ...terminal, print: () => {} } : terminal,
    };
    code = Math.max(code, await endRun(quiet, run));
  }
  const joined = joinDocuments(command, documents);
  if (joined !== undefined) terminal.print(JSON.stringify(joined, null, 2));
  return code;
}
