// Which addresses may be opened in the administrator's browser: https pages of the documentation this app refers to, by host.
// An address can come from a server's answer or a pasted text, so nothing outside this list is ever opened.

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

/** The address to open in its normal form, or undefined when it may not be opened. `www.` in front of a host is the same host. */
export function externalLink(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return undefined;
  const host = url.hostname.replace(/^www\./, '');
  const listed = documentationHosts.some((entry) => entry === host);
  return listed ? url.href : undefined;
}
