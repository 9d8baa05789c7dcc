// What can go wrong while Foundry's admin API is read. None of it says anything about provisioning itself: what could not be seen is unknown.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import { adminReadScope } from './address.ts';

export interface AdminFacts {
  readonly host: string;
  /** What was being read: “Provider IDs”. */
  readonly what: string;
}

const example: AdminFacts = { host: 'example.palantirfoundry.com', what: 'Provider IDs' };
const unknown = ({ what }: { readonly what: string }): string =>
  `What Foundry itself has for ${what} is not known here; nothing is concluded from it.`;
const quoted = (text: string): string => (text === '' ? '' : `: ${text.replace(/\.$/, '')}`);

export const adminSignInRefused = defineFinding<{ readonly host: string; readonly meaning: string; readonly remedy: readonly string[] }>({
  id: 'foundry.sign-in-refused',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: 'Foundry refuses the sign-in to its admin API',
  cause: ({ host, meaning }) => `${host} gave no access to the admin API: ${meaning}.`,
  consequence: () => 'Nothing of the admin API was read. Provisioning has a credential of its own and is not concerned.',
  remedy: ({ remedy }) => remedy,
  verify: () => '“Try this access” shows that the sign-in works.',
  source: sources.foundryOauth,
  example: {
    host: example.host,
    meaning: 'it answered “invalid_client”',
    remedy: ['Enter the client ID and the secret of the third-party application again.'],
  },
});

export interface AdminPermissionFacts extends AdminFacts {
  /** The error's name, and what it means; empty when Foundry gave none. */
  readonly code: string;
  readonly meaning: string;
}

export const adminNotPermitted = defineFinding<AdminPermissionFacts>({
  id: 'foundry.not-permitted',
  severity: 'warning',
  actor: 'Foundry authentication administrator',
  title: ({ what }) => `Foundry does not let this client read ${what}`,
  cause: ({ host, what, code, meaning }) => `${host} knows this client but refuses ${what}${code === '' ? '' : ` (${code})`}${quoted(meaning)}.`,
  consequence: unknown,
  remedy: ({ code }) => [
    `Check in Control Panel that the third-party application may use the scope ${adminReadScope}, and that it is enabled for the organization.`,
    code.endsWith('PermissionDenied') && code !== 'Default:PermissionDenied'
      ? 'Give the service user of the application the permission to see it: an administrator of the enrollment or of the authentication provider does that.'
      : 'Give the service user of the application (its name is the client ID) the permission to view membership of the organization.',
  ],
  verify: () => '“Try this access” shows that this part can be read.',
  source: sources.foundryAdminApi,
  example: { ...example, code: 'GetUserProviderInfoPermissionDenied', meaning: 'this client may not see the Provider ID of this user' },
});

export const adminThrottled = defineFinding<AdminFacts & { readonly seconds?: number }>({
  id: 'foundry.throttled',
  severity: 'warning',
  actor: 'you',
  title: 'Foundry asks to wait longer than this run can',
  cause: ({ host, what, seconds }) =>
    `${host} kept answering “too many requests” (429) while ${what} were read${seconds === undefined ? '' : `, and asks to wait ${seconds} s more`}.`,
  consequence: unknown,
  remedy: () => ['Run it again later.', 'Find out which other program uses the same client or the same person’s token: they share the limit.'],
  source: sources.foundryApiLimits,
  example: { ...example, seconds: 3600 },
});

export interface AdminAnswerFacts extends AdminFacts {
  readonly status: number;
  readonly detail: string;
  readonly instanceId?: string;
}

export const adminUnexpected = defineFinding<AdminAnswerFacts>({
  id: 'foundry.unexpected-answer',
  severity: 'warning',
  actor: 'Palantir Support',
  title: ({ what }) => `Foundry answered something unexpected when asked for ${what}`,
  cause: ({ host, what, status, detail }) => `${host} answered ${status} when asked for ${what}${quoted(detail)}.`,
  consequence: unknown,
  remedy: ({ status, instanceId }) => [
    ...(status === 404 ? ['Check the domain: the admin API is on the same one that people sign in to.'] : []),
    status >= 500 ? 'Run it again later.' : 'Look at the exchange: a proxy or a gateway in between may have answered instead of Foundry.',
    `If it stays, tell Palantir Support${instanceId === undefined ? ', with the exchange' : ` the error instance ID ${instanceId}`}.`,
  ],
  source: sources.foundryApiErrors,
  example: { ...example, status: 500, detail: 'Foundry itself has trouble', instanceId: '00813215-0844-4716-be7b-a3fe0fce9e42' },
});
