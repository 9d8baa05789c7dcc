// What the form edits: a draft of a connection, and beside it the secret, which is never part of the draft.
import type { Connection, ConnectionDraft, ParsedPaste } from '../../../contract/connections.ts';

/** A new connection to Foundry, driven by Entra, as most are. */
export function newDraft(situation: ConnectionDraft['situation'], credentialMode: ConnectionDraft['credentialMode']): ConnectionDraft {
  return {
    name: '',
    idp: 'entra',
    situation,
    production: false,
    credentialMode,
    scimUrl: '',
    tokenUrl: '',
    clientId: '',
    authStyle: 'body',
    scope: '',
    caFile: '',
    matchingAttribute: 'externalId',
    testDomain: '',
    ownerOrganization: '',
    secretExpiresOn: '',
    bearerException: '',
  };
}

export function draftOf(connection: Connection): ConnectionDraft {
  const { createdAt: _made, updatedAt: _changed, practice: _practice, ...draft } = connection;
  return draft;
}

/** The secret as the form holds it until it is saved: typed, taken from a paste (then only main has it), or untouched. */
export type SecretEntry =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'pasted'; readonly handle: string };

/** The draft with what the paste gave; values that were not found stay as they are. */
export function withPaste(draft: ConnectionDraft, paste: ParsedPaste): ConnectionDraft {
  return {
    ...draft,
    scimUrl: paste.scimUrl ?? draft.scimUrl,
    tokenUrl: paste.tokenUrl ?? draft.tokenUrl,
    clientId: paste.clientId ?? draft.clientId,
    name: draft.name === '' && paste.scimUrl !== undefined ? hostOf(paste.scimUrl) : draft.name,
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
