// "I have an error message": recognises documented errors in pasted text and explains them. What it could not read it says.
// Nothing is sent anywhere and nothing pasted is stored.
import type { Explanation } from '../../../contract/app.ts';
import type { Handlers } from '../../../contract/calls.ts';
import type { Finding } from '../../../contract/common.ts';
import { normaliseMessage } from '../../domain/conflicts/plain-text.ts';
import { readMessages } from '../../domain/conflicts/read-messages.ts';
import { findCodesInText, readWebResponse } from '../../protocols/entra/provisioning-codes.ts';
import { provisioningCodeFindings } from '../../protocols/entra/provisioning-findings.ts';
import { oktaFields, oktaFinding } from '../../protocols/okta/log-findings.ts';
import { readOktaMessage } from '../../protocols/okta/messages.ts';
import { providerIdDiffers } from './findings.ts';

export type Recognised = Explanation['recognised'][number];

/** Finds what another part of the app knows best, such as the outcomes of Entra's “Test connection”. */
export type Recogniser = (text: string) => readonly { readonly excerpt: string; readonly finding: Finding }[];

export function explainText(text: string, recognisers: readonly Recogniser[]): Explanation {
  const clean = normaliseMessage(text);
  const web = readWebResponse(clean);
  const serverFields = web === undefined ? [] : Object.entries(web).map(([key, value]) => ({ label: `Server’s answer: ${key}`, value }));
  const { conflicts, unread: unreadMessages } = readMessages(text);
  const recognised: Recognised[] = conflicts.map((conflict) => ({
    excerpt: conflict.excerpt,
    finding: providerIdDiffers.make(conflict, [{ vantage: 'a file', text: 'The names and IDs stand in the message.' }]),
    fields: [
      { label: 'User name', value: conflict.username },
      { label: 'Provider ID that sign-on sends', value: conflict.providerUserId },
      { label: 'User ID of the existing account', value: conflict.existingUserId },
      { label: 'Provider ID of the existing account', value: conflict.existingProviderUserId },
    ],
  }));
  const specific = recognisers.flatMap((recognise) => recognise(clean)).map((entry) => ({ ...entry, fields: serverFields }));
  recognised.push(...specific);
  for (const { code, row, excerpt } of findCodesInText(clean)) {
    // The outcome of “Test connection” says more than its code alone.
    if (specific.length > 0 && /CredentialValidation|InvalidCredentials/.test(row.suffix)) continue;
    const finding = provisioningCodeFindings
      .get(row.suffix)
      ?.make({ code }, [{ vantage: 'a file', text: `The pasted text holds the code ${code}.` }]);
    if (finding !== undefined) recognised.push({ excerpt, finding, fields: serverFields });
  }
  const okta = readOktaMessage(clean);
  if (okta !== undefined) recognised.push({ excerpt: okta.excerpt, finding: oktaFinding(okta), fields: [...oktaFields(okta)] });
  const unread: string[] = [];
  if (unreadMessages.length > 0)
    unread.push(
      `${unreadMessages.length} sign-in ${unreadMessages.length === 1 ? 'message begins' : 'messages begin'} in the text but could not be read to the end. ${[...new Set(unreadMessages.map(({ reason }) => reason))].join(' ')}`,
    );
  if (recognised.length === 0 && unreadMessages.length === 0) {
    unread.push(
      'No documented error was recognised in this text. Paste the whole message with its code, such as “SystemForCrossDomainIdentityManagement…”, the sentence that begins “Cannot complete login for your user”, or Okta’s with “Errors reported by remote server”.',
    );
  }
  return { recognised, unread };
}

export function createSupportFeature(recognisers: readonly Recogniser[]): Pick<Handlers, 'support.explain'> {
  return { 'support.explain': async ({ text }) => explainText(text, recognisers) };
}
