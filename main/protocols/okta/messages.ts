// Reads the errors that Okta shows on an assignment, in its tasks and in its System Log out of any text. Pure; the server's words are data.
// Sources: Okta's SCIM 2.0 reference (an empty answer to a create), and failure reasons as the System Log carries them.

export type OktaMessageKind = 'empty-user' | 'remote-error' | 'provisioning-failed';

export interface OktaMessage {
  readonly kind: OktaMessageKind;
  readonly excerpt: string;
  /** What the SCIM server answered, as Okta quotes it. */
  readonly serverSays?: string;
  readonly user?: string;
  readonly app?: string;
}

const emptyUser = /Create new user returned empty user/i;
const remoteError = /Errors reported by (?:the )?remote server:\s*([^\n]{1,300})/i;
/** No value is longer than 200 characters: without a limit a long text of beginnings would keep the app busy. */
const automatic = /Automatic (?:provisioning|profile push|deactivation|deprovisioning) of user ([^\n]{1,200}?) to app ([^\n]{1,200}?) failed/i;

/** The one message a text holds: the most telling, with the person and the app when they are named. */
export function readOktaMessage(text: string): OktaMessage | undefined {
  const job = automatic.exec(text);
  const about = job === null ? {} : { user: (job[1] ?? '').trim(), app: (job[2] ?? '').trim() };
  const empty = emptyUser.exec(text);
  if (empty !== null) return { kind: 'empty-user', excerpt: empty[0], ...about };
  const remote = remoteError.exec(text);
  if (remote !== null) {
    const serverSays = (remote[1] ?? '').trim().replace(/[.\s]+$/, '');
    return { kind: 'remote-error', excerpt: remote[0].trim(), serverSays, ...about };
  }
  return job === null ? undefined : { kind: 'provisioning-failed', excerpt: job[0], ...about };
}
