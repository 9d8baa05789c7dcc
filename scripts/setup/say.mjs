// How set-up talks: one line a step, on stderr, so that the terminal's stdout stays clean. Nothing is said when
// nothing is done. A failed step is an Obstacle: what is wrong and what to do about it.

/** A step that cannot go on, with the way out for the person who reads it. */
export class Obstacle extends Error {
  /** @param {string} what @param {string} wayOut */
  constructor(what, wayOut) {
    super(`${what}\n  ${wayOut.replaceAll('\n', '\n  ')}`);
    this.name = 'Obstacle';
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}
