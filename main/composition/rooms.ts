// The rooms that work on data kept on this machine: directory, nested groups, mapping, conflicts, the provisioning log, leavers, one person. Joined here with
// the workers that read for them; what they share with the rest of the app comes in.

import type { AppPorts } from '../app-types.ts';
import { createConflictsFeature } from '../features/conflicts/index.ts';
import type { createConnectionsFeature } from '../features/connections/index.ts';
import type { createAccessFeature } from '../features/directory/access.ts';
import { createDirectoryFeature } from '../features/directory/index.ts';
import { createLeaversFeature } from '../features/leavers/index.ts';
import { createMappingFeature } from '../features/mapping/index.ts';
import { createNestedGroupsFeature } from '../features/nested-groups/index.ts';
import { createPersonFeature } from '../features/person/index.ts';
import { createLogFeature } from '../features/provisioning-log/index.ts';
import type { createRunManager } from '../platform/runs/manager.ts';
import type { Storage } from '../platform/storage/types.ts';
import { adminUsersOf } from './admin-users.ts';
import { createDirectoryWorker, createLongReader } from './directory-client.ts';
import type { Events } from './events.ts';
import type { FoundryPorts } from './foundry.ts';
import type { Jobs } from './jobs.ts';
import { createLogWorker } from './log-client.ts';
import { createMappingSource } from './mapping-source.ts';
import { mendPorts } from './mend.ts';
import { practiceTicket } from './practice-conflict.ts';
import { createSources, type SourcePorts } from './sources.ts';

export interface RoomParts {
  readonly ports: Pick<AppPorts, 'dataDir' | 'dialogs' | 'clock' | 'random'>;
  readonly storage: Storage;
  readonly manager: Awaited<ReturnType<typeof createRunManager>>;
  readonly jobs: Jobs;
  readonly connections: ReturnType<typeof createConnectionsFeature>;
  readonly access: ReturnType<typeof createAccessFeature>;
  readonly sources: SourcePorts;
  readonly foundry: FoundryPorts & { readonly jobs: Jobs };
  readonly events: Pick<Events, 'changed'>;
  readonly saveScript: (script: { readonly title: string; readonly name: string; readonly text: string }) => Promise<string | null>;
}

export function createRooms({ ports, storage, manager, jobs, connections, access, sources, foundry, events, saveScript }: RoomParts) {
  const { dataDir, dialogs, clock, random } = ports;
  const readSchema = createMappingSource(sources);
  const directoryWorker = createDirectoryWorker({ dataDir, readOnly: storage.readOnly });
  const longReader = createLongReader(dataDir);
  const directory = createDirectoryFeature({
    ask: directoryWorker.ask,
    askLong: longReader.ask,
    startRun: manager.start,
    sources: createSources(sources),
    requireConnection: connections.require,
    settings: storage.settings,
    dialogs: dialogs,
    clock,
    random,
    saveScript,
    exportDefaults: async () => {
      const id = await connections.selectedId();
      const graph = id === null ? null : (await access.accessOf(id)).graph;
      return { cloud: graph?.cloud ?? 'global', scimApp: graph?.scimApp ?? '', ssoApp: graph?.ssoApp ?? '' };
    },
    changed: () => events.changed('directory'),
  });
  const nested = createNestedGroupsFeature({
    ask: directoryWorker.ask,
    settings: storage.settings,
    dialogs: dialogs,
    cloudOf: async (connectionId) => (connectionId === null ? undefined : (await access.accessOf(connectionId)).graph?.cloud) ?? 'global',
    changed: () => events.changed('directory'),
  });
  const mapping = createMappingFeature({
    ask: longReader.ask,
    settings: storage.settings,
    dialogs: dialogs,
    fetchSchema: async (connectionId, provider) => readSchema(await connections.require(connectionId), provider),
  });
  const conflicts = createConflictsFeature({
    ...mendPorts({ connections, mapping, jobs, foundry, storage, clock, random }),
    ask: longReader.ask,
    dialogs: dialogs,
    adminUsers: adminUsersOf(foundry),
    example: practiceTicket,
    settings: storage.settings,
    requireConnection: connections.require,
    secretIsSet: async (connection) => (await connections.secrets.status(connection.id)).isSet,
    visitScim: (connection, ask) =>
      jobs.visit(connection, ({ network }) => ask(network.makeScimClient(network.makeTokenSource(network.connection.authStyle)))),
    keptMapping: (connectionId) => mapping['mapping.get']({ connectionId }),
    clock,
    changed: () => events.changed('conflicts'),
  });
  const logWorker = createLogWorker({ dataDir, readOnly: storage.readOnly });
  const logs = createLogFeature({
    ask: logWorker.ask,
    startRun: manager.start,
    dialogs: dialogs,
    clock,
    random,
    changed: () => events.changed('logs'),
  });
  const eventsOf = async (object: string) => (await logWorker.ask('logs.page', { filter: { object }, offset: 0, limit: 100 })).events;
  const leavers = createLeaversFeature({
    ask: longReader.ask,
    keptMapping: async (connectionId) => (await mapping['mapping.get']({ connectionId })).mapping,
    log: async () => {
      const { coverage, jobs } = await logWorker.ask('logs.summary', { filter: {} });
      const ends = coverage.map(({ to }) => to).toSorted();
      return ends.length === 0 ? null : { ends: ends.at(-1) ?? '', jobs };
    },
    eventsOf,
    observations: connections.observations.of,
  });
  const adminUsers = adminUsersOf(foundry);
  const person = createPersonFeature({
    ask: longReader.ask,
    keptMapping: async (connectionId) => (await mapping['mapping.get']({ connectionId })).mapping,
    logIsLoaded: async () => (await logWorker.ask('logs.apps', {})).apps.length > 0,
    eventsOf,
    conflicts: async (connectionId) => (await conflicts.handlers['conflicts.list']({ connectionId })).conflicts,
    adminUser: async (connectionId, userId) => {
      const asked = (await adminUsers(await connections.require(connectionId), [userId])).get(userId);
      const user = asked?.kind === 'answered' ? asked.found[0] : undefined;
      return user === undefined ? null : { vantage: 'the target', at: clock.now(), ...user };
    },
  });
  return {
    directory,
    nested,
    conflicts,
    logs,
    leavers,
    handlers: { ...directory.handlers, ...nested.handlers, ...mapping, ...conflicts.handlers, ...logs.handlers, ...leavers.handlers, ...person },
    /** Gives every open file back, so that they can be deleted. */
    release: async () => {
      await Promise.all([directoryWorker.release(), longReader.release(), logWorker.close()]);
    },
    close: async () => {
      await Promise.all([directoryWorker.close(), longReader.close(), logWorker.close()]);
    },
  };
}
