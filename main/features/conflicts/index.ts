// Sign-in conflicts as the window and the terminal ask for them: explained, remembered with how far they have come, verified, handed over.
import type { CallInput, Handlers } from '../../../contract/calls.ts';
import type { ConflictCase, PredictedRow } from '../../../contract/conflicts.ts';
import { existingAccount, onlyTheMessage } from '../../domain/conflicts/evidence.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { Refusal } from '../../platform/refusal.ts';
import { askTarget } from './ask-target.ts';
import { createCases } from './cases.ts';
import { explainConflicts } from './explain.ts';
import { predictionFindings } from './findings-predict.ts';
import { createMend } from './mend.ts';
import { packetText } from './packet.ts';
import { planCsv } from './plan.ts';
import type { ConflictPorts } from './ports.ts';
import type { PredictOrder } from './predict-operations.ts';

export { causeFindings } from './findings.ts';
export { mendFindings } from './findings-mend.ts';

type ConflictCall = Extract<keyof Handlers, `conflicts.${string}`>;

type Cycle = 'finished' | 'not finished' | 'unknown';

/** What the account carries now decides; “still failing” needs a cycle that had its chance. */
export function stateAfter(one: ConflictCase, externalId: string | null, cycle: Cycle): Pick<ConflictCase, 'state' | 'stateNote'> {
  if (externalId === one.providerUserId)
    return { state: 'verified', stateNote: 'The account’s externalId is the value that single sign-on sends. Let the person sign in.' };
  const has = externalId === null ? 'has no externalId' : `still carries “${externalId}”`;
  if (one.mappingChangedAt === null) return { state: 'open', stateNote: `The account ${has}. Nobody said yet that the mapping was changed.` };
  const since = `${one.mappingChangedAt.slice(0, 16).replace('T', ' ')} UTC`;
  switch (cycle) {
    case 'finished':
      return {
        state: 'still failing',
        stateNote: `The account ${has} after a cycle that began after ${since}. The identity provider may be linked to another account, or sends externalId only at creation.`,
      };
    case 'not finished':
      return { state: 'waiting', stateNote: `The account ${has}. The cycle that began after ${since} has not covered this person yet.` };
    case 'unknown':
      return {
        state: 'waiting',
        stateNote: `The account ${has}. Look in the identity provider whether a cycle that began after ${since} has finished.`,
      };
  }
}

export interface ConflictsFeature {
  readonly handlers: Pick<Handlers, ConflictCall>;
  /** The plan of a prediction, written to this file. */
  planFile(order: CallInput<'conflicts.exportPlan'>, path: string): Promise<void>;
}

export function createConflictsFeature(ports: ConflictPorts): ConflictsFeature {
  const cases = createCases(ports.settings);

  async function workerOrder({ connectionId, mapping, ...order }: CallInput<'conflicts.exportPlan'>): Promise<PredictOrder> {
    return { ...order, mapping: mapping === undefined ? (await ports.keptMapping(connectionId)).mapping : mapping };
  }

  async function* planRows(order: PredictOrder): AsyncGenerator<readonly PredictedRow[]> {
    let from: number | null = 0;
    while (from !== null) {
      const part: { readonly rows: readonly PredictedRow[]; readonly next: number | null } = await ports.ask('conflicts.planRows', {
        ...order,
        from,
      });
      yield part.rows;
      from = part.next;
    }
  }

  const planFile: ConflictsFeature['planFile'] = async (order, path) => {
    const parts: string[] = [];
    for await (const part of planCsv(planRows(await workerOrder(order)))) parts.push(part);
    await writePrivateFile(path, parts.join(''));
  };

  const handlers: ConflictsFeature['handlers'] = {
    ...createMend(ports, cases),
    'conflicts.practise': async ({ connectionId, id }) => {
      const one = await cases.require(connectionId, id);
      const connection = connectionId === null ? undefined : await ports.requireConnection(connectionId);
      if (connection?.practice !== true) throw new Refusal('conflicts.no-practice', 'Only the mapping of the practice tenant is changed from here.');
      await ports.practise(connection);
      const changed = await cases.replace({
        ...one,
        state: 'mapping changed',
        stateNote: 'The practice mapping sends the object ID as externalId now, as single sign-on does. Mend this person, or wait for a cycle.',
        mappingChangedAt: ports.clock.now(),
      });
      ports.changed();
      return changed;
    },
    'conflicts.predict': async ({ filter, offset, limit, ...input }) => {
      const predicted = await ports.ask('conflicts.predict', { ...(await workerOrder(input)), filter, offset, limit });
      return { ...predicted, findings: [...predictionFindings(predicted)] };
    },
    'conflicts.exportPlan': async (input) => {
      const path = await ports.dialogs.saveFile({
        title: 'Save the plan',
        defaultName: 'provisioning-plan.csv',
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      });
      if (path !== null) await planFile(input, path);
      return { path };
    },
    'conflicts.example': async () => ({ text: ports.example() }),
    'conflicts.explain': async (order) => {
      const explained = await explainConflicts(ports, order);
      const conflicts = await cases.add(order.connectionId, explained.conflicts);
      ports.changed();
      return { ...explained, conflicts: [...conflicts] };
    },
    'conflicts.list': async ({ connectionId }) => ({ conflicts: [...(await cases.list(connectionId))] }),
    'conflicts.mappingChanged': async ({ connectionId, id, at }) => {
      const one = await cases.require(connectionId, id);
      if (at !== null && Date.parse(at) > Date.parse(ports.clock.now()))
        throw new Refusal('conflicts.future', 'The mapping cannot have been changed in the future. Give the time it was saved.');
      const next: Pick<ConflictCase, 'state' | 'stateNote'> =
        at === null
          ? { state: 'open', stateNote: 'Nothing was changed yet.' }
          : { state: 'mapping changed', stateNote: 'An initial cycle runs now. Check when it has covered this person.' };
      const changed = await cases.replace({ ...one, ...next, mappingChangedAt: at });
      ports.changed();
      return changed;
    },
    'conflicts.verify': async ({ connectionId, id, cycle }) => {
      const one = await cases.require(connectionId, id);
      if (connectionId === null)
        throw new Refusal('conflicts.no-connection', 'Without a connection the account cannot be looked up. Choose one and paste the message again.');
      const connection = await ports.requireConnection(connectionId);
      const answers = await ports.visitScim(connection, (scim) => askTarget(scim, one));
      const account = existingAccount({ ...onlyTheMessage(one), ...answers });
      if (account === undefined) {
        const why = answers.byUserName.kind === 'not asked' ? answers.byUserName.why : 'SCIM shows nobody with this user name or id.';
        throw new Refusal('conflicts.not-seen', `The account could not be looked at, so nothing is said of it. ${why}`);
      }
      const changed = await cases.replace({ ...one, ...stateAfter(one, account.externalId, cycle), seenAt: ports.clock.now() });
      ports.changed();
      return changed;
    },
    'conflicts.forget': async ({ connectionId, id }) => {
      await cases.forget(connectionId, id);
      ports.changed();
      return { done: true };
    },
    'conflicts.packet': async ({ connectionId, id, provider }) => {
      const conflict = await cases.require(connectionId, id);
      const { mapping, signOn } = await ports.keptMapping(connectionId);
      const cycle = await ports.ask('conflicts.cycle', { connectionId });
      const connectionName = connectionId === null ? 'no connection' : (await ports.requireConnection(connectionId)).name;
      return { text: packetText({ conflict, connectionName, mapping, signOn, cycle }, provider) };
    },
  };
  return { handlers, planFile };
}
