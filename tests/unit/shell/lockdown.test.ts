import { describe, expect, it } from 'vitest';
import { type LockedContents, type LockedSession, lockContents, lockSession } from '../../../main/shell/lockdown.ts';

type RequestHandler = Parameters<LockedSession['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<LockedSession['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<LockedSession['setDevicePermissionHandler']>[0];
type RequestListener = Parameters<LockedSession['webRequest']['onBeforeRequest']>[0];
// Handed through, never used by what is tested.
const contents = {} as Electron.WebContents;

function lockedSession() {
  const held: {
    request?: RequestHandler;
    check?: CheckHandler;
    device?: DeviceHandler;
    load?: RequestListener;
    download?: (event: { preventDefault(): void }) => void;
  } = {};
  const keep =
    <K extends keyof typeof held>(name: K) =>
    (handler: (typeof held)[K]): void => {
      held[name] = handler;
    };
  lockSession(
    {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setSpellCheckerEnabled: () => undefined,
      webRequest: { onBeforeRequest: keep('load') },
      on: (_name, listener) => keep('download')(listener),
    },
    () => undefined,
  );
  const asks = (permission: 'clipboard-sanitized-write' | 'media' | 'notifications' | 'clipboard-read', url: string, isMainFrame: boolean) => {
    const answers: boolean[] = [];
    held.request?.(contents, permission, (granted) => answers.push(granted), { isMainFrame, requestingUrl: url });
    return answers[0];
  };
  const loads = (url: string) => {
    const answers: boolean[] = [];
    held.load?.({ url }, ({ cancel }) => answers.push(!cancel));
    return answers[0];
  };
  return { held, asks, loads };
}

describe('the page may not', () => {
  it.each(['media', 'notifications', 'clipboard-read'] as const)('use %s', (permission) => {
    const { asks, held } = lockedSession();
    expect(asks(permission, 'app://steward/', true)).toBe(false);
    expect(held.check?.(contents, permission, 'app://steward', {} as Electron.PermissionCheckHandlerHandlerDetails)).toBe(false);
    const usb = { deviceType: 'usb', origin: 'app://steward', device: {} as Electron.USBDevice } as const;
    expect(held.device?.(usb)).toBe(false);
  });

  it('reach any network address', () => {
    const { loads } = lockedSession();
    expect(loads('app://steward/assets/main.js')).toBe(true);
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1:80/',
      'wss://example.com/',
      'app://other/x',
      'file:///etc/passwd',
      'data:text/html,x',
    ]) {
      expect(loads(url)).toBe(false);
    }
  });

  it('navigate, open windows, embed views or download', () => {
    const names: string[] = [];
    let prevented = 0;
    let opened: unknown;
    const event = { preventDefault: () => ++prevented };
    const locked: LockedContents = {
      on: (name, listener) => {
        names.push(name);
        listener(event);
      },
      setWindowOpenHandler: (handler) => {
        opened = handler({} as Electron.HandlerDetails);
      },
    };
    lockContents(locked, () => undefined);
    lockedSession().held.download?.(event);
    expect(names).toEqual(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']);
    expect(prevented).toBe(5);
    expect(opened).toEqual({ action: 'deny' });
  });
});

describe('the page may', () => {
  it('copy a finding to the clipboard, from its own top frame only', () => {
    const { asks } = lockedSession();
    expect(asks('clipboard-sanitized-write', 'app://steward/index.html', true)).toBe(true);
    expect(asks('clipboard-sanitized-write', 'app://steward/index.html', false)).toBe(false);
    expect(asks('clipboard-sanitized-write', 'https://evil.example/', true)).toBe(false);
  });
});
