// What the two halves of the Chromium host say to each other over process IPC: JSON messages, one union each way.
// `stand-in` lives in the app's process, `driver` owns Chromium. Answers carry the number of the question.
import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';

/** A menu entry as a person can reach it without a native menu: its place, its keys, its number for the click. */
export interface MenuEntry {
  readonly number: number;
  readonly path: readonly string[];
  readonly accelerator?: string;
  readonly checked?: boolean;
}

export type DialogRequest =
  | { readonly kind: 'save'; readonly options: SaveDialogOptions }
  | { readonly kind: 'open'; readonly options: OpenDialogOptions }
  | { readonly kind: 'message'; readonly options: MessageBoxOptions };

/** `path` null and `choice` -1: the dialog was left without an answer. */
export type DialogAnswer = { readonly kind: 'path'; readonly path: string | null } | { readonly kind: 'choice'; readonly choice: number };

export type FromStandIn =
  | {
      readonly kind: 'open-window';
      readonly url: string;
      readonly preload: string;
      readonly title: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'reload' | 'focus-window' | 'close-window' }
  | { readonly kind: 'send'; readonly channel: string; readonly values: readonly unknown[] }
  | { readonly kind: 'served'; readonly number: number; readonly status: number; readonly headers: Record<string, string>; readonly base64: string }
  | { readonly kind: 'invoked'; readonly number: number; readonly outcome: { readonly value?: unknown } | { readonly error: string } }
  | { readonly kind: 'ask'; readonly number: number; readonly request: DialogRequest }
  | { readonly kind: 'menu'; readonly entries: readonly MenuEntry[] }
  | { readonly kind: 'notification'; readonly title: string; readonly body: string }
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'open-outside'; readonly target: string };

export type FrameKind = 'top' | 'inner' | 'gone';

export type FromDriver =
  | { readonly kind: 'serve'; readonly number: number; readonly method: string; readonly url: string }
  | {
      readonly kind: 'invoke';
      readonly number: number;
      readonly channel: string;
      readonly values: readonly unknown[];
      readonly frame: FrameKind;
      readonly url: string;
    }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: DialogAnswer }
  | { readonly kind: 'menu-click'; readonly number: number }
  | { readonly kind: 'focus' | 'blur' | 'loaded' | 'window-closed' | 'page-gone' | 'quit' };

/** The app's own origin, and what stands for it in Chromium, which refuses unknown schemes. */
export const appOrigin = 'app://steward';
export const standInOrigin = 'https://steward.invalid';

export function toChromium(url: string): string {
  return url.startsWith(`${appOrigin}/`) ? standInOrigin + url.slice(appOrigin.length) : url;
}

export function toApp(url: string): string {
  return url.startsWith(`${standInOrigin}/`) ? appOrigin + url.slice(standInOrigin.length) : url;
}
