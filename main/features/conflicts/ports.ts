// What the conflicts feature is given by compose.
import type { Connection } from '../../../contract/connections.ts';
import type { Mapping, SignOn } from '../../../contract/mapping.ts';
import type { AdminUser, Asked } from '../../domain/conflicts/evidence.ts';
import type { Clock, Dialogs } from '../../platform/ports.ts';
import type { SettingStore } from '../../platform/storage/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import type { ScimClient } from '../../protocols/scim/types.ts';
import type { PredictOperations } from './predict-operations.ts';
import type { ConflictOperations } from './worker-operations.ts';

export interface ConflictPorts {
  readonly ask: Ask<ConflictOperations & PredictOperations>;
  readonly dialogs: Pick<Dialogs, 'saveFile'>;
  readonly settings: SettingStore;
  readonly requireConnection: (id: string) => Promise<Connection>;
  readonly secretIsSet: (connection: Connection) => Promise<boolean>;
  /** One visit to the connection's SCIM server, outside any run; reads only. */
  readonly visitScim: <T>(connection: Connection, ask: (scim: ScimClient) => Promise<T>) => Promise<T>;
  /** Foundry's own record of a user, by the admin API; absent when no such access is set. */
  readonly adminUsers?: (connection: Connection, userIds: readonly string[]) => Promise<ReadonlyMap<string, Asked<AdminUser>>>;
  /** The mapping and the sign-in side kept for the connection. */
  readonly keptMapping: (connectionId: string | null) => Promise<{ readonly mapping: Mapping | null; readonly signOn: SignOn }>;
  /** A ticket of the practice company. */
  readonly example: () => string;
  readonly clock: Clock;
  readonly changed: () => void;
}
