// What one event means: by its code in Entra's table, by Okta's words, or as unknown. A skip is told with the fields that decided it.
import type { Finding } from '../../../contract/common.ts';
import type { LogEvent, LogStep } from '../../../contract/provisioning-log.ts';
import { findProvisioningCode } from '../../protocols/entra/provisioning-codes.ts';
import { provisioningCodeFindings } from '../../protocols/entra/provisioning-findings.ts';
import { oktaFinding, oktaProvisioningFailed } from '../../protocols/okta/log-findings.ts';
import { readOktaMessage } from '../../protocols/okta/messages.ts';
import { unknownCode } from './findings.ts';

/** Okta's codes are its event types. */
const oktaType = /^(?:application|app)\.[a-z_.]+$/;

/** The id under which a cause is explained; `log.unknown-code` for one that no table has. */
export function findingIdOf(cause: string): string {
  const row = findProvisioningCode(cause);
  const kind = row === undefined ? undefined : provisioningCodeFindings.get(row.suffix);
  return kind?.id ?? (oktaType.test(cause) ? oktaProvisioningFailed.id : unknownCode.id);
}

/** Fields by which Entra decides whether a person is in scope. Source: Microsoft Learn, No users are being provisioned. */
const deciding = /^(?:IsActive|Assigned|IsEffectivelyEntitledForProvisioning|IsInProvisioningScope.*|ScopeEvaluationResult|SkipReason)$/i;

/** The fields of its steps that decided a skip. */
export const decidedBy = (steps: readonly LogStep[]): readonly string[] => [
  ...new Set(steps.flatMap(({ details }) => Object.entries(details).flatMap(([name, value]) => (deciding.test(name) ? [`${name}: ${value}`] : [])))),
];

/** Findings of one event; none for a success. */
export function explainEvent({ code, reason, status, source, at }: LogEvent, steps: readonly LogStep[]): readonly Finding[] {
  if (status === 'success') return [];
  const said = reason === null ? [] : [{ vantage: 'the IdP' as const, text: reason.slice(0, 500), at }];
  if (source === 'okta' || source === 'okta-files') {
    const message = readOktaMessage(reason ?? '');
    return [message === undefined ? oktaProvisioningFailed.make({ kind: 'provisioning-failed', excerpt: reason ?? '' }, said) : oktaFinding(message)];
  }
  if (code === null) return [];
  const row = findProvisioningCode(code);
  const kind = row === undefined ? unknownCode : (provisioningCodeFindings.get(row.suffix) ?? unknownCode);
  const decided = status === 'skipped' ? decidedBy(steps).map((text) => ({ vantage: 'the IdP' as const, text: text.slice(0, 500), at })) : [];
  return [kind.make({ code }, [...said, ...decided])];
}
