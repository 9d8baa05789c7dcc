// What runs inside the page before its own scripts: the `electron` that the built preload may require, the app's shortcuts,
// and the report of what the security policy stopped. Both functions are sent to the page as text, so they use nothing from outside.
import type { MenuEntry } from '../wire.ts';

/** What the driver calls in the page. */
export interface PageHost {
  deliver(channel: string, values: readonly unknown[]): void;
  setMenu(entries: readonly MenuEntry[]): void;
}

/** What the page tells the driver of its own accord. */
export type PageNews = 'focus' | 'blur' | 'open-menu' | { readonly violation: string } | { readonly click: number };

declare global {
  interface Window {
    stewardHost?: PageHost;
    /** Put there by the driver, in every frame. */
    readonly stewardInvoke: (channel: string, values: readonly unknown[]) => Promise<{ value?: unknown } | { error: string }>;
    readonly stewardTell: (news: PageNews) => Promise<void>;
  }
}

/** The script for `addInitScript`. The preload runs as CommonJS with `require` limited to `electron`, as in Electron's sandbox. */
export function pageHalf(preload: string): string {
  return `(() => {
  const host = (${installHost.toString()})();
  if (host === undefined) return;
  const module = { exports: {} };
  (function (exports, require, module) {
${preload}
  })(module.exports, host.require, module);
})();`;
}

function installHost(): { require: (name: string) => unknown } | undefined {
  // Only our page in the top frame gets a bridge, as nodeIntegrationInSubFrames: false has it.
  if (window !== window.top || location.origin !== 'https://steward.invalid') return undefined;
  const invoke = window.stewardInvoke;
  const tell = window.stewardTell;
  const listeners = new Map<string, Set<(...values: unknown[]) => void>>();
  const shortcuts = new Map<string, number>();

  const copy = (value: unknown): unknown => (value === undefined ? undefined : structuredClone(value));

  // As contextBridge: functions become functions that copy what goes through, objects are copied and frozen.
  const bridged = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...values: unknown[]) => {
        const result: unknown = Reflect.apply(
          value,
          undefined,
          values.map((item) => (typeof item === 'function' ? item : copy(item))),
        );
        return result instanceof Promise ? result.then(copy) : typeof result === 'function' ? bridged(result) : copy(result);
      };
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bridged(member)])));
  };

  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => Object.defineProperty(window, name, { value: bridged(api), enumerable: true }),
    },
    ipcRenderer: {
      invoke: async (channel: string, ...values: unknown[]) => {
        const outcome = await invoke(channel, values);
        if ('error' in outcome) throw new Error(`Error invoking remote method '${channel}': ${outcome.error}`);
        return outcome.value;
      },
      on: (channel: string, listener: (...values: unknown[]) => void) => {
        const known = listeners.get(channel) ?? new Set();
        listeners.set(channel, known.add(listener));
      },
      off: (channel: string, listener: (...values: unknown[]) => void) => listeners.get(channel)?.delete(listener),
    },
  };

  Object.defineProperty(window, 'stewardHost', {
    value: {
      deliver: (channel: string, values: readonly unknown[]) => {
        for (const listener of listeners.get(channel) ?? []) listener({}, ...values);
      },
      setMenu: (entries: readonly MenuEntry[]) => {
        shortcuts.clear();
        for (const entry of entries) if (entry.accelerator !== undefined) shortcuts.set(entry.accelerator.toUpperCase(), entry.number);
      },
    } satisfies PageHost,
  });

  const apple = navigator.platform.startsWith('Mac');
  window.addEventListener(
    'keydown',
    (event) => {
      const command = apple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      const keys = `${command ? 'CMDORCTRL+' : ''}${event.altKey ? 'ALT+' : ''}${event.shiftKey ? 'SHIFT+' : ''}${event.key.toUpperCase()}`;
      const number = shortcuts.get(keys);
      if (number === undefined && keys !== 'F10') return;
      event.preventDefault();
      event.stopPropagation();
      void tell(number === undefined ? 'open-menu' : { click: number });
    },
    { capture: true },
  );
  if (document.hasFocus()) void tell('focus');
  window.addEventListener('focus', () => void tell('focus'));
  window.addEventListener('blur', () => void tell('blur'));
  document.addEventListener('securitypolicyviolation', (event) => {
    void tell({ violation: `${event.violatedDirective} stopped ${event.blockedURI || 'inline content'} ${event.sample}`.trim() });
  });

  return {
    require: (name) => {
      if (name === 'electron') return electron;
      throw new Error(`The preload may require only electron, not ${name}.`);
    },
  };
}
