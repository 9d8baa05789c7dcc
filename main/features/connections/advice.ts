// Advice about a connection while it is typed: what Foundry and the identity provider need, said before the first request is sent.
// Pure: no network, no files. An `error` stops the connection from being used; everything else explains.
import type { Severity } from '../../../contract/common.ts';
import type { Advice, ConnectionDraft } from '../../../contract/connections.ts';
import { isLoopbackHost, readUrl } from '../../domain/connection/web-address.ts';
import { parseScimUrl } from '../../protocols/foundry/scim-url.ts';

type Field = Advice['field'];

const flag = 'aadOptscim062020';

interface Notebook {
  readonly advice: Advice[];
  add(field: Field, severity: Severity, id: string, text: string, suggestion?: string): void;
}

function createNotebook(): Notebook {
  const advice: Advice[] = [];
  return {
    advice,
    add: (field, severity, id, text, suggestion) => {
      advice.push({ id: `${field}.${id}`, field, severity, text, ...(suggestion === undefined ? {} : { suggestion }) });
    },
  };
}

function blanks(book: Notebook, field: Field, value: string, what: string): void {
  if (value !== value.trim())
    book.add(field, 'warning', 'blanks', `The ${what} begins or ends with a blank. Remove it: it was probably copied along.`, value.trim());
  else if (/\s/.test(value))
    book.add(
      field,
      'error',
      'blank-inside',
      `The ${what} has a blank or a line break inside. Copy it again, as one line.`,
      value.replace(/\s+/g, ''),
    );
}

/** https, or plain http on this machine only; nothing that hides credentials or a fragment in the address. */
function address(book: Notebook, field: Field, value: string, what: string): URL | undefined {
  const url = readUrl(value.trim());
  if (url === undefined) {
    const bare = /^[\w.-]+\.[a-z]{2,}(?:[:/]|$)/i.test(value.trim());
    book.add(
      field,
      'error',
      'not-an-address',
      `The ${what} is not a web address. It begins with https://.`,
      bare ? `https://${value.trim()}` : undefined,
    );
    return undefined;
  }
  if (url.username !== '' || url.password !== '')
    book.add(field, 'error', 'credentials-in-address', `The ${what} carries a user name or password. Remove it; the secret has a field of its own.`);
  if (url.hash !== '')
    book.add(field, 'warning', 'fragment', `The ${what} has a part behind “#”, which is never sent. Remove it.`, value.trim().replace(/#.*$/, ''));
  if (url.protocol === 'http:') {
    if (isLoopbackHost(url.hostname))
      book.add(
        field,
        'info',
        'plain-http-loopback',
        `Plain http, which is accepted because ${url.hostname} is this machine. Secrets would be readable on any network.`,
      );
    else
      book.add(
        field,
        'error',
        'https-needed',
        `The ${what} must begin with https://. Over plain http the secret could be read on the way.`,
        value.trim().replace(/^http:/i, 'https:'),
      );
  }
  return url;
}

/** The first question mark begins the query, later ones separate its parts, and those at the end say nothing. */
function oneQuestionMark(address: string): string {
  const [path = '', ...parts] = address.split(/\?+/);
  const query = parts.filter((part) => part !== '').join('&');
  return query === '' ? path : `${path}?${query}`;
}

/** The address with single slashes in its path; those of the scheme and of a query stay. */
function oneSlash(address: string): string {
  const query = address.search(/[?#]/);
  const end = query === -1 ? address.length : query;
  return `${address.slice(0, end).replace(/([^:/])\/{2,}/g, '$1/')}${address.slice(end)}`;
}

function scimUrl(book: Notebook, draft: ConnectionDraft): { readonly url?: URL; readonly realm?: string } {
  const value = draft.scimUrl;
  if (value.trim() === '') {
    book.add(
      'scimUrl',
      'error',
      'missing',
      'Enter the SCIM URL. Foundry shows it in Control Panel under Authentication, your provider, Manage, when SCIM credentials are generated.',
    );
    return {};
  }
  blanks(book, 'scimUrl', value, 'SCIM URL');
  if ((value.match(/\?/g) ?? []).length > 1)
    book.add(
      'scimUrl',
      'error',
      'two-question-marks',
      'The SCIM URL has two question marks, so the identity provider would send a broken address. Keep one.',
      oneQuestionMark(value),
    );
  const url = address(book, 'scimUrl', value, 'SCIM URL');
  if (url === undefined) return {};
  const parsed = parseScimUrl(value.trim());
  if (parsed.kind === 'invalid') {
    book.add('scimUrl', 'error', 'unreadable', parsed.why);
    return { url };
  }
  if (!url.pathname.endsWith('/'))
    book.add(
      'scimUrl',
      'info',
      'trailing-slash',
      'Foundry writes the SCIM URL with a slash at its end; this app adds it to its own requests. Copy it exactly as Control Panel shows it into your identity provider.',
    );
  if (parsed.kind === 'other' && url.pathname.includes('//')) {
    book.add(
      'scimUrl',
      'warning',
      'double-slash',
      'The path of the SCIM URL has two slashes in a row. Keep one: most servers do not know the other address.',
      oneSlash(value.trim()),
    );
  } else if (parsed.kind === 'other') {
    book.add(
      'scimUrl',
      'info',
      'other-shape',
      'This is not the form of a Foundry SCIM URL (https://<domain>/multipass/api/scim/<realm>/v2/). Any SCIM 2.0 server can be tested; advice about Foundry may then not apply.',
    );
  }
  flagAdvice(book, draft, parsed.hadFlag);
  return { url, ...(parsed.kind === 'foundry' ? { realm: parsed.realm } : {}) };
}

function flagAdvice(book: Notebook, draft: ConnectionDraft, hadFlag: boolean): void {
  if (draft.idp === 'entra') {
    if (hadFlag)
      book.add(
        'scimUrl',
        'info',
        'flag-kept-out',
        `“?${flag}” belongs in Entra’s Tenant URL and stays there. This app leaves it out of its own requests, since it only tells Entra which form of PATCH to send.`,
      );
    else
      book.add(
        'scimUrl',
        'info',
        'flag-needed-in-entra',
        `In Entra’s Tenant URL this address must end with “?${flag}”: Foundry requires it. Here it makes no difference.`,
      );
  } else if (hadFlag) {
    book.add(
      'scimUrl',
      'warning',
      'flag-without-entra',
      `“?${flag}” is a switch for Entra only. Remove it from the settings of any other identity provider.`,
    );
  }
}

function tokenUrl(book: Notebook, draft: ConnectionDraft, scim: URL | undefined): void {
  const value = draft.tokenUrl;
  if (value.trim() === '') {
    const origin = scim === undefined || isLoopbackHost(scim.hostname) ? scim?.origin : `https://${scim.host}`;
    const suggestion = origin === undefined ? undefined : `${origin}/multipass/api/oauth2/token`;
    book.add('tokenUrl', 'error', 'missing', 'Enter the token endpoint. Foundry shows it beside the SCIM URL.', suggestion);
    return;
  }
  blanks(book, 'tokenUrl', value, 'token endpoint');
  const url = address(book, 'tokenUrl', value, 'token endpoint');
  if (url === undefined) return;
  const foundry = scim !== undefined && parseScimUrl(scim.href).kind === 'foundry';
  if (scim !== undefined && url.host !== scim.host) {
    const hosts = `The token endpoint is on ${url.host} and the SCIM URL on ${scim.host}.`;
    if (foundry) {
      book.add(
        'tokenUrl',
        'warning',
        'other-host',
        `${hosts} For Foundry both are on the domain chosen under “Set up SCIM domain”; an identity provider that may reach only one of them cannot sign in.`,
        value.trim().replace(url.host, scim.host),
      );
    } else book.add('tokenUrl', 'info', 'other-host', `${hosts} Both must be reachable for the identity provider.`);
  }
  if (foundry && url.pathname.replace(/\/$/, '') !== '/multipass/api/oauth2/token') {
    book.add(
      'tokenUrl',
      'warning',
      'other-path',
      'Foundry’s token endpoint ends with /multipass/api/oauth2/token. Compare it with Control Panel.',
      `${url.origin}/multipass/api/oauth2/token`,
    );
  }
  if (url.search !== '') book.add('tokenUrl', 'info', 'query-kept', 'The token endpoint has a query; it is sent as it is.');
}

function signIn(book: Notebook, draft: ConnectionDraft): void {
  if (draft.credentialMode === 'bearer') {
    book.add(
      'authStyle',
      'info',
      'bearer',
      'A static bearer token is off in Foundry unless Palantir Support agreed an exception: it does not expire by itself, and whoever holds it can change every provisioned account. Client credentials issue short-lived tokens instead.',
    );
    if (draft.bearerException.trim() === '')
      book.add(
        'bearerException',
        'error',
        'missing',
        'Say where the exception for a bearer token was agreed with Palantir Support (ticket or date), or use client credentials.',
      );
    return;
  }
  if (draft.clientId.trim() === '') book.add('clientId', 'error', 'missing', 'Enter the client ID that Control Panel shows beside the SCIM URL.');
  else blanks(book, 'clientId', draft.clientId, 'client ID');
  // RFC 6749 section 3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
  if (draft.scope !== '' && !/^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/.test(draft.scope)) {
    book.add(
      'scope',
      'error',
      'form',
      'A scope is one or more words separated by single blanks, without quotation marks.',
      draft.scope
        .trim()
        .replace(/["'\\]/g, '')
        .replace(/\s+/g, ' '),
    );
  }
  if (draft.idp === 'okta') {
    book.add(
      'authStyle',
      'info',
      'okta-client-credentials',
      'Okta’s documentation does not agree with itself on client credentials for SCIM. Check with Okta that your app can use them before you ask Palantir Support for a bearer exception.',
    );
  }
}

/** What is worth saying about this draft, and the realm its SCIM URL names. */
export function adviseConnection(draft: ConnectionDraft): { readonly advice: readonly Advice[]; readonly realm?: string } {
  const book = createNotebook();
  if (draft.name.trim() === '') book.add('name', 'error', 'missing', 'Give the connection a name, such as “Foundry production”.');
  // Without credentials the URL may be left out; what is entered is judged all the same, since it is what the test reaches for.
  if (draft.credentialMode === 'none' && draft.scimUrl.trim() === '') return { advice: book.advice };
  const scim = scimUrl(book, draft);
  if (draft.credentialMode === 'none') return withRealm(book, scim.realm);
  if (draft.credentialMode === 'client-credentials') tokenUrl(book, draft, scim.url);
  signIn(book, draft);
  if (
    draft.testDomain !== '' &&
    !/^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(draft.testDomain)
  ) {
    book.add(
      'testDomain',
      'error',
      'form',
      'Enter the domain alone, such as contoso.com: it becomes the end of the test people’s user names.',
      draft.testDomain
        .trim()
        .replace(/^.*@/, '')
        .replace(/^https?:\/\//, '')
        .replace(/\/.*$/, ''),
    );
  }
  return withRealm(book, scim.realm);
}

const withRealm = ({ advice }: Notebook, realm: string | undefined) => ({ advice, ...(realm === undefined ? {} : { realm }) });
