// What git knows of the repository: the files it tracks and those it would track.

import { spawnSync } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

function git(...args: readonly string[]): readonly string[] {
  const answer = spawnSync('git', ['-C', root, ...args, '-z'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (answer.status !== 0) throw new Error(`git ${args.join(' ')} failed: ${answer.stderr}`);
  return answer.stdout.split('\0').filter((name) => name !== '');
}

/** Files that are tracked, or new and not ignored, and present; relative, with forward slashes. */
export function repositoryFiles(): readonly string[] {
  const gone = new Set(git('ls-files', '--deleted'));
  return [...new Set(git('ls-files', '--cached', '--others', '--exclude-standard'))].filter((name) => !gone.has(name)).sort();
}
