// From trouble while reading to its finding, in one place for Entra, Okta and SCIM; and which trouble ends an import.
import type { Evidence, Finding } from '../../../../contract/common.ts';
import { sources } from '../../../platform/findings/sources.ts';
import { networkFinding } from '../../../platform/http/findings.ts';
import { notFinished } from '../../../protocols/entra/sign-in.ts';
import { signInCodeIn } from '../../../protocols/entra/sign-in-codes.ts';
import type { TokenTrouble } from '../../../protocols/oauth/types.ts';
import type { ListFault, ReadTrouble } from '../../../protocols/rest/types.ts';
import { notPermitted, pageElsewhere, pagesEndEarly, pagesRepeat, type ReadSource, signInRefused, throttled, unexpectedAnswer } from './findings.ts';

export interface Place {
  readonly source: ReadSource;
  /** Of the API. */
  readonly host: string;
  /** Of the token endpoint, when it is another. */
  readonly signInHost: string;
}

const secretAgain: readonly string[] = ['Enter the client ID and the secret again.'];

function signInFinding(trouble: TokenTrouble, { source, signInHost: host }: Place, evidence: readonly Evidence[]): Finding {
  const make = (meaning: string, remedy: readonly string[]) => signInRefused.make({ source, host, meaning, remedy }, evidence);
  switch (trouble.kind) {
    case 'network':
      return networkFinding(trouble.failure, { host }, evidence);
    case 'no-secret':
      return make('there is no secret to sign in with', [`Enter the secret of the ${source} access. ${trouble.why}`]);
    case 'refused': {
      const known = signInCodeIn(trouble.description ?? '');
      if (known !== undefined) return make(known.meaning, known.remedy);
      if (trouble.error === notFinished)
        return make(trouble.description ?? 'the sign-in was not finished', ['Import again, and sign in when the browser opens.']);
      const said = [trouble.error, trouble.description].filter((part) => part !== undefined).join(': ');
      return make(said === '' ? `it answered ${trouble.status} and gives no reason` : `it answered “${said.replace(/\.$/, '')}”`, secretAgain);
    }
    case 'wrong-endpoint':
      return make(`there is no sign-in at this address (${trouble.status})`, ['Check the tenant or domain, and the cloud it is in.']);
    case 'unreadable':
      return make('it answered something else than a token', ['Check the tenant or domain, and whether a proxy puts a page in between.']);
    case 'server-error':
      return make(`it has trouble itself (${trouble.status})`, ['Import again later.']);
  }
}

/** The documentation that a finding rests on is that of who was read. */
export function forSource(finding: Finding, source: ReadSource): Finding {
  if (source === 'Entra') return finding;
  return { ...finding, source: source === 'Okta' ? sources.oktaApi : sources.rfc7644 };
}

const vantageOf = (source: ReadSource): Evidence['vantage'] => (source === 'SCIM' ? 'the target' : 'the IdP');

/** `permissions`: any of them would have done. Not for a cancelled read: what the administrator stopped is no finding. */
export function troubleFinding(...given: Parameters<typeof findingOf>): Finding {
  const [trouble, { source }] = given;
  const finding = findingOf(...given);
  // What the network or TLS did is said by the findings of the network, with their own sources.
  return trouble.kind === 'network' || trouble.kind === 'token' ? finding : forSource(finding, source);
}

function findingOf(
  trouble: Exclude<ReadTrouble, { kind: 'cancelled' }>,
  place: Place,
  { what, permissions, exchangeId, at }: { what: string; permissions: readonly string[]; exchangeId?: string | undefined; at?: string | undefined },
): Finding {
  const { source, host } = place;
  const facts = { source, host, what };
  const evidence: readonly Evidence[] = [
    {
      vantage: vantageOf(source),
      text: `Asked ${host} for ${what}: ${wordsOf(trouble)}`,
      ...(exchangeId === undefined ? {} : { exchangeId }),
      ...(at === undefined ? {} : { at }),
    },
  ];
  switch (trouble.kind) {
    case 'token':
      return signInFinding(trouble.trouble, place, evidence);
    case 'network':
      return networkFinding(trouble.failure, { host }, evidence);
    case 'unauthorized': {
      const said = trouble.detail.message.replace(/\.$/, '');
      const meaning = `${host} refuses the credential (401)${said === '' ? '' : `: “${said}”`}`;
      return signInRefused.make({ source, host, meaning, remedy: secretAgain }, evidence);
    }
    case 'not-permitted':
      return notPermitted.make({ ...facts, permissions, message: trouble.detail.message }, evidence);
    case 'throttled':
      return throttled.make({ ...facts, ...(trouble.seconds === undefined ? {} : { seconds: trouble.seconds }) }, evidence);
    case 'not-found':
      return unexpectedAnswer.make({ ...facts, status: 404, detail: trouble.detail.message }, evidence);
    case 'refused':
    case 'server-error':
      return unexpectedAnswer.make({ ...facts, status: trouble.status, detail: trouble.detail.message }, evidence);
    case 'unreadable':
      return unexpectedAnswer.make({ ...facts, status: trouble.status, detail: `no JSON (${trouble.contentType})` }, evidence);
  }
}

function wordsOf(trouble: Exclude<ReadTrouble, { kind: 'cancelled' }>): string {
  switch (trouble.kind) {
    case 'token':
      return 'there was no token to ask with.';
    case 'network':
      return trouble.failure.detail;
    case 'throttled':
      return '429 until the end.';
    case 'unreadable':
      return `${trouble.status}, ${trouble.excerpt === '' ? 'an empty body' : trouble.excerpt}`;
    case 'unauthorized':
      return words(401, trouble.detail);
    case 'not-permitted':
      return words(403, trouble.detail);
    case 'not-found':
      return words(404, trouble.detail);
    case 'refused':
    case 'server-error':
      return words(trouble.status, trouble.detail);
  }
}

const words = (status: number, { code, message }: { readonly code: string; readonly message: string }): string =>
  [String(status), code, message].filter((part) => part !== '').join(' ');

/** A list that did not end as a list should. */
export const faultFinding = (fault: ListFault, place: Place, what: string): Finding => forSource(faultOf(fault, place, what), place.source);

function faultOf(fault: ListFault, place: Place, what: string): Finding {
  const facts = { source: place.source, host: place.host, what };
  const evidence = (text: string): readonly Evidence[] => [{ vantage: vantageOf(place.source), text }];
  switch (fault.kind) {
    case 'repeats':
      return pagesRepeat.make({ ...facts, read: fault.read }, evidence(`${what}: a page repeated after ${fault.read} entries.`));
    case 'ended-early': {
      const text = `${what}: ${fault.read} of ${fault.expected} entries came.`;
      return pagesEndEarly.make({ ...facts, read: fault.read, expected: fault.expected }, evidence(text));
    }
    case 'elsewhere':
      return pageElsewhere.make({ ...facts, elsewhere: fault.host }, evidence(`${what}: the next page was said to be on ${fault.host}.`));
  }
}
