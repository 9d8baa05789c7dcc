// Electron's sessions and schemes: keeps the handler of app:// for the driver's questions. The rules a session holds in Electron
// (permissions, requests) are held by the driver here, which lets nothing out at all; they are taken and not used.
import type { Protocol, Session } from 'electron';
import { proxyForEnvironment } from '../../../main/platform/http/proxy.ts';
import { hear, tell } from './link.ts';
import { named } from './named.ts';

type Handler = (request: Request) => Response | Promise<Response>;
let answerApp: Handler | undefined;

const sessionMembers = {
  setPermissionRequestHandler: () => undefined,
  setPermissionCheckHandler: () => undefined,
  setDevicePermissionHandler: () => undefined,
  setSpellCheckerEnabled: () => undefined,
  /** As Chromium does on a Linux without desktop settings: what the environment says, in a PAC file's form. */
  resolveProxy: async (url) => {
    const proxy = URL.parse(await proxyForEnvironment(process.env)(url));
    return proxy === null ? 'DIRECT' : `${proxy.protocol === 'https:' ? 'HTTPS' : 'PROXY'} ${proxy.host}`;
  },
} satisfies Partial<Session>;

const windowSession = named('session', {
  ...sessionMembers,
  on: () => undefined,
  protocol: named('session.protocol', {
    handle: (scheme, handler) => {
      if (scheme !== 'app') throw new Error(`The Chromium host serves app:// only, not ${scheme}://.`);
      answerApp = handler;
    },
  } satisfies Partial<Protocol>),
  webRequest: named('session.webRequest', { onBeforeRequest: () => undefined }),
});

export const session = named('session', { fromPartition: () => windowSession });
export const protocol = named('protocol', { registerSchemesAsPrivileged: () => undefined } satisfies Partial<Protocol>);

async function answer(method: string, url: string): Promise<Response> {
  if (answerApp === undefined) return new Response('The app is not ready.', { status: 503 });
  try {
    return await answerApp(new Request(url, { method }));
  } catch (thrown) {
    // As in Electron, the page sees a failed request; the reason is for whoever watches the terminal.
    console.error('app://', thrown);
    return new Response('The handler of app:// failed.', { status: 500 });
  }
}

hear('serve', async ({ number, method, url }) => {
  const response = await answer(method, url);
  const base64 = Buffer.from(await response.arrayBuffer()).toString('base64');
  tell({ kind: 'served', number, status: response.status, headers: Object.fromEntries(response.headers), base64 });
});
