// Where set-up finds and keeps things: everything it remembers stands in .setup/ (never committed, safe to delete).

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const stateDir = path.join(root, '.setup');

/** @param {...string} parts */
export function inRoot(...parts) {
  return path.join(root, ...parts);
}

/**
 * What a step remembered, or undefined when it has nothing or something unreadable.
 * @param {string} name
 * @returns {Record<string, any> | undefined}
 */
export function recall(name) {
  try {
    return JSON.parse(readFileSync(path.join(stateDir, `${name}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {Record<string, unknown>} value */
export function remember(name, value) {
  mkdirSync(stateDir, { recursive: true });
  const file = path.join(stateDir, `${name}.json`);
  writeFileSync(`${file}.new`, `${JSON.stringify(value)}\n`);
  renameSync(`${file}.new`, file);
}

const day = 24 * 60 * 60 * 1000;

/** True for what was remembered less than a day ago. @param {Record<string, any> | undefined} memory */
export function isOfToday(memory) {
  const age = Date.now() - Number(memory?.at ?? 0);
  return age >= 0 && age < day;
}
