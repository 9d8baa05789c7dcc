// From trouble while the admin API is read to its finding. Not for a cancelled read: what the administrator stopped is no finding.
import type { Evidence, Finding } from '../../../contract/common.ts';
import { networkFinding } from '../../platform/http/findings.ts';
import type { TokenTrouble } from '../oauth/types.ts';
import type { ReadTrouble } from '../rest/types.ts';
import { adminReadScope } from './address.ts';
import { adminNotPermitted, adminSignInRefused, adminThrottled, adminUnexpected } from './findings.ts';

export interface AdminAbout {
  readonly host: string;
  /** What was asked for: “Provider IDs”. */
  readonly what: string;
  readonly exchangeId?: string | undefined;
  readonly at?: string | undefined;
}

export type AdminTrouble = Exclude<ReadTrouble, { kind: 'cancelled' }>;

const again: readonly string[] = ['Enter the credential of the admin API again, in the connection.'];

function signInFinding(trouble: TokenTrouble, host: string, evidence: readonly Evidence[]): Finding {
  const make = (meaning: string, remedy: readonly string[]) => adminSignInRefused.make({ host, meaning, remedy }, evidence);
  switch (trouble.kind) {
    case 'network':
      return networkFinding(trouble.failure, { host }, evidence);
    case 'no-secret':
      return make('there is no secret to sign in with', [`Enter the secret of the admin API. ${trouble.why}`]);
    case 'refused': {
      const said = [trouble.error, trouble.description].filter((part) => part !== undefined).join(': ');
      const scope = trouble.error === 'invalid_scope' ? [`Let the third-party application use the scope ${adminReadScope}.`] : again;
      return make(said === '' ? `it answered ${trouble.status} and gives no reason` : `it answered “${said.replace(/\.$/, '')}”`, scope);
    }
    case 'wrong-endpoint':
      return make(`there is no token endpoint at this address (${trouble.status})`, ['Check the domain of Foundry.']);
    case 'unreadable':
      return make('it answered something else than a token', ['Check the domain of Foundry, and whether a proxy puts a page in between.']);
    case 'server-error':
      return make(`it has trouble itself (${trouble.status})`, ['Run it again later.']);
  }
}

/** What was seen, in words. */
export function adminWords(trouble: AdminTrouble): string {
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
      return said(401, trouble.detail);
    case 'not-permitted':
      return said(403, trouble.detail);
    case 'not-found':
      return said(404, trouble.detail);
    case 'refused':
    case 'server-error':
      return said(trouble.status, trouble.detail);
  }
}

const said = (status: number, { code, message }: { readonly code: string; readonly message: string }): string =>
  [String(status), code, message].filter((part) => part !== '').join(' ');

export function adminFinding(trouble: AdminTrouble, { host, what, exchangeId, at }: AdminAbout): Finding {
  const evidence: readonly Evidence[] = [
    {
      vantage: 'the target',
      text: `Asked ${host} for ${what}: ${adminWords(trouble)}`,
      ...(exchangeId === undefined ? {} : { exchangeId }),
      ...(at === undefined ? {} : { at }),
    },
  ];
  const unexpected = (status: number, detail: string, instanceId?: string) =>
    adminUnexpected.make({ host, what, status, detail, ...(instanceId === undefined ? {} : { instanceId }) }, evidence);
  switch (trouble.kind) {
    case 'token':
      return signInFinding(trouble.trouble, host, evidence);
    case 'network':
      return networkFinding(trouble.failure, { host }, evidence);
    case 'unauthorized':
      return adminSignInRefused.make({ host, meaning: 'it refuses the token (401), fresh as it is', remedy: again }, evidence);
    case 'not-permitted':
      return adminNotPermitted.make({ host, what, code: trouble.detail.code, meaning: trouble.detail.message }, evidence);
    case 'throttled':
      return adminThrottled.make({ host, what, ...(trouble.seconds === undefined ? {} : { seconds: trouble.seconds }) }, evidence);
    case 'not-found':
      return unexpected(404, [trouble.detail.code, trouble.detail.message].filter((part) => part !== '').join(' '), trouble.detail.instanceId);
    case 'refused':
    case 'server-error':
      return unexpected(
        trouble.status,
        [trouble.detail.code, trouble.detail.message].filter((part) => part !== '').join(' '),
        trouble.detail.instanceId,
      );
    case 'unreadable':
      return unexpected(trouble.status, `no JSON as documented (${trouble.contentType})`);
  }
}
