// Who may call: only the top frame of our own window, while it shows our own page.
// The forms below are the few members of Electron's objects that the answer depends on.
import { appOrigin } from './app-protocol.ts';

export interface FrameLike {
  readonly url: string;
  readonly parent: FrameLike | null;
}

export interface CallEventLike {
  readonly sender: { readonly id: number };
  /** null: the frame navigated away or was destroyed after it sent the message. */
  readonly senderFrame: FrameLike | null;
}

/** Undefined when the call may be answered, otherwise why not, for the log. */
export function whyUntrusted(event: CallEventLike, windowId: number): string | undefined {
  if (event.sender.id !== windowId) return 'another window called';
  if (event.senderFrame === null) return 'the frame that called is gone';
  if (event.senderFrame.parent !== null) return 'a frame inside the page called';
  if (!isOwnPage(event.senderFrame.url)) return 'a page that is not ours called';
  return undefined;
}

/** Compared by parsed parts: a prefix test would let app://steward.example through. */
export function isOwnPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === appOrigin && parsed.username === '' && parsed.password === '';
}
