// Holds the import rules over every source file, and proves first that each kind of violation would be caught.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { violationsIn } from './import-rules.ts';
import { repositoryFiles, root } from './repository.ts';

const product = ['contract', 'main', 'preload', 'renderer'] as const;
const isSource = (name: string): boolean => /\.[cm]?[jt]sx?$/.test(name);

function onDisk(folder: string): readonly string[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isSource(entry.name));
  return files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

const planted: readonly (readonly [what: string, file: string, source: string])[] = [
  ['upward, from platform to a feature', 'main/platform/http/planted.ts', "import { start } from '../../features/runs/start.ts';"],
  ['upward, from domain to platform', 'main/domain/planted.ts', "import { request } from '../platform/http/request.ts';"],
  ['upward, from a protocol to a feature', 'main/protocols/scim/planted.ts', "export { x } from '../../features/runs/x.ts';"],
  ['upward, from a feature to compose', 'main/features/runs/planted.ts', "import { compose } from '../../compose.ts';"],
  ['upward, from a feature to the shell', 'main/features/runs/planted.ts', "import '../../shell/window.ts';"],
  ['sideways, between features', 'main/features/runs/planted.ts', "import { a } from '../test-sync/a.ts';"],
  ['sideways, from domain to a protocol', 'main/domain/planted.ts', "import { a } from '../protocols/scim/a.ts';"],
  ['type-only, between features', 'main/features/runs/planted.ts', "import type { A } from '../test-sync/a.ts';"],
  ['type-only, as import() in a type', 'main/platform/runs/planted.ts', "export type A = import('../../features/runs/a.ts').A;"],
  ['type-only, re-exported', 'main/platform/runs/planted.ts', "export type { A } from '../../protocols/scim/a.ts';"],
  ['star re-export', 'main/platform/runs/planted.ts', "export * from '../../protocols/scim/a.ts';"],
  ['dynamic', 'main/platform/runs/planted.ts', "export const a = () => import('../../features/runs/a.ts');"],
  ['dynamic, with a template', 'main/platform/runs/planted.ts', 'export const a = () => import(`../../features/runs/a.ts`);'],
  ['dynamic and computed', 'main/platform/runs/planted.ts', 'export const a = (name: string) => import(name);'],
  ['import = require', 'main/platform/runs/planted.cts', "import a = require('../../features/runs/a.ts');"],
  ['createRequire', 'main/features/runs/planted.ts', "createRequire(import.meta.url)('electron');"],
  ['values of domain in a protocol', 'main/protocols/scim/planted.ts', "import { a } from '../../domain/a.ts';"],
  ['electron in a feature', 'main/features/runs/planted.ts', "import { app } from 'electron';"],
  ['a type of electron in the terminal', 'main/cli/planted.ts', "import type { App } from 'electron';"],
  ['electron in the window entry', 'main/index.ts', "const { app } = await import('electron/main');"],
  ['keytar outside its one place', 'main/features/connections/planted.ts', "import keytar from 'keytar';"],
  ['SQLite outside storage', 'main/features/runs/planted.ts', "import { DatabaseSync } from 'node:sqlite';"],
  ['the practice tenant in a feature', 'main/features/overview/planted.ts', "import { seed } from '../../practice/seed.ts';"],
  ['the practice tenant in the terminal', 'main/cli/planted.ts', "import { seed } from '../practice/seed.ts';"],
  ['main in the renderer', 'renderer/app/planted.tsx', "import type { App } from '../../main/app-types.ts';"],
  ['values of contract in the renderer', 'renderer/app/planted.tsx', "import { schema } from '../../contract/common.ts';"],
  ['an inline type import of contract, which stays as an import', 'renderer/app/planted.ts', "import { type A } from '../../contract/common.ts';"],
  ['Node in the renderer', 'renderer/app/planted.tsx', "import { readFile } from 'node:fs/promises';"],
  ['electron in the renderer', 'renderer/app/planted.tsx', "import { shell } from 'electron';"],
  ['schemas in the preload', 'preload/planted.ts', "import { schema } from '../contract/common.ts';"],
  ['a package in the preload', 'preload/planted.ts', "import { z } from 'zod';"],
  ['anything in the list of channels', 'contract/channels.ts', "import { z } from 'zod';"],
  ['main in contract', 'contract/planted.ts', "import type { App } from '../main/app-types.ts';"],
  ['a package other than zod in contract', 'contract/planted.ts', "import axios from 'axios';"],
  ['tests in the product', 'main/compose.ts', "import { twin } from '../tests/unit/twin.ts';"],
  ['fork by name', 'main/features/runs/planted.ts', "import { fork } from 'node:child_process';"],
  ['fork as a member', 'main/features/runs/planted.ts', "import * as processes from 'node:child_process'; processes.fork('x');"],
];

const innocent: readonly (readonly [what: string, file: string, source: string])[] = [
  [
    'a feature may use protocols, domain, platform and contract',
    'main/features/runs/innocent.ts',
    "import { a } from '../../protocols/scim/a.ts'; import { b } from '../../domain/b.ts'; import { c } from '../../platform/c.ts'; import { d } from '../../../contract/runs.ts';",
  ],
  ['a feature may use its own files', 'main/features/runs/deep/innocent.ts', "import { a } from '../a.ts';"],
  ['a protocol may use types of domain', 'main/protocols/scim/innocent.ts', "import type { A } from '../../domain/a.ts';"],
  ['the shell knows electron', 'main/shell/innocent.ts', "import { app } from 'electron';"],
  [
    'the renderer may use types of contract and its libraries',
    'renderer/app/innocent.tsx',
    "import type { A } from '../../contract/common.ts'; import { useState } from 'react';",
  ],
  ['compose may use the practice tenant', 'main/compose.ts', "import { start } from './practice/start.ts';"],
];

describe('a planted violation is caught', () => {
  it.each(planted)('%s', (_what, file, source) => {
    expect(violationsIn(file, source)).toHaveLength(1);
  });
});

describe('what the house allows is not reported', () => {
  it.each(innocent)('%s', (_what, file, source) => {
    expect(violationsIn(file, source)).toEqual([]);
  });
});

describe('every source file of the product', () => {
  const files = repositoryFiles().filter((file) => isSource(file) && product.some((folder) => file.startsWith(`${folder}/`)));

  it('is among the files read: none that stands on the disk is overlooked, and no folder is empty', () => {
    expect(product.filter((folder) => !files.some((file) => file.startsWith(`${folder}/`)))).toEqual([]);
    expect(product.flatMap(onDisk).sort()).toEqual(files);
  });

  it('imports only downward', () => {
    const violations = files.flatMap((file) => violationsIn(file, readFileSync(path.join(root, file), 'utf8')));
    expect(violations.map(({ file, line, what }) => `${file}:${line} ${what}`)).toEqual([]);
  });
});
