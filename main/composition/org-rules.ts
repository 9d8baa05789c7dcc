// The feature that runs organization rules again, joined with what it needs of the others.
import { userInfo } from 'node:os';
import type { createConnectionsFeature } from '../features/connections/index.ts';
import { createOrgRulesFeature, type OrgRulesFeature } from '../features/org-rules/index.ts';
import type { Clock, Dialogs, Random } from '../platform/ports.ts';
import type { Storage } from '../platform/storage/types.ts';
import type { FoundryPorts } from './foundry.ts';
import type { Jobs } from './jobs.ts';
import { practiceRules, sightOf } from './placements.ts';
import type { Practice } from './practice.ts';

export interface OrgRulesParts {
  readonly connections: ReturnType<typeof createConnectionsFeature>;
  readonly practice: Practice;
  readonly jobs: Jobs;
  readonly foundry: FoundryPorts;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly dialogs: Dialogs;
  readonly changed: () => void;
}

export function createOrgRules({ connections, practice, jobs, foundry, storage, clock, random, dialogs, changed }: OrgRulesParts): OrgRulesFeature {
  return createOrgRulesFeature({
    requireConnection: connections.require,
    lock: connections.locks.state,
    wrongWith: connections.wrongWith,
    secretIsSet: async (connection) => (await connections.secrets.status(connection.id)).isSet,
    startRun: jobs.start,
    sightOf: (connection, tools) => sightOf(connection, tools, foundry, practice.inspect),
    ownRules: (connection) => practiceRules(connection, practice.inspect),
    reruns: storage.reruns,
    leases: storage.leases,
    settings: storage.settings,
    dialogs,
    writeReceipt: (receipt) => storage.receipts.add({ ...receipt, id: random.uuid(), at: clock.now(), who: userInfo().username }),
    clock,
    random,
    changed,
  });
}
