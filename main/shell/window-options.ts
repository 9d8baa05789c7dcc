// How the window is made: one pure function, with every flag that matters for safety spelled out, defaults included,
// so that a change of Electron's defaults changes nothing here. It opens nothing and reads nothing.
import type { BrowserWindowConstructorOptions, Rectangle, Session } from 'electron';

export const windowTitle = 'SCIM Steward';

/** The smallest window in which every screen still works. */
export const smallestSize = { width: 600, height: 480 } as const;

export type Theme = 'light' | 'dark';

/** The canvas of the page's two themes (colorNeutralBackground2): the window shows them until the first paint, so that nothing flashes white. */
export const canvasColour: Readonly<Record<Theme, string>> = { light: '#f6f8f8', dark: '#141a1b' };

export interface WindowSetting {
  readonly theme: Theme;
  readonly bounds: Rectangle;
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly session: Session;
  /** Path of the window's icon; only Linux needs one. */
  readonly icon?: string;
  readonly developerTools: 'allowed' | 'forbidden';
}

/** The options of the one window. It is made hidden and shown when its first frame is drawn. */
export function windowOptions(setting: WindowSetting): BrowserWindowConstructorOptions {
  return {
    ...setting.bounds,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: windowTitle,
    show: false,
    backgroundColor: canvasColour[setting.theme],
    ...(setting.icon === undefined ? {} : { icon: setting.icon }),
    webPreferences: {
      preload: setting.preload,
      session: setting.session,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      safeDialogs: true,
      autoplayPolicy: 'user-gesture-required',
      // Secrets and people's names are typed here: no dictionary is fetched, no word is sent to a spelling service.
      spellcheck: false,
      devTools: setting.developerTools === 'allowed',
    },
  };
}
