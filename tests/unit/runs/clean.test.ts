// What a run says of itself goes through the redactor before it is kept or shown, whoever wrote it.
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createRedactor } from '../../../main/platform/redact/redact.ts';
import { createRunManager } from '../../../main/platform/runs/manager.ts';
import { failed, finding, freshFolder, intent, opened, passed, start } from './builders.ts';

const secret = 'Zx9-planted-in-an-answer';

describe('a secret that a server repeats', () => {
  it('is in no reason, finding, fact, note or summary of a run', async () => {
    const storage = await opened(freshFolder());
    const redactor = createRedactor([secret]);
    const manager = await createRunManager({
      storage,
      clock: systemClock,
      random: systemRandom,
      onBug: (thrown) => {
        throw thrown;
      },
      clean: redactor.value,
    });
    onTestFinished(() => manager.close());
    const { runId, finished } = await manager.start({ ...start(), crash: 'clean-up' }, async (job) => {
      job.plan([{ id: 'token', title: 'Token' }]);
      job.startStep('token');
      job.endStep('token', {
        status: 'failed',
        verdicts: failed,
        reason: `Refused: ${secret}`,
        wouldSend: `The IdP would send ${secret}`,
        facts: [{ label: 'Answer', value: encodeURIComponent(secret) }],
        findings: [finding('scim.unauthorized', `The server says ${secret}`)],
        exchangeIds: [],
      });
      job.report(finding('scim.forbidden', Buffer.from(`x${secret}`).toString('base64')));
      const made = await job.journal.intend(intent('ada'));
      await job.journal.left(made, `It answered ${secret}`);
      return { verdicts: passed, summary: `Ended with ${secret}` };
    });
    const kept = JSON.stringify([await finished, await storage.runs.get(runId), await storage.journal.leftovers()]);
    expect(kept).not.toContain('planted');
    expect(kept).not.toContain(Buffer.from(`x${secret}`).toString('base64').slice(4, 20));
    expect(kept.match(/\[removed\]/g)?.length).toBeGreaterThanOrEqual(7);
  });
});
