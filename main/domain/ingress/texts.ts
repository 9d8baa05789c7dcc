// The two letters that come out of the ingress check: the change request for Foundry's administrator, and the text for Palantir Support.
// Plain text to copy. What the administrator pasted is quoted and capped, never interpreted.
import type { Coverage } from './coverage.ts';

/** From which domain Foundry serves SCIM, as chosen under "Set up SCIM domain". */
export type DomainChoice = 'scim-subdomain' | 'this-domain' | 'unknown';

/** What the administrator's desk sees of the same endpoint. */
export type DeskSight = 'answers' | 'fault' | 'does not get through' | 'not known';

export interface ReportedOutcome {
  /** As the administrator picked or pasted it, in words. */
  readonly text: string;
  /** When it was entered, as a person writes it. */
  readonly at: string;
}

export interface DeskLine {
  /** A sentence. */
  readonly text: string;
  /** As a person writes it. */
  readonly at?: string | undefined;
}

export interface LetterFacts {
  readonly scimHost: string;
  readonly tokenHost: string;
  readonly realm?: string;
  readonly domainChoice: DomainChoice;
  readonly tagVersion?: string;
  readonly coverage?: Coverage;
  /** Countries allowed today, as typed in. */
  readonly countries: string;
  readonly deskSight: DeskSight;
  /** What this desk saw, in order. */
  readonly fromThisDesk: readonly DeskLine[];
  readonly reported?: ReportedOutcome;
  /** As a person writes it. */
  readonly writtenAt: string;
}

const domainWords = {
  'scim-subdomain': 'a SCIM subdomain is used (“Use a SCIM subdomain”)',
  'this-domain': 'the main domain is used (“Use this domain”)',
  unknown: 'not known here; please look under Authentication > provider > Manage > Set up SCIM domain',
} as const satisfies Record<DomainChoice, string>;

const sightWords = {
  answers: 'From the administrator’s desk the domain answers; from Entra the connection fails.',
  fault: 'From Entra the connection fails. The administrator’s desk gets through and sees a fault as well, which is below.',
  'does not get through': 'From Entra the connection fails. The administrator’s desk does not get through either.',
  'not known': 'From Entra the connection fails. It was not tried from the administrator’s desk.',
} as const satisfies Record<DeskSight, string>;

const quoted = (text: string): string =>
  text
    .slice(0, 1500)
    .split(/\r?\n/)
    .map((line) => `    ${line.trimEnd()}`)
    .join('\n');

function reportedLines(facts: LetterFacts): readonly string[] {
  if (facts.reported === undefined) return ['What Entra reported: not entered yet.'];
  return [`What Entra’s “Test connection” reported (entered ${facts.reported.at}):`, quoted(facts.reported.text)];
}

const deskLines = (facts: LetterFacts): readonly string[] =>
  facts.fromThisDesk.length === 0
    ? ['What was seen from the administrator’s desk: no connection test has been run yet.']
    : [
        'What was seen from the administrator’s desk:',
        ...facts.fromThisDesk.map(({ text, at }) => `  - ${at === undefined ? '' : `${at}: `}${text}`),
      ];

function hostLine(facts: LetterFacts): string {
  const hosts =
    facts.scimHost === facts.tokenHost || facts.tokenHost === ''
      ? facts.scimHost
      : `${facts.scimHost} (SCIM) and ${facts.tokenHost} (token endpoint)`;
  return `Domain: ${hosts}${facts.realm === undefined ? '' : `, realm ${facts.realm}`}`;
}

const source = (facts: LetterFacts): string =>
  `Source: Microsoft’s service tag AzureActiveDirectory${facts.tagVersion === undefined ? '' : ` (change number: ${facts.tagVersion})`}.`;

function rangeLines(facts: LetterFacts): readonly string[] {
  if (facts.coverage === undefined)
    return [
      'Please allow every IPv4 range of the service tag AzureActiveDirectory (Microsoft, “Azure IP Ranges and Service Tags”, download ID 56519).',
    ];
  if (facts.coverage.uncovered.length === 0)
    return ['All IPv4 ranges of the service tag are already on the list that was checked; please confirm that the list is in force for this domain.'];
  return [
    `Please allow ${facts.coverage.uncovered.length === 1 ? 'this IPv4 range' : `these ${facts.coverage.uncovered.length} IPv4 ranges`} for the domain above:`,
    '',
    ...facts.coverage.uncovered,
    '',
    source(facts),
  ];
}

/** For Foundry's information security officer: what to allow, where, why, and how to see that it worked. */
export function writeChangeRequest(facts: LetterFacts): string {
  return [
    'Change request: let Microsoft Entra ID reach the SCIM domain (Control Panel > Network ingress)',
    '',
    hostLine(facts),
    `SCIM domain choice: ${domainWords[facts.domainChoice]}`,
    `Countries allowed today: ${facts.countries.trim() === '' ? 'none named' : facts.countries.trim()}`,
    '',
    'Why: Entra ID provisions users and groups into Foundry by calling the SCIM domain and its token endpoint from Microsoft’s own addresses.',
    `${sightWords[facts.deskSight]} IP and country rules are additive: either one suffices.`,
    '',
    ...rangeLines(facts),
    '',
    'Notes: Network ingress takes IPv4 ranges only, at most 500, one request a domain. If the request shows a denied-range warning, Palantir Support has to help.',
    'How to verify: after approval, “Test connection” in Entra under Provisioning; it must succeed.',
    '',
    ...reportedLines(facts),
    ...deskLines(facts),
    '',
    `Written ${facts.writtenAt}.`,
  ].join('\n');
}

/** For Palantir Support: what fails, what was ruled out, and the question about a proxy in front. */
export function writeSupportRequest(facts: LetterFacts): string {
  return [
    'Entra ID cannot reach our SCIM endpoint: “Test connection” fails before any SCIM request is answered',
    '',
    hostLine(facts),
    `SCIM domain choice: ${domainWords[facts.domainChoice]}`,
    '',
    ...reportedLines(facts),
    ...deskLines(facts),
    '',
    `Network ingress: ${ingressLine(facts)}`,
    `Countries allowed: ${facts.countries.trim() === '' ? 'none named' : facts.countries.trim()}`,
    '',
    'Questions:',
    '  1. Do connections from the service tag AzureActiveDirectory reach this domain, and where are they refused?',
    '  2. Is a source range or country denied automatically on this enrollment?',
    '  3. If neither: your documentation names an Azure Front Door proxy for this error. Which set-up do you support?',
    '',
    `Written ${facts.writtenAt}.`,
  ].join('\n');
}

function ingressLine(facts: LetterFacts): string {
  if (facts.coverage === undefined) return 'not compared with Microsoft’s service tag yet.';
  const { required, covered, uncovered } = facts.coverage;
  return uncovered.length === 0
    ? `all ${required} IPv4 ranges of the service tag are on our list. ${source(facts)}`
    : `${covered} of ${required} IPv4 ranges of the service tag are on our list; a change request for the rest is on its way. ${source(facts)}`;
}
