// Where secrets are kept. Nothing outside main ever reads one back.
import type { SecretStatus } from '../../../contract/connections.ts';

export type SecretResult<T> = { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'unavailable'; readonly why: string };

export interface SecretStore {
  /** undefined: nothing is stored under that name. */
  get(name: string): Promise<SecretResult<string | undefined>>;
  set(name: string, secret: string): Promise<SecretResult<void>>;
  delete(name: string): Promise<SecretResult<void>>;
  status(): Promise<Pick<SecretStatus, 'store' | 'place'>>;
}
