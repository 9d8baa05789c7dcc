// What the twins can do wrong on purpose, by name: one row a fault, with the finding that a careful reader must come to.
// Each acts in both twins where both can do it.

export interface TwinFaultRow {
  readonly name: string;
  readonly title: string;
  /** The error that an import must end with; none where waiting or signing in again is all that is needed. */
  readonly expects?: string;
  /** `nothing kept`: the import must leave no snapshot. `marked`: a snapshot whose coverage says what is missing. `whole`: all came; `another`: all of
   * another directory. */
  readonly leaves: 'nothing kept' | 'marked' | 'whole' | 'another';
}

export const twinFaultTable = [
  { name: 'idp-secret-wrong', title: 'The identity provider refuses the secret', expects: 'directory.sign-in-refused', leaves: 'nothing kept' },
  { name: 'idp-token-dies', title: 'Access tokens of the identity provider die after four requests', leaves: 'whole' },
  { name: 'idp-token-dead', title: 'The identity provider refuses every token', expects: 'directory.sign-in-refused', leaves: 'nothing kept' },
  { name: 'idp-429-storm', title: 'The identity provider refuses again and again (429) for a while', leaves: 'whole' },
  { name: 'idp-429-for-ever', title: 'The identity provider wants an hour’s wait (429)', expects: 'directory.throttled', leaves: 'nothing kept' },
  { name: 'idp-pages-repeat', title: 'Pages of the identity provider repeat', expects: 'directory.pages-repeat', leaves: 'marked' },
  { name: 'idp-pages-end-early', title: 'Pages of the identity provider end early', expects: 'directory.pages-end-early', leaves: 'marked' },
  { name: 'idp-page-elsewhere', title: 'The next page is said to be on another host', expects: 'directory.page-elsewhere', leaves: 'marked' },
  { name: 'idp-apps-not-permitted', title: 'Assignments may not be read (403)', expects: 'directory.not-permitted', leaves: 'nothing kept' },
  { name: 'idp-groups-not-permitted', title: 'Groups may not be read (403)', expects: 'directory.not-permitted', leaves: 'marked' },
  { name: 'idp-people-not-permitted', title: 'People may not be read (403)', expects: 'directory.not-permitted', leaves: 'marked' },
  {
    name: 'idp-people-basic',
    title: 'People come without the attributes that matching needs (User.ReadBasic.All)',
    expects: 'directory.basic-attributes',
    leaves: 'marked',
  },
  { name: 'idp-saved-credentials', title: 'The credentials that Entra has saved do not work', leaves: 'whole' },
  { name: 'idp-no-validation', title: 'Entra may not be asked to test its saved credentials (403)', leaves: 'whole' },
  { name: 'idp-no-count', title: 'Graph refuses to count a list ($count)', leaves: 'whole' },
  { name: 'idp-month-later', title: 'The directory is as it will be in a month', leaves: 'another' },
  { name: 'idp-delta-gone', title: 'Graph does not know any more what changed (410)', leaves: 'whole' },
  { name: 'idp-log-not-permitted', title: 'The provisioning log may not be read (403)', leaves: 'whole' },
  { name: 'idp-job-quarantined', title: 'The provisioning job is in quarantine: its secret expired', leaves: 'whole' },
  { name: 'idp-job-stopped', title: 'The provisioning job says that it runs, and its log simply stopped', leaves: 'whole' },
  { name: 'idp-server-error', title: 'The identity provider answers 500 midway', expects: 'directory.unexpected-answer', leaves: 'nothing kept' },
] as const satisfies readonly TwinFaultRow[];

export type TwinFaultName = (typeof twinFaultTable)[number]['name'];
export const twinFaults: readonly TwinFaultRow[] = twinFaultTable;

export const isTwinFault = (name: string): name is TwinFaultName => twinFaultTable.some((row) => row.name === name);
