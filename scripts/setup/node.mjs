// Finds Node 24 for everything after set-up: the binary that an npm package brought, else the Node that runs npm or this.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { ask } from './child.mjs';
import { inRoot } from './paths.mjs';
import { Obstacle } from './say.mjs';

const wanted = 24;

/** The folder of the npm package with Node 24 for this machine: its binary and its headers. There may be none. */
export function nodePackage() {
  return inRoot('node_modules', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`);
}

/** Path of a Node that is new enough. @returns {string} */
export function findNode() {
  const packaged = path.join(nodePackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(packaged) && majorOf(packaged) >= wanted) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= wanted) return process.execPath;
  const ofNpm = process.env.npm_node_execpath;
  if (ofNpm !== undefined && majorOf(ofNpm) >= wanted) return ofNpm;
  throw new Obstacle(
    `Node ${wanted} is needed, and there is no ready package of it for ${process.platform} ${process.arch}; this is Node ${process.versions.node}.`,
    `Install Node ${wanted} or newer from nodejs.org, or with the version manager you use, and start again.`,
  );
}

/** @param {string} binary */
function majorOf(binary) {
  return Number.parseInt((ask(binary, ['--version']) ?? 'v0').slice(1), 10);
}

/** A folder with Node's headers for native modules, or undefined: node-gyp would try to fetch them then. @returns {string | undefined} */
export function headersFolder() {
  const candidates = [nodePackage(), path.resolve(path.dirname(process.execPath), '..'), '/usr'];
  return candidates.find((folder) => existsSync(path.join(folder, 'include', 'node', 'node_api.h')));
}
