// A second SCIM Steward on the same data folder: starts a run that makes a user, says so, and lives until it is killed or told to end.
import { systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createRunManager } from '../../../main/platform/runs/manager.ts';
import { openStorage } from '../../../main/platform/storage/index.ts';
import { intent, start } from '../storage/samples.ts';

const [dataDir = ''] = process.argv.slice(2);
const storage = await openStorage({ dataDir, clock: systemClock });
const manager = await createRunManager({ storage, clock: systemClock, random: systemRandom, onBug: console.error });
const told = new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
const { runId, finished } = await manager.start(start(), async (job) => {
  job.plan([
    { id: 'create-user', title: 'Create' },
    { id: 'delete-user', title: 'Delete' },
  ]);
  job.startStep('create-user');
  const made = await job.journal.intend(intent('ada'));
  await job.journal.done(made, 'server-id-1');
  await storage.flush();
  process.stdout.write(`${job.runId}\n`);
  await told;
  await job.journal.undone(made, 'removed');
  return { verdicts: { rfc: 'passed', entra: 'passed', okta: 'passed' }, summary: 'Done.' };
});
const ended = await finished;
process.stdout.write(`${runId} ${ended.state}\n`);
await storage.close();
