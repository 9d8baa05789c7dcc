// What the page may not do, whatever it holds: permissions, navigation, new windows, embedded views, downloads, the network.
// The page needs none of them; the app reaches the network from main alone.
import type { Session, WebContents } from 'electron';
import { isOwnPage } from './sender.ts';

/** Writing to the clipboard after a click is how a finding is copied for a ticket; reading it back stays denied. */
const permitted: readonly string[] = ['clipboard-sanitized-write'];

export type LockedSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled'
> & {
  readonly webRequest: {
    onBeforeRequest(listener: (details: { readonly url: string }, answer: (response: { cancel: boolean }) => void) => void): void;
  };
  on(name: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown;
};

export type LockedContents = Pick<WebContents, 'setWindowOpenHandler'> & {
  on(
    name: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview',
    listener: (event: { preventDefault(): void }) => void,
  ): unknown;
};

type Log = (message: string) => void;

export function lockSession(session: LockedSession, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const allowed = permitted.includes(permission) && details.isMainFrame && isOwnPage(details.requestingUrl);
    if (!allowed) log(`The page asked for the permission ${permission}: denied.`);
    answer(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => permitted.includes(permission) && isOwnPage(requestingOrigin));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !mayLoad(details.url);
    if (cancel) log(`The page asked for ${details.url.slice(0, 200)}: denied.`);
    answer({ cancel });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** The developer tools, where they are allowed at all, load their own pages. */
function mayLoad(url: string): boolean {
  return isOwnPage(url) || url.startsWith('devtools://');
}

/** Every link that should open outside goes through the call `app.openExternal`, so nothing legitimate is lost here. */
export function lockContents(contents: LockedContents, log: Log): void {
  const deny = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log(`${what} was denied.`);
  };
  contents.on('will-navigate', deny('A navigation'));
  contents.on('will-frame-navigate', deny('A navigation of a frame'));
  contents.on('will-redirect', deny('A redirect'));
  contents.on('will-attach-webview', deny('An embedded view'));
  contents.setWindowOpenHandler(() => {
    log('A new window was denied.');
    return { action: 'deny' };
  });
}
