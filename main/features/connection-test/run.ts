// The guided connection test: runs the steps in order, says of each what was seen, and draws the verdicts.
// Promise: every step ends with a reason; a step that cannot run names the one that stopped it; nothing is written to the server.
import type { Finding } from '../../../contract/common.ts';
import { limitsSeen } from './rate-limit.ts';
import { steps } from './steps.ts';
import { summarise } from './summary.ts';
import type { ConnectionTestContext, ConnectionTestOutcome, Progress, StepContext, StepDefinition, StepResult } from './types.ts';
import { all, type EndedStep, fitSeverity, holdTogether, joinVerdicts, runVerdicts, statusFor } from './verdicts.ts';

export async function runConnectionTest(context: ConnectionTestContext): Promise<ConnectionTestOutcome> {
  const { reporter, connection } = context;
  const progress: Progress = { origins: [], stops: {}, usersEndpoint: 'unknown', refusedTokens: [] };
  reporter.plan(steps.map(({ id, title }) => ({ id, title })));
  const ended: EndedStep[] = [];
  for (const step of steps) {
    reporter.signal.throwIfAborted();
    reporter.startStep(step.id);
    const result = await runStep(step, { ...context, stepId: step.id, progress });
    ended.push(end(step, result, context));
  }
  const verdicts = runVerdicts(ended);
  return { verdicts, summary: summarise(connection.idp, verdicts, ended) };
}

async function runStep(step: StepDefinition, context: StepContext): Promise<StepResult> {
  const stop = step.stoppedBy(context.progress);
  if (stop === undefined) return step.run(context);
  const needed = steps.find(({ id }) => id === stop)?.title ?? stop;
  return { verdicts: all('skipped'), reason: `Not run: it needs “${needed}”.`, stoppedBy: stop };
}

function end(step: StepDefinition, result: StepResult, context: ConnectionTestContext): EndedStep {
  const exchanges = context.exchangesOf(step.id);
  const limited = limitsSeen(exchanges);
  const verdicts = limited.length === 0 ? result.verdicts : joinVerdicts(result.verdicts, all('warned'));
  const status = statusFor(context.connection.idp, verdicts);
  const findings: readonly Finding[] = [...(result.findings ?? []), ...limited].map((finding) => fitSeverity(finding, status));
  holdTogether(step.id, status, findings);
  context.reporter.endStep(step.id, {
    status,
    verdicts,
    reason: result.reason,
    ...(result.stoppedBy === undefined ? {} : { stoppedBy: result.stoppedBy }),
    ...(result.wouldSend === undefined ? {} : { wouldSend: result.wouldSend }),
    facts: [...(result.facts ?? [])],
    findings,
    exchangeIds: exchanges.map((exchange) => exchange.id),
  });
  return { id: step.id, title: step.title, verdicts, status };
}
