// What the twin of Foundry's admin API can do wrong on purpose, by name: one row a fault, with the finding that a careful reader must come to.

export interface AdminFaultRow {
  readonly name: string;
  readonly title: string;
  /** None where waiting, signing in again or reading on is all that is needed. */
  readonly expects?: string;
}

export const adminFaultTable = [
  { name: 'admin-secret-wrong', title: 'Foundry refuses the secret of the admin API', expects: 'foundry.sign-in-refused' },
  { name: 'admin-scope-missing', title: 'The client may not ask for api:admin-read (invalid_scope)', expects: 'foundry.sign-in-refused' },
  { name: 'admin-token-dead', title: 'The admin API refuses every token (401)', expects: 'foundry.sign-in-refused' },
  { name: 'admin-token-dies', title: 'Tokens of the admin API die after four requests' },
  { name: 'admin-closed', title: 'The client may not use the admin API (ApiUsageDenied)', expects: 'foundry.not-permitted' },
  { name: 'admin-no-provider-info', title: 'Provider IDs may not be read (403)', expects: 'foundry.not-permitted' },
  { name: 'admin-429-storm', title: 'The admin API refuses again and again (429) for a while' },
  { name: 'admin-429-for-ever', title: 'The admin API wants an hour’s wait (429)', expects: 'foundry.throttled' },
  { name: 'admin-pages-repeat', title: 'Pages of the admin API repeat' },
  { name: 'admin-server-error', title: 'The admin API answers 500', expects: 'foundry.unexpected-answer' },
] as const satisfies readonly AdminFaultRow[];

export type AdminFaultName = (typeof adminFaultTable)[number]['name'];
export const adminFaults: readonly AdminFaultRow[] = adminFaultTable;

export const isAdminFault = (name: string): name is AdminFaultName => adminFaultTable.some((row) => row.name === name);
