// What each code of Entra's provisioning log means, as findings: one kind a row of the code table, `entra.entry-conflict` and so on.
import { defineFinding, type FindingKind } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import { type ProvisioningCode, provisioningCodes } from './provisioning-codes.ts';

/** One kind a row of the code table: `entra.entry-conflict`, ... */
export const provisioningCodeFindings: ReadonlyMap<string, FindingKind<{ readonly code: string }>> = new Map(
  provisioningCodes.map((row) => [row.suffix, defineFinding<{ readonly code: string }>(definition(row))]),
);

function definition(row: ProvisioningCode) {
  return {
    id: `entra.${row.suffix.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}`,
    severity: row.severity,
    actor: row.actor,
    title: ({ code }: { readonly code: string }) => `Entra reports ${code}`,
    cause: () => row.meaning,
    remedy: () => row.remedy,
    verify: () =>
      /Escrow|Quarantine/.test(row.suffix)
        ? 'The job’s status in Entra shows no quarantine after its next cycle.'
        : 'The next entry for this person in Entra’s provisioning log is a success.',
    source: sources.entraLogs,
    example: { code: `SystemForCrossDomainIdentityManagement${row.suffix}` },
  };
}
