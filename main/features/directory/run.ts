// An import as a run: its steps, what each read, and one sentence at its end. Nothing is stored until everything was read.
import type { StepStatus, Verdicts } from '../../../contract/common.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import { counted } from '../../platform/counted.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { RunJob, RunOutcome } from '../../platform/runs/types.ts';
import type { SnapshotHead } from '../../platform/storage/snapshots/types.ts';
import type { FileSet } from '../../protocols/files/columns.ts';
import type { FilesOrder, ImportProgress } from './import-files.ts';
import { type Memory, openMemory } from './memory.ts';
import type { DirectoryPorts, DirectorySink, ReadSource } from './ports.ts';
import type { RowBatch } from './worker-operations.ts';

const all = (status: StepStatus): Verdicts => ({ rfc: status, entra: status, okta: status });
export const countWords = (count: number) => count.toLocaleString('en-US');

export const fileSteps = [
  { id: 'users', title: 'Read users' },
  { id: 'groups', title: 'Read groups' },
  { id: 'memberships', title: 'Read memberships' },
] as const satisfies readonly { readonly id: FileSet; readonly title: string }[];
const jsonStep = { id: 'json', title: 'Read JSON files' };
const storeStep = { id: 'store', title: 'Store the snapshot' };

/** What a snapshot holds, for the end of its run. */
function factsOf({ counts, coverage }: Snapshot) {
  const assigned = coverage.find(({ set }) => set === 'scim-assignments')?.state;
  return [
    { label: 'Users', value: countWords(counts.users) },
    { label: 'Groups', value: countWords(counts.groups) },
    { label: 'Memberships', value: countWords(counts.memberships) },
    { label: 'Groups in groups', value: countWords(counts.nested) },
    ...(assigned === 'not read' ? [] : [{ label: 'Assigned groups', value: countWords(counts.assignedGroups) }]),
    ...(counts.unresolved === 0 ? [] : [{ label: 'Members that are nobody known', value: countWords(counts.unresolved) }]),
    ...(counts.repeated === 0 ? [] : [{ label: 'Memberships given more than once', value: countWords(counts.repeated) }]),
    ...(counts.aside === 0 ? [] : [{ label: 'Rows kept aside', value: countWords(counts.aside) }]),
  ];
}

function endStore(job: RunJob, snapshot: Snapshot): RunOutcome {
  job.endStep(storeStep.id, {
    status: 'passed',
    verdicts: all('passed'),
    reason: `Stored as “${snapshot.name}”.`,
    facts: factsOf(snapshot),
    exchangeIds: [],
  });
  const status: StepStatus = snapshot.counts.aside > 0 || snapshot.counts.unresolved > 0 ? 'warned' : 'passed';
  const { users, groups, memberships, aside } = snapshot.counts;
  const kept = aside === 0 ? '' : ` ${counted(aside, 'row was', 'rows were')} kept aside.`;
  return {
    verdicts: all(status),
    summary: `“${snapshot.name}”: ${counted(users, 'user', 'users')}, ${counted(groups, 'group', 'groups')}, ${counted(memberships, 'membership', 'memberships')}.${kept}`,
  };
}

/** Refusals of the import end its run as failed, in the words of the refusal; bugs and cancels go up. */
function refused(job: RunJob, step: string, thrown: unknown): RunOutcome {
  if (!(thrown instanceof Refusal)) throw thrown;
  job.endStep(step, { status: 'failed', verdicts: all('failed'), reason: thrown.message, exchangeIds: [] });
  return { verdicts: all('failed'), summary: thrown.message };
}

/** Imports files. */
export async function runFileImport(ask: DirectoryPorts['ask'], job: RunJob, order: FilesOrder): Promise<RunOutcome> {
  const given = new Set<FileSet>(order.files.map((file) => file.set));
  const hasJson = order.json.length > 0;
  job.plan([...fileSteps.filter(({ id }) => given.has(id) || !hasJson), ...(hasJson ? [jsonStep] : []), storeStep]);
  let current: string = storeStep.id;
  for (const { id } of fileSteps)
    if (!given.has(id) && !hasJson)
      job.endStep(id, { status: 'skipped', verdicts: all('skipped'), reason: 'No such file was given.', exchangeIds: [] });

  function follow(progress: ImportProgress): void {
    if (progress.kind === 'begun' || progress.kind === 'storing') {
      current = progress.kind === 'begun' ? progress.set : storeStep.id;
      job.startStep(current);
    } else if (progress.kind === 'read') {
      job.progress(progress.set, [{ label: 'Rows', value: countWords(progress.rows) }]);
    } else if (progress.kind === 'json') {
      const status = progress.aside === 0 ? 'passed' : 'warned';
      job.endStep(jsonStep.id, {
        status,
        verdicts: all(status),
        reason:
          progress.aside === 0
            ? 'Every object was read.'
            : `${counted(progress.aside, 'object could not be taken and was', 'objects could not be taken and were')} kept aside.`,
        facts: [
          { label: progress.files.length === 1 ? 'File' : 'Files', value: progress.files.join(', ') },
          { label: 'Users', value: countWords(progress.users) },
          { label: 'Groups', value: countWords(progress.groups) },
          { label: 'Memberships', value: countWords(progress.memberships) },
        ],
        exchangeIds: [],
      });
    } else if (progress.kind === 'ended') {
      const { set, files, rows, aside } = progress;
      const status = aside === 0 ? 'passed' : 'warned';
      job.endStep(set, {
        status,
        verdicts: all(status),
        reason:
          aside === 0 ? 'Every row was read.' : `${counted(aside, 'row could not be taken and was', 'rows could not be taken and were')} kept aside.`,
        facts: [
          { label: files.length === 1 ? 'File' : 'Files', value: files.join(', ') },
          { label: 'Rows', value: countWords(rows) },
        ],
        exchangeIds: [],
      });
    }
  }
  try {
    const snapshot = await ask('directory.importFiles', order, { signal: job.signal, onProgress: follow });
    return endStore(job, snapshot);
  } catch (thrown) {
    return refused(job, current, thrown);
  }
}

function sinkOf(ask: DirectoryPorts['ask'], snapshotId: string): DirectorySink {
  const add = async (rows: RowBatch) => {
    await ask('directory.add', { snapshotId, rows });
  };
  return {
    users: (users) => add({ users }),
    groups: (groups) => add({ groups }),
    memberships: (memberships) => add({ memberships }),
    assignments: (assignments) => add({ assignments }),
    aside: (aside) => add({ aside }),
  };
}

export interface TakeInto {
  readonly head: SnapshotHead;
  /** The snapshot that is refreshed. */
  readonly of: Snapshot | undefined;
}

/** Stores what a live source reads. */
export async function runTake(ask: DirectoryPorts['ask'], job: RunJob, { head, of }: TakeInto, read: ReadSource): Promise<RunOutcome> {
  const memory = await openMemory(ask, head, of);
  let end: Parameters<Memory['close']>[0] = 'cut';
  try {
    const outcome = await storeTaken(ask, job, { head, memory }, read);
    end = 'stored';
    return outcome;
  } catch (thrown) {
    // What the administrator stopped is not wanted any more.
    if (job.signal.aborted) end = 'cancelled';
    throw thrown;
  } finally {
    await memory.close(end);
  }
}

async function storeTaken(
  ask: DirectoryPorts['ask'],
  job: RunJob,
  { head, memory }: { readonly head: SnapshotHead; readonly memory: Memory },
  read: ReadSource,
): Promise<RunOutcome> {
  await ask('directory.begin', head);
  try {
    const { earlier, keeper } = memory;
    const { coverage, notes, mark } = await read(sinkOf(ask, head.id), job.signal, { earlier, keeper });
    job.plan([storeStep]);
    job.startStep(storeStep.id);
    job.signal.throwIfAborted();
    return endStore(job, await ask('directory.commit', { snapshotId: head.id, coverage, notes: [...memory.notes, ...notes], mark }));
  } catch (thrown) {
    await ask('directory.drop', { snapshotId: head.id });
    throw thrown;
  }
}
