// Leavers as the terminal and the window ask for them: what the snapshots show, joined with the mapping, the provisioning log and what this server was
// seen to do. Reads only; nothing is asked of any server.
import type { CallInput, Handlers } from '../../../contract/calls.ts';
import type { Observation } from '../../../contract/connections.ts';
import type { Leaver, LeaverOrder, Leavers } from '../../../contract/leavers.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import type { JobState, LogEvent } from '../../../contract/provisioning-log.ts';
import { reasonsOf, whatToDo } from '../../domain/leavers/reasons.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import { leaversCsv } from './export.ts';
import type { LeaverOperations, SeenLeaver, WorkerOrder } from './worker-operations.ts';

export interface LeaverPorts {
  readonly ask: Ask<LeaverOperations>;
  readonly keptMapping: (connectionId: string | null) => Promise<Mapping | null>;
  /** The log's end and its jobs; null: no log is loaded. */
  readonly log: () => Promise<{ readonly ends: string; readonly jobs: readonly JobState[] } | null>;
  /** Events about an object by its id or name, newest first. */
  readonly eventsOf: (object: string) => Promise<readonly LogEvent[]>;
  /** What the server of a connection was seen to do. */
  readonly observations: (connectionId: string) => Promise<readonly Observation[]>;
}

export interface LeaversFeature {
  readonly handlers: Pick<Handlers, 'leavers.find'>;
  /** Everybody as a table for the auditor, written to this file. */
  writeCsv(order: LeaverOrder, path: string): Promise<void>;
}

const inPart = 500;
const asked = ['inactive', 'delete-person'];

export function createLeaversFeature(ports: LeaverPorts): LeaversFeature {
  async function workerOrder({ connectionId, snapshotId, targetId, personKey, mapping }: LeaverOrder): Promise<WorkerOrder> {
    return { snapshotId, targetId, personKey, mapping: mapping === undefined ? await ports.keptMapping(connectionId) : mapping };
  }

  async function eventsOf({ personId, userName, accountId }: SeenLeaver): Promise<readonly LogEvent[]> {
    const found = new Map<string, LogEvent>();
    for (const object of [personId ?? userName, accountId]) {
      if (object === null || object === '') continue;
      for (const event of await ports.eventsOf(object)) found.set(event.id, event);
    }
    return [...found.values()].toSorted((one, other) => other.at.localeCompare(one.at));
  }

  async function find({ offset, limit, ...input }: CallInput<'leavers.find'>): Promise<Leavers> {
    const order = await workerOrder(input);
    const seen = await ports.ask('leavers.find', { ...order, offset, limit });
    const log = await ports.log();
    const rows: Leaver[] = [];
    for (const row of seen.rows) {
      const events = log === null ? null : await eventsOf(row);
      const reasons = reasonsOf({
        ...row,
        provider: seen.provider,
        mapping: order.mapping,
        events,
        logEnds: log?.ends ?? null,
        jobs: log?.jobs ?? [],
      });
      rows.push({
        kind: row.kind,
        personId: row.personId,
        name: row.name,
        userName: row.userName,
        accountId: row.accountId,
        accountExternalId: row.accountExternalId,
        activeSaid: row.activeSaid,
        by: row.by,
        since: row.left,
        lastSeen: { entitledAt: row.lastEntitledAt, activeAt: row.target.takenAt },
        reasons: [...reasons],
        toDo: whatToDo(reasons),
      });
    }
    const known = input.connectionId === null ? [] : await ports.observations(input.connectionId);
    return {
      counts: { ...seen.counts },
      entitled: seen.entitled,
      notEvaluated: seen.notEvaluated,
      ownAccounts: seen.ownAccounts,
      rows,
      total: seen.total,
      observations: known
        .filter(({ id }) => asked.includes(id))
        .map(({ id, question, seen: saw }) => ({ id, question, answer: saw?.answer ?? null, at: saw?.at ?? null })),
      notes: [...seen.notes],
    };
  }

  async function* everybody(order: LeaverOrder): AsyncGenerator<readonly Leaver[]> {
    for (let offset = 0, total = 1; offset < total; offset += inPart) {
      const part = await find({ ...order, offset, limit: inPart });
      total = part.total;
      yield part.rows;
    }
  }

  return {
    handlers: { 'leavers.find': find },
    writeCsv: (order, path) => writePrivateFile(path, leaversCsv(everybody(order))),
  };
}
