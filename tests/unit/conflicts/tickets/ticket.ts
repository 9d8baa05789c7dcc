// A ticket of the corpus: what an administrator would paste, and what must be read out of it. All people and tenants are invented.

export interface Ticket {
  readonly name: string;
  readonly text: string;
  /** username, provider user ID, existing user ID, existing provider user ID. */
  readonly conflicts: readonly (readonly [string, string, string, string])[];
  /** How many beginnings cannot be read to their end; 0 unless said. */
  readonly unread?: number;
}

export const id1 = 'e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11';
export const id2 = '7c1d2f0a-93be-4e55-8f0e-2f6a1b3c4d5e';
export const oid1 = '3f2c9d1e-7a44-4b6b-8d1c-5e9f00a1b2c3';
export const oid2 = 'a1b2c3d4-0e0f-4a5b-9c8d-77665544aabb';
