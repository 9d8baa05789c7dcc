// Turns what the system answers to "which proxy for this address?" (the form of a PAC file) into the form the HTTP client takes.

/** PAC's words and the scheme each means. `PROXY` is a plain HTTP proxy. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};

/**
 * The first entry the HTTP client can use, else the first one at all: a network that offers SOCKS alone is not gone around silently,
 * its address is given on and the client names it as a proxy it cannot use.
 */
export function proxyFromPac(answer: string): string {
  const entries = answer.split(';').flatMap((entry) => proxyOf(entry.trim()) ?? []);
  return entries.find((entry) => !entry.startsWith('socks')) ?? entries[0] ?? 'DIRECT';
}

function proxyOf(entry: string): string | undefined {
  if (entry.toUpperCase() === 'DIRECT') return 'DIRECT';
  const [word, place, ...rest] = entry.split(/\s+/);
  const scheme = schemes[word?.toUpperCase() ?? ''];
  if (scheme === undefined || place === undefined || rest.length > 0) return undefined;
  const url = URL.parse(`http://${place}`);
  if (url === null || url.hostname === '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') return undefined;
  return `${scheme}://${place}`;
}
