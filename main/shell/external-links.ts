// Which addresses may be opened in the administrator's browser: https pages of the documentation this app refers to, by host.
// An address can come from a server's answer or a pasted text, so nothing outside this list is ever opened.
import { clouds } from '../protocols/entra/clouds.ts';

const documentationHosts = [
  'palantir.com',
  'learn.microsoft.com',
  'developer.okta.com',
  'help.okta.com',
  'rfc-editor.org',
  'datatracker.ietf.org',
  // The service-tag file with the addresses Entra provisions from.
  'microsoft.com',
] as const;

const signInHosts: ReadonlySet<string> = new Set(Object.values(clouds).map(({ login }) => new URL(login).host));

/** A sign-in page of one of Microsoft's clouds, or undefined: the address is made by the app, and still nothing else is opened. */
export function signInLink(address: string): string | undefined {
  const url = URL.parse(address);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && signInHosts.has(url.host) ? url.href : undefined;
}

/** The address to open in its normal form, or undefined when it may not be opened. `www.` in front of a host is the same host. */
export function externalLink(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return undefined;
  const host = url.hostname.replace(/^www\./, '');
  const listed = documentationHosts.some((entry) => entry === host);
  return listed ? url.href : undefined;
}
