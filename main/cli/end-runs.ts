// The end of a command that ran more than once: one result, one exit code, and with --json one document all the same.
import { z } from 'zod';
import { findingSchema, type Run, type StepStatus, stepStatusSchema, verdictsSchema } from '../../contract/common.ts';
import { mergeFindings } from '../platform/findings/define.ts';
import type { Context } from './context.ts';
import { endRun } from './follow-run.ts';

const listedFindingSchema = findingSchema.omit({ stepIds: true });
type ListedFinding = z.infer<typeof listedFindingSchema>;

// The keys stand as a single run's document has them.
const documentSchema = z.looseObject({
  command: z.string(),
  connection: z.string(),
  verdict: stepStatusSchema,
  verdicts: verdictsSchema,
  steps: z.array(z.unknown()),
  findings: z.array(listedFindingSchema),
  created: z.array(z.unknown()),
  removed: z.array(z.unknown()),
  left: z.array(z.unknown()),
});
type Document = z.infer<typeof documentSchema>;

/** From best to worst: what was not judged in one of them was not judged as a whole. */
const order = ['passed', 'skipped', 'warned', 'not-reachable-from-here', 'failed'] as const satisfies readonly StepStatus[];

const worst = (verdicts: readonly StepStatus[]): StepStatus => order.findLast((candidate) => verdicts.includes(candidate)) ?? 'skipped';

/** As within one run: one cause gives one finding, with all that was seen of it. */
function mergeListed(findings: readonly ListedFinding[]): ListedFinding[] {
  const merged = new Map<string, ListedFinding>();
  for (const finding of findings) {
    const earlier = merged.get(finding.id);
    if (earlier === undefined) merged.set(finding.id, finding);
    else {
      const { stepIds: _none, ...both } = mergeFindings({ ...earlier, stepIds: [] }, { ...finding, stepIds: [] });
      merged.set(finding.id, both);
    }
  }
  return [...merged.values()];
}

/** The first document with what all of them list, and the worst verdict, alone and for each audience; `command` names the whole. */
export function joinDocuments(command: string, documents: readonly Document[]): Document | undefined {
  const [first] = documents;
  if (first === undefined) return undefined;
  const listed = (name: 'steps' | 'created' | 'removed' | 'left') => documents.flatMap((document) => document[name]);
  const verdict = worst(documents.map((document) => document.verdict));
  const of = (audience: keyof Document['verdicts']) => worst(documents.map(({ verdicts }) => verdicts[audience]));
  const verdicts = { rfc: of('rfc'), entra: of('entra'), okta: of('okta') };
  return {
    ...first,
    command,
    verdict,
    verdicts,
    steps: listed('steps'),
    findings: mergeListed(documents.flatMap(({ findings }) => findings)),
    created: listed('created'),
    removed: listed('removed'),
    left: listed('left'),
  };
}

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
