// What mending one person needs of the others: the lock, the mapping check, runs, receipts, Foundry's admin API, and the practice company's mapping.
import { userInfo } from 'node:os';
import type { Handlers } from '../../contract/calls.ts';
import type { MendPorts } from '../features/conflicts/ports.ts';
import type { createConnectionsFeature } from '../features/connections/index.ts';
import type { Clock, Random } from '../platform/ports.ts';
import type { Storage } from '../platform/storage/types.ts';
import type { FoundryPorts } from './foundry.ts';
import { handedOverOf } from './handed-over.ts';
import type { Jobs } from './jobs.ts';

export interface MendParts {
  readonly connections: ReturnType<typeof createConnectionsFeature>;
  readonly mapping: Pick<Handlers, 'mapping.get' | 'mapping.save' | 'mapping.check' | 'mapping.fetch'>;
  readonly jobs: Jobs;
  readonly foundry: FoundryPorts & { readonly jobs: Jobs };
  readonly storage: Pick<Storage, 'receipts' | 'leases'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** What the practice company's single sign-on sends as Provider ID. */
const practiceProviderId = 'objectId';

export function mendPorts({ connections, mapping, jobs, foundry, storage, clock, random }: MendParts): MendPorts {
  return {
    lock: (connection) => connections.locks.state(connection, 'mend'),
    wrongWith: connections.wrongWith,
    handedOver: handedOverOf(foundry),
    checkMapping: async (read, signOn) => mapping['mapping.check']({ mapping: read, signOn }),
    startRun: jobs.start,
    leaseIsHeld: storage.leases.isHeld,
    writeReceipt: (receipt) => storage.receipts.add({ ...receipt, id: random.uuid(), at: clock.now(), who: userInfo().username }),
    practise: async ({ id: connectionId }) => {
      const kept = await mapping['mapping.get']({ connectionId });
      const { mapping: read } = await mapping['mapping.fetch']({ connectionId, provider: 'entra' });
      const objects = read.objects.map((object) => ({
        ...object,
        attributes: object.attributes.map((row) =>
          object.kind === 'user' && row.target === 'externalId'
            ? { ...row, source: { kind: 'attribute' as const, expression: `[${practiceProviderId}]` }, matchingPriority: 1 }
            : row.target === 'userName'
              ? { ...row, matchingPriority: 2 }
              : row,
        ),
      }));
      await mapping['mapping.save']({
        connectionId,
        mapping: { ...read, objects, origin: `${read.origin}, changed for practice` },
        signOn: { ...kept.signOn, providerId: practiceProviderId },
      });
    },
  };
}
