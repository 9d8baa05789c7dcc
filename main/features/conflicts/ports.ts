// What the conflicts feature is given by compose.
import type { Exchange } from '../../../contract/common.ts';
import type { AuthStyle, Connection, LockState, Receipt } from '../../../contract/connections.ts';
import type { Mapping, MappingCheck, SignOn } from '../../../contract/mapping.ts';
import type { AdminUser, Asked } from '../../domain/conflicts/evidence.ts';
import type { Clock, Dialogs } from '../../platform/ports.ts';
import type { CrashPolicy, RunJob, RunOutcome, RunStart, StartedRun } from '../../platform/runs/types.ts';
import type { SettingStore } from '../../platform/storage/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';
import type { ScimClient } from '../../protocols/scim/types.ts';
import type { PredictOperations } from './predict-operations.ts';
import type { ConflictOperations } from './worker-operations.ts';

/** What belongs to an account beside itself. */
export interface HandedOver {
  readonly userName: string;
  readonly organization: string;
  /** Null: they could not be read. */
  readonly groups: readonly string[] | null;
}

export interface MendOrderOfRun {
  readonly kind: 'mend';
  readonly connection: Connection;
  readonly faults: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly crash: CrashPolicy;
  readonly alone: NonNullable<RunStart['alone']>;
}

export interface MendRunTools {
  readonly job: RunJob;
  readonly network: {
    readonly connection: Connection;
    makeTokenSource(authStyle: AuthStyle): TokenSource;
    makeScimClient(tokens: TokenSource): ScimClient;
  };
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
}

/** What writing to one account needs. */
export interface MendPorts {
  readonly lock: (connection: Connection) => Promise<LockState>;
  /** Why the connection cannot be used as it is, each a sentence. */
  readonly wrongWith: (connection: Connection) => Promise<readonly string[]>;
  /** Undefined: nobody may look. */
  readonly handedOver: (connection: Connection, userId: string) => Promise<HandedOver | undefined>;
  readonly checkMapping: (mapping: Mapping, signOn: SignOn) => Promise<MappingCheck>;
  readonly startRun: (order: MendOrderOfRun, body: (tools: MendRunTools) => Promise<RunOutcome>) => Promise<StartedRun>;
  readonly leaseIsHeld: (name: string) => Promise<boolean>;
  readonly writeReceipt: (receipt: Omit<Receipt, 'id' | 'at' | 'who'>) => Promise<void>;
  /** The mapping of the practice tenant, as it would be when externalId came from this attribute; keeps it for the connection. */
  readonly practise: (connection: Connection) => Promise<void>;
}

export interface ConflictPorts extends MendPorts {
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
