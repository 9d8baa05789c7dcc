// Mending one person as the window and the terminal call it: dry run, the run, undo, and a look at what a crash left open. Nothing is sent without the
// plan that was shown and the user name typed. One mend at a time on a connection.
import { createHash } from 'node:crypto';
import type { Handlers } from '../../../contract/calls.ts';
import type { Mend } from '../../../contract/conflicts.ts';
import type { Connection } from '../../../contract/connections.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Cases } from './cases.ts';
import { readAccount } from './mend-account.ts';
import { lockWords, planMend } from './mend-plan.ts';
import { valueWords, type Write, writeExternalId } from './mend-run.ts';
import { createMendStore } from './mend-store.ts';
import type { ConflictPorts } from './ports.ts';

type MendCall = 'conflicts.mendPlan' | 'conflicts.mend' | 'conflicts.mends' | 'conflicts.mendUndo' | 'conflicts.mendLook';

const aloneOn = (connectionId: string) => ({
  name: `mend-${createHash('sha256').update(connectionId).digest('hex').slice(0, 24)}`,
  refusal: new Refusal(
    'conflicts.mending',
    'Another account of this connection is being mended, here or in another window or terminal. Wait for its end.',
  ),
});

const undoing: Write['states'] = { announced: 'undoing', done: 'undone', unchanged: 'done' };
const mending: Write['states'] = { announced: 'open', done: 'done', unchanged: 'not-written' };

/** How a mend stands whose account now carries this value. */
function asSeen(mend: Mend, now: string | null): Mend {
  const seen = `The account carries ${valueWords(now)}.`;
  if (now === mend.after) return { ...mend, state: 'done', note: mend.state === 'undoing' ? `${seen} The undo did not reach it.` : seen };
  return { ...mend, state: mend.state === 'open' ? 'not-written' : 'undone', note: seen };
}

export function createMend(ports: ConflictPorts, cases: Cases): Pick<Handlers, MendCall> {
  const store = createMendStore(ports.settings);

  /** Conflicts about this account say what it carries now. */
  async function tellCases({ connectionId, userId }: Mend, now: string | null): Promise<void> {
    for (const one of await cases.list(connectionId)) {
      if (one.existingUserId !== userId) continue;
      const agrees = now === one.providerUserId;
      if (!agrees && one.state !== 'verified') continue;
      await cases.replace({
        ...one,
        state: agrees ? 'verified' : 'open',
        stateNote: agrees
          ? 'The account’s externalId is the value that single sign-on sends, written by this app and read back. Let the person sign in.'
          : `The account carries ${valueWords(now)} again.`,
        seenAt: ports.clock.now(),
      });
    }
    ports.changed();
  }

  async function start(connection: Connection, write: (runId: string) => Write): Promise<{ readonly runId: string }> {
    const order = {
      kind: 'mend',
      connection,
      faults: [],
      options: { userId: write('').mend.userId, externalId: write('').to ?? '' },
      crash: 'discard',
      alone: aloneOn(connection.id),
    } as const;
    const { runId } = await ports.startRun(order, async ({ job, network, exchangesOf }) => {
      const planned = write(job.runId);
      const { mend, from, to, states } = planned;
      const lock = await ports.lock(connection);
      const receipt = async (action: string, after: string, undo: string) => {
        if (connection.practice) return;
        const reason = lock.kind === 'unlocked' ? lock.reason : '';
        const of = { connectionId: connection.id, connectionName: connection.name, reason, runId: job.runId };
        await ports.writeReceipt({ ...of, action: `${action}: externalId of ${mend.userName}`, before: valueWords(from), after, undo });
      };
      const undo = `scim-steward conflicts fix --undo ${mend.runId}`;
      let last = mend;
      const outcome = await writeExternalId(planned, {
        job,
        exchangesOf,
        scim: network.makeScimClient(network.makeTokenSource(network.connection.authStyle)),
        forbidden: async () => lockWords(await ports.lock(connection))[0],
        put: async (next) => {
          last = next;
          await store.put(next);
          if (next.state === states.announced) await receipt('About to be written', valueWords(to), 'If no end follows, look at the account.');
        },
      });
      await receipt('Ended', outcome.summary, last.state === 'done' ? undo : 'Nothing to undo, or not seen.');
      if (last.state === states.done) await tellCases(mend, to);
      return outcome;
    });
    return { runId };
  }

  async function refuseUnlessAllowed(connection: Connection): Promise<void> {
    const refusals = [...lockWords(await ports.lock(connection)), ...(await ports.wrongWith(connection))];
    if (refusals.length > 0) throw new Refusal('conflicts.mend-refused', refusals.join(' '));
  }

  return {
    'conflicts.mendPlan': (order) => planMend(ports, order),
    'conflicts.mends': async ({ connectionId }) => ({ mends: [...(await store.list(connectionId))] }),
    'conflicts.mend': async ({ planId, userName, ...order }) => {
      const plan = await planMend(ports, order);
      if (plan.refusals.length > 0) throw new Refusal('conflicts.mend-refused', plan.refusals.join(' '));
      if (plan.planId !== planId)
        throw new Refusal('conflicts.other-plan', 'What was agreed to is not what would be done now. Make the dry run again and read it.');
      if (plan.userName !== userName)
        throw new Refusal('conflicts.other-name', `The user name typed is not the account’s, which is ${plan.userName}. Nothing was sent.`);
      const { connectionId, userId, externalId: after } = order;
      const open = (await store.list(connectionId)).find((one) => one.userId === userId && (one.state === 'open' || one.state === 'undoing'));
      if (open !== undefined)
        throw new Refusal('conflicts.mend-open', `How the change of ${open.userName} in the run ${open.runId} ended is not known. Look at it first.`);
      const connection = await ports.requireConnection(connectionId);
      const at = ports.clock.now();
      return start(connection, (runId) => ({
        mend: { runId, connectionId, userId, userName, before: plan.before, after, state: 'open', note: '', at },
        from: plan.before,
        to: after,
        states: mending,
      }));
    },
    'conflicts.mendUndo': async ({ connectionId, runId }) => {
      const mend = await store.require(connectionId, runId);
      if (mend.state !== 'done') throw new Refusal('conflicts.nothing-to-undo', `There is nothing to undo: ${mend.note}`);
      const connection = await ports.requireConnection(connectionId);
      await refuseUnlessAllowed(connection);
      return start(connection, () => ({ mend, from: mend.after, to: mend.before, states: undoing }));
    },
    'conflicts.mendLook': async ({ connectionId, runId }) => {
      const mend = await store.require(connectionId, runId);
      if (await ports.leaseIsHeld(aloneOn(connectionId).name)) throw aloneOn(connectionId).refusal;
      const connection = await ports.requireConnection(connectionId);
      const read = await ports.visitScim(connection, (scim) => readAccount(scim, mend.userId));
      if (read.kind === 'trouble')
        throw new Refusal('conflicts.not-seen', `The account could not be looked at, so nothing is said of it. ${read.why}`);
      const seen = await store.put(asSeen(mend, read.account.externalId));
      await tellCases(seen, read.account.externalId);
      return seen;
    },
  };
}
