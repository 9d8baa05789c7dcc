// Starts npm the way it was started itself, never with a Node that stands in the folder npm is about to replace.

import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run, which } from './child.mjs';
import { headersFolder, nodePackage } from './node.mjs';
import { inRoot, stateDir } from './paths.mjs';
import { Obstacle } from './say.mjs';

/** @param {readonly string[]} args @param {{ readonly cwd?: string }} [options] */
export async function npm(args, options = {}) {
  const node = safeNode(process.env.npm_node_execpath ?? process.execPath);
  const env = environment(node);
  const cwd = options.cwd ?? inRoot();
  const script = npmScript(node);
  try {
    if (script !== undefined) return await run(node, [script, ...args], { cwd, env });
    return await run('npm', args, { cwd, env, shell: process.platform === 'win32' });
  } finally {
    if (process.platform !== 'win32') rmSync(path.join(stateDir, 'bin'), { recursive: true, force: true });
  }
}

/** npm's own file: the one that started us, or the one beside Node; undefined means npm of PATH. @param {string} node */
function npmScript(node) {
  const started = process.env.npm_execpath;
  if (started !== undefined && path.basename(started) === 'npm-cli.js' && existsSync(started)) return started;
  const prefix = path.dirname(node);
  const beside = [path.join(prefix, '../lib/node_modules/npm/bin/npm-cli.js'), path.join(prefix, 'node_modules/npm/bin/npm-cli.js')];
  const found = beside.find((file) => existsSync(file));
  if (found === undefined && which('npm') === undefined) {
    throw new Obstacle('npm was not found beside Node nor on PATH.', 'Install npm (it comes with Node from nodejs.org) and start again.');
  }
  return found;
}

/**
 * A Node outside node_modules. One inside is copied out; Windows keeps a running binary's file locked, but lets it be
 * renamed, so there it is moved.
 * @param {string} node
 */
function safeNode(node) {
  if (!isInside(node)) {
    if (process.platform === 'win32' && isInside(process.execPath)) moveOut(process.execPath);
    return node;
  }
  return process.platform === 'win32' ? moveOut(node) : copyOut(node);
}

/** @param {string} file */
function isInside(file) {
  return !path.relative(inRoot('node_modules'), path.resolve(file)).startsWith('..');
}

/** @param {string} node */
function copyOut(node) {
  const copy = path.join(stateDir, 'bin', path.basename(node));
  mkdirSync(path.dirname(copy), { recursive: true });
  // A copy of the same name may be running: it is replaced by name, not written into.
  copyFileSync(node, `${copy}.new`);
  renameSync(`${copy}.new`, copy);
  return copy;
}

/** @param {string} node */
function moveOut(node) {
  const moved = path.join(stateDir, 'bin', `${process.pid}-${path.basename(node)}`);
  mkdirSync(path.dirname(moved), { recursive: true });
  try {
    renameSync(node, moved);
    return moved;
  } catch (error) {
    throw new Obstacle(
      `The packages changed, and the Node that runs this stands among them (${error instanceof Error ? error.message : error}).`,
      'Run `npm ci` in this folder once, then start again.',
    );
  }
}

/** @param {string} node */
function environment(node) {
  // Without headers at hand a native module's build would fetch them. The package's folder exists by the time scripts run.
  const headers = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch) ? nodePackage() : headersFolder();
  return {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
    npm_node_execpath: node,
    ...(headers === undefined ? {} : { npm_config_nodedir: headers }),
  };
}
