// Compares what Network ingress allows with what Entra comes from, says what follows, and writes the letters. Pure.
import type { Run } from '../../../contract/common.ts';
import type { Handover, IdpReport, IngressInput, IngressResult } from '../../../contract/connection-test.ts';
import type { Connection } from '../../../contract/connections.ts';
import { readUrl } from '../../domain/connection/web-address.ts';
import { type AllowedRanges, rangeLimit, readAllowedRanges } from '../../domain/ingress/allowed-ranges.ts';
import { countryNote, readCountries } from '../../domain/ingress/countries.ts';
import { type Coverage, coverageOf } from '../../domain/ingress/coverage.ts';
import { readServiceTag, type ServiceTagReading } from '../../domain/ingress/service-tag.ts';
import { type DeskLine, type DeskSight, type LetterFacts, writeChangeRequest, writeSupportRequest } from '../../domain/ingress/texts.ts';
import { timeWords } from '../../platform/time-words.ts';
import { parseScimUrl } from '../../protocols/foundry/scim-url.ts';
import { deskView, outcomeWords } from './columns.ts';
import type { DeskView, IngressGap } from './idp-findings.ts';

export interface IngressFacts {
  readonly connection: Connection;
  readonly input: IngressInput;
  /** The newest connection test that ended. */
  readonly run: Run | null;
  readonly report: IdpReport | null;
  readonly writtenAt: string;
}

type Tag = Extract<ServiceTagReading, { kind: 'tag' }>;

export function checkIngress(facts: IngressFacts): { readonly result: IngressResult; readonly gap?: IngressGap } {
  const { input, connection } = facts;
  const allowed = readAllowedRanges(input.allowedRanges);
  const reading = input.serviceTagFile.trim() === '' ? undefined : readServiceTag(input.serviceTagFile);
  const tag = reading?.kind === 'tag' ? reading : undefined;
  const coverage = tag === undefined ? undefined : coverageOf(tag.ranges, allowed.ranges);
  const countries = readCountries(input.allowedCountries);
  const letters = letterFacts(facts, tag, coverage);
  const result: IngressResult = {
    problems: [...problemsOf(allowed, reading), ...hostProblems(connection, input)],
    ...(tag?.version === undefined ? {} : { tagVersion: tag.version }),
    required: coverage?.required ?? 0,
    covered: coverage?.covered ?? 0,
    uncovered: [...(coverage?.uncovered ?? [])],
    countryNote: countryNote(countries, coverage),
    conclusion: conclude(coverage, countries, allowed.ranges.length),
    handovers: handovers(letters, coverage),
  };
  if (coverage === undefined) return { result };
  const gap: IngressGap = {
    host: letters.scimHost,
    uncovered: coverage.uncovered.length,
    required: coverage.required,
    first: coverage.uncovered.slice(0, 5),
    ...(tag?.version === undefined ? {} : { tagVersion: tag.version }),
  };
  return { result, gap };
}

function problemsOf(allowed: AllowedRanges, reading: ServiceTagReading | undefined): readonly string[] {
  const problems = [...allowed.problems];
  if (reading?.kind === 'unreadable') problems.push(reading.why);
  if (reading?.kind === 'tag') {
    if (reading.cloud !== undefined && reading.cloud.toLowerCase() !== 'public')
      problems.push(`The service-tag file is of the cloud “${reading.cloud.slice(0, 40)}”. Use the one of the cloud your Entra tenant is in.`);
    if (reading.unreadable.length > 0)
      problems.push(`${reading.unreadable.length} prefixes of the service-tag file could not be read: ${reading.unreadable.slice(0, 5).join(', ')}.`);
  }
  return problems;
}

/** Foundry's SCIM subdomain is `scim.<domain>`; the choice made there and the addresses entered here must fit. */
function hostProblems(connection: Connection, input: IngressInput): readonly string[] {
  const scim = readUrl(connection.scimUrl);
  const token = connection.credentialMode === 'client-credentials' ? readUrl(connection.tokenUrl) : undefined;
  const problems: string[] = [];
  if (scim === undefined) return problems;
  if (token !== undefined && token.host !== scim.host)
    problems.push(
      `The token endpoint is on ${token.host}, the SCIM URL on ${scim.host}: both must be on the domain chosen for SCIM, and ingress must allow both.`,
    );
  const isSubdomain = scim.hostname.startsWith('scim.');
  if (input.domainChoice === 'scim-subdomain' && !isSubdomain)
    problems.push(
      `“Use a SCIM subdomain” is chosen, but the SCIM URL is on ${scim.host}, which does not begin with “scim.”. Copy the URL again from Control Panel.`,
    );
  if (input.domainChoice === 'this-domain' && isSubdomain)
    problems.push(`“Use this domain” is chosen, but the SCIM URL is on the SCIM subdomain ${scim.host}. Copy the URL again from Control Panel.`);
  return problems;
}

function conclude(coverage: Coverage | undefined, countries: readonly string[], allowed: number): string {
  if (coverage === undefined)
    return 'Choose Microsoft’s service-tag file (“Azure IP Ranges and Service Tags – Public Cloud”, download ID 56519) to see which ranges are missing.';
  const { required, covered, uncovered } = coverage;
  if (uncovered.length === 0)
    return `All ${required} IPv4 prefixes are covered, so ranges are not the cause, if this list is in force for this domain. Next: the SCIM domain choice, the token endpoint’s host, then an Azure Front Door proxy and Palantir Support.`;
  const full =
    allowed + uncovered.length > rangeLimit
      ? ` With them the list would exceed ${rangeLimit} entries, the most that Network ingress takes: join ranges, or allow by country.`
      : '';
  const country = countries.length > 0 ? ' unless a country rule lets them in' : '';
  return `${required - covered} of ${required} IPv4 prefixes are not covered in whole: connections from ${uncovered.length === 1 ? 'one range' : `${uncovered.length} ranges`} (${coverage.uncoveredAddresses} addresses) are refused${country}. Hand over the change request.${full}`;
}

const sights = {
  green: 'answers',
  red: 'fault',
  'not-reachable': 'does not get through',
  none: 'not known',
} as const satisfies Record<DeskView, DeskSight>;

function letterFacts({ connection, input, run, report, writtenAt }: IngressFacts, tag: Tag | undefined, coverage: Coverage | undefined): LetterFacts {
  const parsed = parseScimUrl(connection.scimUrl);
  const token = connection.credentialMode === 'client-credentials' ? readUrl(connection.tokenUrl)?.host : undefined;
  return {
    scimHost: parsed.kind === 'invalid' ? 'the SCIM domain' : parsed.host,
    tokenHost: token ?? '',
    ...(parsed.kind === 'foundry' ? { realm: parsed.realm } : {}),
    domainChoice: input.domainChoice,
    ...(tag?.version === undefined ? {} : { tagVersion: tag.version }),
    ...(coverage === undefined ? {} : { coverage }),
    countries: input.allowedCountries,
    deskSight: sights[deskView(connection.idp, run).view],
    fromThisDesk: deskLines(run),
    ...reported(report),
    writtenAt: timeWords(writtenAt),
  };
}

/** As pasted, or what the picked outcome says. */
function reported(report: IdpReport | null): Pick<LetterFacts, 'reported'> {
  if (report === null || report.outcome === 'not-tried') return {};
  const picked = sentence(outcomeWords[report.outcome]);
  return { reported: { text: report.pasted.trim() === '' ? picked : report.pasted, at: timeWords(report.reportedAt) } };
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** The steps a reader of the letter needs: how far this desk came, with times. */
function deskLines(run: Run | null): readonly DeskLine[] {
  if (run === null || run.state !== 'finished') return [];
  const told = new Set(['dns', 'tcp', 'tls', 'token', 'entra-probe']);
  const steps = run.steps.filter((step) => told.has(step.id) && step.reason !== undefined && step.status !== 'skipped');
  return [
    { text: run.summary ?? 'A connection test was run.', at: timeWords(run.startedAt) },
    ...steps.map(({ title, reason, startedAt }) => ({
      text: `${title}: ${reason}`,
      ...(startedAt === undefined ? {} : { at: timeWords(startedAt) }),
    })),
  ];
}

function handovers(letters: LetterFacts, coverage: Coverage | undefined): Handover[] {
  const request: Handover = {
    title: 'Change request for Network ingress',
    to: 'Foundry information security officer',
    text: writeChangeRequest(letters),
  };
  const support: Handover = { title: 'Message to Palantir Support', to: 'Palantir Support', text: writeSupportRequest(letters) };
  // With everything allowed there is nothing to change, and Support comes first.
  return coverage !== undefined && coverage.uncovered.length === 0 ? [support] : [request, support];
}
