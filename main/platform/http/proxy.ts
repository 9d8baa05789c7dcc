// Proxies: reading what `proxyFor` answers, and the environment's rules for terminals. Pure; nothing is sent from here.
import type { ProxyFor } from './types.ts';

export interface ProxyServer {
  readonly host: string;
  readonly port: number;
  /** TLS to the proxy itself. */
  readonly secure: boolean;
  /** Value of Proxy-Authorization, when the address carries user info. */
  readonly authorization: string | undefined;
  /** Its scheme, when this app cannot speak it: `socks5`. */
  readonly unspoken?: string;
  /** `host:port` for people, without user info. */
  readonly label: string;
}

export const hostWithoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads `DIRECT` or `http://host:port`; an address that cannot be read is undefined as well as `DIRECT`. */
export function readProxy(address: string): ProxyServer | undefined {
  if (address === 'DIRECT' || address.trim() === '') return undefined;
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const user = url.username === '' && url.password === '' ? undefined : `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    host: hostWithoutBrackets(url.hostname),
    port,
    secure,
    authorization: user === undefined ? undefined : `Basic ${Buffer.from(user, 'utf8').toString('base64')}`,
    ...(secure || url.protocol === 'http:' ? {} : { unspoken: url.protocol.slice(0, -1) }),
    label: `${url.hostname}:${port}`,
  };
}

/** This machine itself; the host without brackets and in lower case. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

function listed(list: string, host: string, port: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const parts = /^(.*?)(?::(\d+))?$/.exec(entry.startsWith('[') ? entry.replace(/^\[(.*)\]/, '$1') : entry);
      const [name = '', wanted] = entry.split(':').length > 2 ? [hostWithoutBrackets(entry)] : [parts?.[1], parts?.[2]];
      if (wanted !== undefined && wanted !== port) return false;
      const suffix = name.toLowerCase().replace(/^\*?\./, '');
      return host === suffix || host.endsWith(`.${suffix}`);
    });
}

/**
 * The proxy by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, lower-case names first as curl does.
 * This machine's own addresses go direct unless NO_PROXY names `<-loopback>`, as browsers write it.
 */
export function proxyForEnvironment(environment: Readonly<Record<string, string | undefined>>): ProxyFor {
  const value = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? '';
  return async (address) => {
    if (!URL.canParse(address)) return 'DIRECT';
    const url = new URL(address);
    const secure = url.protocol === 'https:';
    const host = hostWithoutBrackets(url.hostname).toLowerCase();
    const exceptions = value('NO_PROXY');
    if (isLoopback(host) && !exceptions.includes('<-loopback>')) return 'DIRECT';
    if (listed(exceptions.replace('<-loopback>', ''), host, url.port === '' ? (secure ? '443' : '80') : url.port)) return 'DIRECT';
    const proxy = value(secure ? 'HTTPS_PROXY' : 'HTTP_PROXY') || value('ALL_PROXY');
    if (readProxy(proxy) === undefined) return 'DIRECT';
    return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  };
}
