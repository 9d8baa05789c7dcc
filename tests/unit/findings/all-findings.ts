// Every kind of finding the app has, gathered from every module under main/ that defines one. What counts as such a module is read from the
// sources, so that none is forgotten.
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gatherKinds } from '../../../main/platform/findings/catalogue.ts';
import type { FindingKind } from '../../../main/platform/findings/define.ts';

export const repository = join(import.meta.dirname, '../../..');

export interface DefiningModule {
  readonly path: string;
  readonly source: string;
}

const definer = 'main/platform/findings/define.ts';

/** Modules that call `defineFinding`. */
export function definingModules(): readonly DefiningModule[] {
  return globSync('main/**/*.ts', { cwd: repository })
    .map((path) => ({
      path: relative(repository, join(repository, path)).replaceAll('\\', '/'),
      source: readFileSync(join(repository, path), 'utf8'),
    }))
    .filter(({ path, source }) => path !== definer && /defineFinding\b/.test(source) && /defineFinding\s*[<(]/.test(source))
    .sort((one, other) => one.path.localeCompare(other.path));
}

/** All kinds, in order of id. */
export async function allKinds(): Promise<readonly FindingKind<unknown>[]> {
  const modules: object[] = [];
  for (const { path } of definingModules()) modules.push(await import(pathToFileURL(join(repository, path)).href));
  return gatherKinds(modules);
}
