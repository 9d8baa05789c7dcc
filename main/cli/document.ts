// The document of a run as `--json` prints it, joined with those of other runs.
import { z } from 'zod';
import { findingSchema, type StepStatus, stepStatusSchema, verdictsSchema } from '../../contract/common.ts';
import { mergeFindings } from '../platform/findings/define.ts';

const listedFindingSchema = findingSchema.omit({ stepIds: true });
type ListedFinding = z.infer<typeof listedFindingSchema>;

// The keys stand as a single run's document has them.
export const documentSchema = z.looseObject({
  command: z.string(),
  connection: z.string(),
  verdict: stepStatusSchema,
  verdicts: verdictsSchema,
  steps: z.array(z.unknown()),
  findings: z.array(listedFindingSchema),
  created: z.array(z.unknown()),
  removed: z.array(z.unknown()),
  left: z.array(z.unknown()),
  observations: z.array(z.unknown()),
});
export type Document = z.infer<typeof documentSchema>;

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
  const listed = (name: 'steps' | 'created' | 'removed' | 'left' | 'observations') => documents.flatMap((document) => document[name]);
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
    observations: listed('observations'),
  };
}
