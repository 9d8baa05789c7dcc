// What the connections feature needs from the places where things are kept; platform/storage and platform/secrets fit.
import type { Connection, Receipt, SecretStatus } from '../../../contract/connections.ts';
import type { Clock, Dialogs, Random } from '../../platform/ports.ts';
import type { SecretStore } from '../../platform/secrets/types.ts';

export interface ConnectionRecords {
  list(): Promise<readonly Connection[]>;
  get(id: string): Promise<Connection | undefined>;
  put(connection: Connection): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface SettingRecords {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface ConnectionsDeps {
  readonly connections: ConnectionRecords;
  readonly settings: SettingRecords;
  readonly receipts: (connectionId: string) => Promise<readonly Receipt[]>;
  readonly lastRunAt: (connectionId: string) => Promise<string | undefined>;
  readonly secrets: SecretStore;
  readonly dialogs: Dialogs;
  readonly policyFile: string;
  readonly clock: Clock;
  readonly random: Random;
  /** The text is hidden from logs and recorded exchanges from now on. */
  readonly hide: (secret: string) => void;
  /** Said after every change, so that windows refresh. */
  readonly changed: () => void;
}

export type StoredSecretState = Pick<SecretStatus, 'setAt' | 'note'>;
