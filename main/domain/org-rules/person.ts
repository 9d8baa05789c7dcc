// One person on the way through a rerun, as a state machine: what to do next, after what was seen. Pure.
// Promise: every way through it ends in one state; a write is announced (kept on disk) before it is sent; what a touch wrote is restored only
// while it still stands there; nobody is sent twice unless an answer was lost, and then the progress says so.
import type { Strategy } from './stages.ts';

export type EndState = 'sent' | 'failed' | 'skipped' | 'answer-lost';

/** Kept on disk: `sending`, `touching` and `restoring` mean that a write was announced and its answer is not known yet. */
export type State = 'waiting' | 'sending' | 'touching' | 'restoring' | EndState;

/** What may be sent again: the display name or a part of the name, nothing else. */
export const sentPaths = ['displayName', 'name.formatted', 'name.familyName', 'name.givenName'] as const;
export type SentPath = (typeof sentPaths)[number];

export interface Touch {
  readonly path: SentPath;
  readonly before: string;
  readonly written: string;
}

export interface Progress {
  readonly state: State;
  /** Writes whose answer never came. */
  readonly lost: number;
  /** Writes tried again because somebody else wrote in between, or a value did not stay. */
  readonly repeats: number;
  readonly touch?: Touch;
  /** Why it ended as it did. */
  readonly reason: string;
}

export const waiting: Progress = { state: 'waiting', lost: 0, repeats: 0, reason: '' };

export interface ReadPerson {
  readonly kind: 'read';
  /** `unknown` when the server does not show it: then it counts as active. */
  readonly active: 'yes' | 'no' | 'unknown';
  readonly values: Readonly<Partial<Record<SentPath, string>>>;
  readonly etag: string | undefined;
}

export type Seen =
  | ReadPerson
  | { readonly kind: 'gone' }
  | { readonly kind: 'read-refused'; readonly words: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'changed-in-between' }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'lost'; readonly words: string };

export type Write =
  | { readonly kind: 'replace'; readonly path: SentPath; readonly value: string }
  /** The whole person as just read, with its version as If-Match. */
  | { readonly kind: 'put'; readonly etag: string };

export type Move =
  | { readonly kind: 'read'; readonly progress: Progress }
  /** Keep the progress on disk, then send. */
  | { readonly kind: 'write'; readonly progress: Progress; readonly write: Write }
  | { readonly kind: 'end'; readonly progress: Progress & { readonly state: EndState } };

const mostLost = 6;
/** A value that may still be changed is not given up so soon. */
const mostLostWhileTouched = 12;
const mostRepeats = 3;
const mark = ' (updating)';

function end(progress: Progress, state: EndState, reason: string): Move {
  const twice =
    progress.lost > 0 && state === 'sent'
      ? `${reason} Sent more than once: ${progress.lost} ${progress.lost === 1 ? 'answer was' : 'answers were'} lost.`
      : reason;
  return { kind: 'end', progress: { ...progress, state, reason: twice.trim() } };
}

const leftBehind = ({ path, before, written }: Touch) => `${path} may still be “${written}”: set it back to “${before}” by hand.`;

function freshWrite(progress: Progress, strategy: Strategy, person: ReadPerson): Move {
  if (person.active === 'no') return end(progress, 'skipped', 'Inactive: an update could wake what was switched off.');
  const path = sentPaths.find((one) => (person.values[one] ?? '') !== '');
  const value = path === undefined ? undefined : person.values[path];
  if (path === undefined || value === undefined) return end(progress, 'skipped', 'Has neither a display name nor a name that could be sent again.');
  switch (strategy) {
    case 'resend':
      return { kind: 'write', progress: { ...progress, state: 'sending' }, write: { kind: 'replace', path, value } };
    case 'put':
      if (person.etag === undefined)
        return end(progress, 'skipped', 'The server gave no version (ETag), so a PUT could overwrite a change made meanwhile.');
      return { kind: 'write', progress: { ...progress, state: 'sending' }, write: { kind: 'put', etag: person.etag } };
    case 'touch': {
      const touch: Touch = { path, before: value, written: `${value}${mark}` };
      return { kind: 'write', progress: { ...progress, state: 'touching', touch }, write: { kind: 'replace', path, value: touch.written } };
    }
  }
}

const restore = (progress: Progress, touch: Touch): Move => ({
  kind: 'write',
  progress: { ...progress, state: 'restoring' },
  write: { kind: 'replace', path: touch.path, value: touch.before },
});

/** A touch under way: what stands there now decides. */
function touchedRead(progress: Progress, strategy: Strategy, touch: Touch, person: ReadPerson): Move {
  const now = person.values[touch.path];
  if (now === touch.written) {
    if (progress.state !== 'restoring') return restore(progress, touch);
    if (progress.repeats >= mostRepeats) return end(progress, 'failed', `The server does not take the old value back. ${leftBehind(touch)}`);
    return restore({ ...progress, repeats: progress.repeats + 1 }, touch);
  }
  if (now !== touch.before) return end(progress, 'sent', `${touch.path} was changed by somebody else meanwhile and was left as it is.`);
  if (progress.state === 'restoring') return end(progress, 'sent', '');
  if (progress.lost === 0 || progress.repeats >= mostRepeats)
    return end(progress, 'failed', progress.reason === '' ? 'The server answered well and changed nothing.' : progress.reason);
  // The touch that was announced never arrived: it begins anew.
  const { touch: _touch, ...anew } = progress;
  return freshWrite({ ...anew, repeats: anew.repeats + 1 }, strategy, person);
}

function afterLost(progress: Progress, words: string): Move {
  const next = { ...progress, lost: progress.lost + 1 };
  if (next.lost < (progress.touch === undefined ? mostLost : mostLostWhileTouched)) return { kind: 'read', progress: next };
  const left = progress.touch === undefined ? '' : ` ${leftBehind(progress.touch)}`;
  return end(next, 'answer-lost', `${next.lost} answers were lost, the last so: ${words}${left}`);
}

/** What to do after this was seen. */
export function nextMove(progress: Progress, strategy: Strategy, seen: Seen): Move {
  const { touch } = progress;
  switch (seen.kind) {
    case 'read':
      if (touch !== undefined) return touchedRead(progress, strategy, touch, seen);
      return freshWrite(progress, strategy, seen);
    case 'gone':
      return progress.state === 'sending' && progress.lost > 0
        ? end(progress, 'failed', 'An answer was lost, and then the person was no longer there.')
        : end(progress, 'failed', 'Not found on the server.');
    case 'read-refused':
      return end(progress, 'failed', touch === undefined ? seen.words : `${seen.words} ${leftBehind(touch)}`);
    case 'done':
      return progress.state === 'sending' ? end(progress, 'sent', '') : { kind: 'read', progress };
    case 'changed-in-between':
      if (progress.repeats >= mostRepeats) return end(progress, 'failed', 'Somebody else wrote this person each time in between.');
      return { kind: 'read', progress: { ...progress, repeats: progress.repeats + 1 } };
    case 'refused':
      if (touch === undefined) return end(progress, 'failed', seen.words);
      // A refusal may come after the value was written: what stands there now is looked at.
      if (progress.repeats < mostRepeats) return { kind: 'read', progress: { ...progress, repeats: progress.repeats + 1, reason: seen.words } };
      return end(progress, 'failed', `${seen.words} ${leftBehind(touch)}`);
    case 'lost':
      return afterLost(progress, seen.words);
  }
}

/** After a restart: a write that was announced and has no answer counts as lost, and the server is not to blame; the person is read first. */
export function resumed(progress: Progress): Progress {
  return progress.state === 'waiting' ? progress : { ...progress, lost: progress.lost + 1, repeats: 0 };
}
