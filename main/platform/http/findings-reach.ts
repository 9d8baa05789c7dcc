// What the app concludes when a server cannot be reached or an exchange breaks: names, TCP, proxies, HTTP. Words for administrators.
// A network failure says what this desk sees and never judges the server: your identity provider calls from another network.
import { defineFinding } from '../findings/define.ts';
import { sources } from '../findings/sources.ts';

/** What every network finding knows. */
export interface NetworkFacts {
  readonly host: string;
  readonly port?: number;
  /** One sentence: what was seen. */
  readonly detail: string;
  readonly code: string;
  /** The proxy used, without user info. */
  readonly proxy?: string;
}

const example: NetworkFacts = { host: 'scim.example.com', port: 443, detail: 'The name scim.example.com was not found.', code: 'ENOTFOUND' };
const place = ({ host, port }: NetworkFacts): string => (port === undefined ? host : `${host}:${port}`);

const elsewhere =
  'This says what this computer sees. Your identity provider calls from another network and may see something else; ask it to test the connection too.';

export const dnsNameNotFound = defineFinding<NetworkFacts>({
  id: 'dns.name-not-found',
  severity: 'error',
  actor: 'you',
  title: ({ host }) => `The name ${host} does not exist, as far as this computer can tell`,
  cause: ({ host }) => `The name service says there is no address for ${host}.`,
  consequence: () =>
    'Entra and Okta look the name up in public DNS. If it is misspelt, or known only inside your network, their connection test fails with “unable to connect”.',
  remedy: ({ host }) => [
    `Compare ${host} letter by letter with the SCIM URL in Foundry’s Control Panel.`,
    'If a SCIM subdomain was chosen there a short while ago, wait until its name is published.',
    'Ask your network team whether this computer uses a name service that knows only some names.',
  ],
  verify: ({ host }) => `“nslookup ${host}” gives an address, also from a computer outside your network.`,
  source: sources.foundryEnable,
  example,
});

export const dnsNoAnswer = defineFinding<NetworkFacts>({
  id: 'dns.no-answer',
  severity: 'error',
  actor: 'you',
  title: ({ host }) => `The name service gave no answer for ${host}`,
  cause: ({ host }) => `This computer’s name service could not be asked about ${host}; whether the name exists is not known.`,
  consequence: () => elsewhere,
  remedy: () => [
    'Check that this computer is online, and its VPN if it needs one.',
    'Try again in a minute: such failures often pass.',
    'If it stays, give this text and the time to your network team.',
  ],
  verify: ({ host }) => `“nslookup ${host}” answers.`,
  source: sources.app,
  example: { ...example, code: 'EAI_AGAIN' },
});

export const tcpRefused = defineFinding<NetworkFacts>({
  id: 'tcp.refused',
  severity: 'error',
  actor: 'server owner',
  title: (facts) => `${place(facts)} refuses connections`,
  cause: (facts) => `The computer behind ${place(facts)} is there, but nothing accepts connections on that port, or a firewall turns them away.`,
  consequence: () => elsewhere,
  remedy: () => [
    'Check the port in the address: https without a number means 443.',
    'See whether the service runs and listens on this port.',
    'See whether a firewall turns away the computer that was tested from; its network team can tell.',
  ],
  verify: () => 'The step “TCP” of the connection test passes.',
  source: sources.app,
  example: { ...example, code: 'ECONNREFUSED' },
});

export const tcpConnectTimeout = defineFinding<NetworkFacts>({
  id: 'tcp.connect-timeout',
  severity: 'error',
  actor: 'network team',
  title: (facts) => `No connection to ${place(facts)} within the time allowed`,
  cause: ({ detail }) => `${detail} Firewalls and ingress rules usually drop connections in silence like this.`,
  consequence: () =>
    'If Foundry’s network ingress admits only your identity provider, this computer is meant to be kept out and provisioning can work all the same. Let the identity provider test the connection.',
  remedy: ({ host }) => [
    'If this computer should reach it: have its public address admitted in Foundry’s Control Panel under Network ingress.',
    `Ask your network team whether connections to ${host} may leave your network, or need a proxy.`,
    'If only the identity provider is admitted, go on with its own test and enter the result in the second column.',
  ],
  verify: () => 'The step “TCP” passes, or the identity provider’s own test does.',
  source: sources.foundryIngress,
  example: { ...example, code: 'CONNECT_TIMEOUT', detail: 'No connection to scim.example.com:443 within 10 s: TCP did not connect.' },
});

export const tcpNoRoute = defineFinding<NetworkFacts>({
  id: 'tcp.no-route',
  severity: 'error',
  actor: 'network team',
  title: (facts) => `There is no way from this computer to ${place(facts)}`,
  cause: (facts) => `This computer’s network has no route to the address of ${place(facts)} (${facts.code}).`,
  consequence: () => elsewhere,
  remedy: () => [
    'Check that this computer is online, and its VPN if it needs one.',
    'Ask your network team for a route to this address, or for a proxy.',
  ],
  source: sources.app,
  example: { ...example, code: 'ENETUNREACH' },
});

export const tcpConnectionLost = defineFinding<NetworkFacts>({
  id: 'tcp.connection-lost',
  severity: 'error',
  actor: 'network team',
  title: (facts) => `The connection to ${place(facts)} was cut off`,
  cause: ({ detail }) => `${detail} The server, or a firewall on the way, ended it without an answer.`,
  consequence: () => elsewhere,
  remedy: () => [
    'Try again: a single loss can be chance.',
    'If it happens each time, ask the server’s owner for its log at the time of this step.',
    'Ask your network team whether a firewall closes connections to this name.',
  ],
  verify: () => 'The same request is answered three times in a row.',
  source: sources.app,
  example: { ...example, code: 'ECONNRESET', detail: 'scim.example.com:443 closed the connection before an answer came.' },
});

export const proxyAuthenticationRequired = defineFinding<NetworkFacts>({
  id: 'proxy.authentication-required',
  severity: 'error',
  actor: 'network team',
  title: ({ proxy }) => `The proxy ${proxy ?? ''} asks for a sign-in first`.replace('  ', ' '),
  cause: ({ detail }) => `${detail} This app can sign in to a proxy with Basic only; NTLM and Kerberos (Negotiate) it cannot.`,
  consequence: () => 'Nothing reached the SCIM server. Your identity provider does not use this proxy, so its own test can pass all the same.',
  remedy: () => [
    'Ask your network team to let this computer reach the SCIM server without a proxy, or without a sign-in at the proxy.',
    'If the proxy offers Basic: put user and password into the proxy address of the environment (HTTPS_PROXY), not into this app.',
    'Or run SCIM Steward on a computer that needs no proxy.',
  ],
  verify: () => 'The step “TLS” of the connection test passes.',
  source: sources.rfc9110,
  example: {
    ...example,
    proxy: 'proxy.example.com:8080',
    code: 'PROXY_AUTH_REQUIRED',
    detail: 'The proxy proxy.example.com:8080 asks for a sign-in (407), offering NTLM, Negotiate.',
  },
});

export const proxyUnreachable = defineFinding<NetworkFacts>({
  id: 'proxy.unreachable',
  severity: 'error',
  actor: 'network team',
  title: ({ proxy }) => `The proxy ${proxy ?? ''} lets nothing through`.replace('  ', ' '),
  cause: ({ detail }) => detail,
  consequence: () => 'Nothing reached the SCIM server, so this says nothing about it. Your identity provider does not use this proxy.',
  remedy: ({ host }) => [
    'Compare the proxy’s address with what your network team gave out: the system’s proxy settings, or HTTPS_PROXY in a terminal.',
    `Ask your network team whether the proxy may open tunnels to ${host}.`,
    `If ${host} can be reached without a proxy, list it in NO_PROXY or in the system’s exceptions.`,
  ],
  source: sources.rfc9110,
  example: { ...example, proxy: 'proxy.example.com:8080', code: 'ECONNREFUSED', detail: 'proxy.example.com:8080 refused the connection.' },
});

export const proxyUnspoken = defineFinding<NetworkFacts>({
  id: 'proxy.unspoken',
  severity: 'error',
  actor: 'network team',
  title: 'Only a SOCKS proxy is offered',
  cause: ({ detail }) => detail,
  consequence: () => 'Nothing was sent, so this says nothing about the SCIM server. Your identity provider does not use this proxy.',
  remedy: ({ host }) => [
    'Ask your network team for the address of an HTTP proxy, and set it in the system’s proxy settings, or as HTTPS_PROXY in a terminal.',
    `If ${host} can be reached without a proxy, list it in NO_PROXY or in the system’s exceptions.`,
  ],
  source: sources.app,
  example: {
    ...example,
    proxy: 'proxy.example.com:1080',
    code: 'PROXY_UNSPOKEN',
    detail: 'The proxy proxy.example.com:1080 is to be used by socks5, which this app does not speak.',
  },
});

export const httpAnswerTimeout = defineFinding<NetworkFacts>({
  id: 'http.answer-timeout',
  severity: 'error',
  actor: 'server owner',
  title: (facts) => `${place(facts)} took the request and gave no whole answer`,
  cause: ({ detail }) => detail,
  consequence: () => 'An identity provider gives up as well and tries again in its next cycle; many such requests put Entra’s job into quarantine.',
  remedy: () => [
    'Find out from the server’s log what this request was waiting for: its time stands in the step.',
    'A server that was only busy answers at the next try.',
  ],
  verify: () => 'The same request is answered within a few seconds.',
  source: sources.app,
  example: { ...example, code: 'ANSWER_TIMEOUT', detail: 'scim.example.com gave no answer within 30 s.' },
});

export const httpRedirected = defineFinding<NetworkFacts>({
  id: 'http.redirected',
  severity: 'error',
  actor: 'you',
  title: ({ host }) => `${host} sends requests on to another place`,
  cause: ({ detail }) => detail,
  consequence: () =>
    'Identity providers do not carry credentials to another origin, and a redirected POST or PATCH loses its body. Provisioning fails.',
  remedy: () => [
    'Compare the address with Foundry’s Control Panel: host, https, and the slash at the end.',
    'If the address is right, something in between redirects: a sign-in page of a proxy or a portal, or a moved server. Ask its owner for the address to use.',
  ],
  verify: () => 'The request is answered without a redirect.',
  source: sources.rfc9110,
  example: {
    ...example,
    code: 'REDIRECT_OTHER_ORIGIN',
    detail: 'https://scim.example.com redirects to another origin, https://login.example.com; it was not followed.',
  },
});

export const httpBodyTooLarge = defineFinding<NetworkFacts>({
  id: 'http.body-too-large',
  severity: 'error',
  actor: 'server owner',
  title: ({ host }) => `${host} answers with more than can be read`,
  cause: ({ detail }) => detail,
  consequence: () => 'An identity provider reads such an answer slowly or not at all; a list must come in pages.',
  remedy: () => ['Answer lists in pages (RFC 7644 section 3.4.2.4), and honour count.', 'Check that the address is that of a SCIM server.'],
  verify: () => 'The answer is smaller than a few megabytes.',
  source: sources.rfc7644,
  example: { ...example, code: 'BODY_TOO_LARGE', detail: 'The answer is larger than 20 MB; reading was stopped.' },
});

export const httpUnreadable = defineFinding<NetworkFacts>({
  id: 'http.unreadable-answer',
  severity: 'error',
  actor: 'server owner',
  title: (facts) => `What ${place(facts)} answers is not HTTP that can be read`,
  cause: ({ detail }) => `${detail} Another service listens there, the answer was damaged on the way, or the request could not be written.`,
  consequence: () => elsewhere,
  remedy: () => [
    'See what answers on this port: it does not speak HTTP as it should.',
    'If it is another service, host, port or https in the address are wrong.',
  ],
  source: sources.rfc9110,
  example: {
    ...example,
    code: 'HPE_INVALID_CONSTANT',
    detail: 'The exchange with scim.example.com:443 failed before an answer came (HPE_INVALID_CONSTANT).',
  },
});

export const reachFindings = [
  dnsNameNotFound,
  dnsNoAnswer,
  tcpRefused,
  tcpConnectTimeout,
  tcpNoRoute,
  tcpConnectionLost,
  proxyAuthenticationRequired,
  proxyUnreachable,
  proxyUnspoken,
  httpAnswerTimeout,
  httpRedirected,
  httpBodyTooLarge,
  httpUnreadable,
] as const;
