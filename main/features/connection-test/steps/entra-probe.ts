// What Entra sends for “Test connection”, at the start of every cycle and before provision-on-demand: a filter on the matching attribute
// with a random value. It wants 200 and an empty list.
import { eq } from '../../../protocols/scim/filter.ts';
import { ask, conclude, written } from '../answers.ts';
import type { StepContext, StepResult } from '../types.ts';
import { judgeUnmatched } from '../unmatched.ts';
import { columns } from '../verdicts.ts';

export async function runEntraProbe(context: StepContext): Promise<StepResult> {
  const attribute = context.connection.matchingAttribute;
  const question = { path: 'Users', query: { filter: eq(attribute, context.random.uuid()) }, purpose: 'Entra’s probe' };
  const reading = await ask(context, question);
  // Okta filters on userName unless its app is set otherwise.
  const filtering = attribute === 'userName' ? columns : (['rfc', 'entra'] as const);
  const judgements = judgeUnmatched(context, reading, { resource: 'Users', attribute, asWritten: written(question), asking: columns, filtering });
  return conclude(judgements, `Entra sends GET Users?filter=${attribute} eq "<random GUID>" and expects 200 with an empty list.`);
}
