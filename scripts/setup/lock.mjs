// One set-up at a time: a lock file with the owner's process id. A lock whose owner is dead is taken over.

import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Runs `work` alone among all set-ups that use the same file.
 * @template T @param {string} file @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function alone(file, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const owner = ownerOf(file);
    if (owner === undefined) continue;
    if (!isAlive(owner)) {
      takeAway(file, owner);
      continue;
    }
    if (!told) say(`another set-up is at work (process ${owner}); waiting for it`);
    told = true;
    await wait(150);
  }
  const release = () => {
    if (ownerOf(file) === process.pid) rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** The lock appears with its owner already written in it: a link is made at once or not at all. @param {string} file */
function take(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n`);
  try {
    return link(mine, file);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} from @param {string} to */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process id in the lock; undefined when the lock has gone; 0 when it is unreadable. @param {string} file */
function ownerOf(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Moves a dead owner's lock aside by name first, so that two set-ups cannot both remove a lock, one of them fresh. @param {string} file @param {number} owner */
function takeAway(file, owner) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (ownerOf(aside) !== owner) link(aside, file);
  rmSync(aside, { force: true });
}
