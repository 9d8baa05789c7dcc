// Findings made from what Okta says when provisioning a person failed. What the SCIM server said is quoted, never interpreted beyond its words.
import type { Finding } from '../../../contract/common.ts';
import { type AnyFindingKind, defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import type { OktaMessage } from './messages.ts';

const verify = (): string => 'Okta’s System Log shows a success for the same person.';
const retry = 'Then retry the failed task in Okta, under Dashboard > Tasks.';

export const oktaEmptyUser = defineFinding<OktaMessage>({
  id: 'okta.empty-user',
  severity: 'error',
  actor: 'server owner',
  title: 'Okta got no user back from a create',
  cause: () => 'Okta sent a request to create the person, and the answer had an empty body: Okta says “Create new user returned empty user”.',
  consequence: () => 'Okta has no id of the person and counts them as not provisioned, although they may exist on the server.',
  remedy: () => [
    'Run the test sync of this app with the dialect of Okta: the step “Create the test person” shows what the server answers.',
    'Answer a create with 201 and the whole user, its id among it.',
    retry,
  ],
  verify,
  source: sources.oktaScim,
  example: { kind: 'empty-user', excerpt: 'Create new user returned empty user' },
});

export const oktaRemoteError = defineFinding<OktaMessage>({
  id: 'okta.remote-error',
  severity: 'error',
  actor: 'Okta admin',
  title: 'The SCIM server refused what Okta sent',
  cause: ({ serverSays }) => `Okta quotes the server: “${serverSays ?? ''}”.`,
  consequence: () => 'This change did not reach the server. Okta keeps the error on the assignment until the task is retried.',
  remedy: ({ serverSays }) => [
    /required|missing/i.test(serverSays ?? '')
      ? 'Look whether the attribute that the server names is filled for this person, and mapped in Okta under Provisioning > To App.'
      : 'Correct what the server names: the value of the person, or its mapping in Okta under Provisioning > To App.',
    'If the words do not name an attribute, give them and the time to the owner of the server; for Foundry to Palantir Support.',
    retry,
  ],
  verify,
  source: sources.oktaScim,
  example: { kind: 'remote-error', excerpt: 'Errors reported by remote server: department is required', serverSays: 'department is required' },
});

export const oktaProvisioningFailed = defineFinding<OktaMessage>({
  id: 'okta.provisioning-failed',
  severity: 'error',
  actor: 'Okta admin',
  title: 'Okta could not provision a person, and the cause is not in this text',
  cause: () => 'Okta says that the automatic provisioning of a person failed. The server’s own words, which name the cause, stand behind it.',
  remedy: () => [
    'Open the failed task in Okta, or the event in the System Log, and copy the whole reason.',
    'Paste it here, from “Automatic provisioning” to its end.',
  ],
  source: sources.oktaScim,
  example: { kind: 'provisioning-failed', excerpt: 'Automatic provisioning of user Amara Okafor to app Palantir Foundry failed' },
});

export const oktaFindings: readonly AnyFindingKind[] = [oktaEmptyUser, oktaRemoteError, oktaProvisioningFailed];

const kinds = { 'empty-user': oktaEmptyUser, 'remote-error': oktaRemoteError, 'provisioning-failed': oktaProvisioningFailed } as const;

export function oktaFinding(message: OktaMessage): Finding {
  return kinds[message.kind].make(message, [{ vantage: 'a file', text: `As pasted: ${message.excerpt}` }]);
}

export function oktaFields({ user, app }: OktaMessage): readonly { readonly label: string; readonly value: string }[] {
  return [...(user === undefined ? [] : [{ label: 'User', value: user }]), ...(app === undefined ? [] : [{ label: 'App', value: app }])];
}
