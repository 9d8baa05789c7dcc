// The two columns: from this desk | from your IdP, and the one sentence that both together allow. Pure.
// Entra's verdict is never green without the second column: a desk cannot see whether Entra gets through.
import type { Evidence, Finding, Idp, Run, StepStatus } from '../../../contract/common.ts';
import type { IdpOutcome, IdpReport, TwoColumnVerdict } from '../../../contract/connection-test.ts';
import type { Connection } from '../../../contract/connections.ts';
import { readUrl } from '../../domain/connection/web-address.ts';
import {
  type DeskView,
  type IdpFacts,
  type IngressGap,
  idpFailure,
  idpIncompatible,
  idpInvalidCredentials,
  idpUnavailable,
  idpUnknownError,
  ingressNotCovered,
} from './idp-findings.ts';
import { type IdpReading, resolveOutcome } from './idp-outcome.ts';
import { columnOf } from './verdicts.ts';

export interface ColumnFacts {
  readonly connection: Pick<Connection, 'idp' | 'scimUrl' | 'tokenUrl' | 'credentialMode'> & Partial<Pick<Connection, 'practice'>>;
  /** The newest connection test that ended. */
  readonly run: Run | null;
  readonly report: IdpReport | null;
  /** What the last comparison with Microsoft's ranges found missing. */
  readonly gap?: IngressGap;
}

const names: Readonly<Record<Idp, string>> = { entra: 'Entra', okta: 'Okta', other: 'your identity provider' };
const whereToTest: Readonly<Record<Idp, string>> = {
  entra: 'In Entra, open the enterprise app, Provisioning, and press “Test connection”; then record here what it says.',
  okta: 'In Okta, open the app, Provisioning, Integration, and press “Test API Credentials”; then record here what it says.',
  other: 'Let your identity provider test the connection and record here what it says.',
};

const inPractice = 'Nobody calls the practice tenant from outside: record an outcome, or let its Entra be asked, to see what the app makes of it.';

export function joinColumns(facts: ColumnFacts): TwoColumnVerdict {
  const { connection, run, report } = facts;
  const reading = report === null ? undefined : resolveOutcome(report);
  const desk = deskView(connection.idp, run);
  const said = reading === undefined || reading.outcome === 'not-tried' ? undefined : reading;
  return {
    thisDesk: deskWords(desk, run),
    fromIdp:
      said === undefined || report === null
        ? `Not known yet. ${connection.practice === true ? inPractice : whereToTest[connection.idp]}`
        : reportWords(connection.idp, said, report),
    ...together(connection.idp, desk, said?.outcome),
    findings: said === undefined || report === null ? [] : findingsOf(facts, said, report, desk),
  };
}

type Desk = { readonly view: DeskView; readonly status: StepStatus | undefined };

/** How the endpoint stands for this identity provider, as far as the newest connection test saw it. */
export function deskView(idp: Idp, run: Run | null): Desk {
  if (run === null || run.state !== 'finished' || run.verdicts === undefined) return { view: 'none', status: undefined };
  const status = run.verdicts[columnOf(idp)];
  switch (status) {
    case 'passed':
    case 'warned':
      return { view: 'green', status };
    case 'failed':
      return { view: 'red', status };
    case 'not-reachable-from-here':
      return { view: 'not-reachable', status };
    case 'skipped':
      return { view: 'none', status };
  }
}

function deskWords({ view }: Desk, run: Run | null): string {
  if (run === null) return 'Not tested yet.';
  if (run.state !== 'finished') return 'The last connection test did not come to its end. Run it again.';
  const when = run.finishedAt === undefined ? '' : ` (${run.finishedAt})`;
  return view === 'none'
    ? `Not judged${when}: ${run.summary ?? 'signing in could not be tried.'}`
    : `${run.summary ?? ''}${run.finishedAt === undefined ? '' : ` Tested ${run.finishedAt}.`}`;
}

/** What each outcome says, as the end of a sentence. */
export const outcomeWords: Readonly<Record<Exclude<IdpOutcome, 'not-tried'>, string>> = {
  success: 'the connection works',
  'credential-validation-unavailable': 'the server could not be reached, or answered unexpectedly (CredentialValidationUnavailable)',
  'credential-validation-failure': 'the credentials were refused (CredentialValidationFailure)',
  'service-incompatible': 'the answer could not be used (ServiceIncompatible)',
  'invalid-credentials': '“invalid credentials”, without an inner code',
  'other-error': 'an error that this app does not know',
};

const reportWords = (idp: Idp, reading: IdpReading, report: IdpReport): string =>
  reading.outcome === 'not-tried' ? '' : `${names[idp]} reported: ${outcomeWords[reading.outcome]}. Entered ${report.reportedAt}.`;

type Sentence = Pick<TwoColumnVerdict, 'together' | 'tone'>;

function together(idp: Idp, { view, status }: Desk, outcome: IdpOutcome | undefined): Sentence {
  const who = names[idp];
  if (outcome === undefined) return withoutReport(idp, view, status);
  if (outcome === 'success') {
    switch (view) {
      case 'green':
        return status === 'warned'
          ? { together: `Works: ${who} reported success. This desk has warnings; see the steps.`, tone: 'warning' }
          : { together: `Works: seen from this desk, and reported by ${who}.`, tone: 'good' };
      case 'red':
        return {
          together: `${who} reported success, and this desk sees a failure. The report may be older than the fault: test in ${who} again.`,
          tone: 'warning',
        };
      case 'not-reachable':
        return { together: `Works from ${who}. This desk may not reach the SCIM domain, which is how ingress rules should be.`, tone: 'good' };
      case 'none':
        return { together: `${who} reported success. Nothing was judged from this desk.`, tone: 'good' };
    }
  }
  switch (view) {
    case 'green':
      return outcome === 'credential-validation-unavailable'
        ? {
            together: `The endpoint works from this desk and ${who} does not get through: the cause lies between them. See the remedy, beginning with ingress.`,
            tone: 'bad',
          }
        : { together: `The endpoint works with the credentials entered here, and ${who} fails: compare its settings with these.`, tone: 'bad' };
    case 'red':
      return { together: `Both this desk and ${who} see a failure: mend what the first column shows.`, tone: 'bad' };
    case 'not-reachable':
      return { together: `Neither this desk nor ${who} gets through. For ${who} that is a fault; for this desk it may be by design.`, tone: 'bad' };
    case 'none':
      return { together: `${who} fails. Run the connection test from this desk to compare.`, tone: 'bad' };
  }
}

function withoutReport(idp: Idp, view: DeskView, status: StepStatus | undefined): Sentence {
  const who = names[idp];
  switch (view) {
    case 'green':
      if (idp === 'other') return { together: 'Follows the RFCs, seen from this desk.', tone: status === 'warned' ? 'warning' : 'good' };
      return {
        together: `Would pass, seen from this desk${status === 'warned' ? ', with warnings' : ''}. Only ${who} can say whether ${who} gets through.`,
        tone: status === 'warned' ? 'warning' : 'unknown',
      };
    case 'red':
      return { together: `Would fail for ${who}, seen from this desk.`, tone: 'bad' };
    case 'not-reachable':
      return { together: `Cannot be judged from this desk: it does not get through. Ask ${who}.`, tone: 'unknown' };
    case 'none':
      return { together: 'Nothing is known yet. Run the connection test.', tone: 'unknown' };
  }
}

/** What the connection itself says to a reported outcome. */
export function idpFacts(connection: ColumnFacts['connection'], reading: IdpReading, desk: DeskView): IdpFacts {
  const scim = readUrl(connection.scimUrl);
  const token = connection.credentialMode === 'client-credentials' ? readUrl(connection.tokenUrl) : undefined;
  return {
    desk,
    symptom: reading.symptom,
    host: scim?.host ?? 'the SCIM domain',
    sameHost: token === undefined || scim === undefined || token.host === scim.host,
    ...(reading.code === undefined ? {} : { code: reading.code }),
    ...(reading.quotedStatus === undefined ? {} : { quotedStatus: reading.quotedStatus }),
  };
}

/** The finding of an outcome; none for a success. */
export function idpFinding(outcome: IdpOutcome, facts: IdpFacts, evidence: readonly Evidence[]): Finding | undefined {
  switch (outcome) {
    case 'credential-validation-unavailable':
      return idpUnavailable.make(facts, evidence);
    case 'credential-validation-failure':
      return idpFailure.make(facts, evidence);
    case 'service-incompatible':
      return idpIncompatible.make(facts, evidence);
    case 'invalid-credentials':
      return idpInvalidCredentials.make(facts, evidence);
    case 'other-error':
      return idpUnknownError.make(facts, evidence);
    case 'success':
    case 'not-tried':
      return undefined;
  }
}

function findingsOf({ connection, gap }: ColumnFacts, reading: IdpReading, report: IdpReport, { view }: Desk): Finding[] {
  const text = reading.excerpt === '' ? 'Picked from the list of outcomes.' : `As pasted: ${reading.excerpt}`;
  const finding = idpFinding(reading.outcome, idpFacts(connection, reading, view), [{ vantage: 'the IdP', text, at: report.reportedAt }]);
  if (finding === undefined) return [];
  const missing =
    reading.outcome === 'credential-validation-unavailable' && gap !== undefined && gap.uncovered > 0
      ? [
          ingressNotCovered.make(gap, [
            {
              vantage: 'a file',
              text: `Compared with the service-tag file${gap.tagVersion === undefined ? '' : ` (${gap.tagVersion})`}: ${gap.uncovered} ranges are missing.`,
            },
          ]),
        ]
      : [];
  return [finding, ...missing];
}
