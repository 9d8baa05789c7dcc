// Hands the terminal over to the next program: its stdio, its signals and its exit code are ours.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * @param {string} program @param {readonly string[]} args @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} the exit code; 128 and the signal's number when a signal ended it
 */
export function handOver(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: options.env ?? process.env });
    // Ctrl+C reaches the child by itself: it decides how to end, and we only must not go first.
    const stay = () => {};
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGINT', stay);
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', stay);
      process.off('SIGTERM', pass);
      process.off('SIGHUP', pass);
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]));
    });
  });
}
