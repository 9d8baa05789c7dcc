// The lock file and package.json: exact versions, no addresses, and complete, so that `npm ci` passes everywhere.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFiles, root } from './repository.ts';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const json = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const entries = (json('package-lock.json') as { packages: Readonly<Record<string, Entry>> }).packages;
const manifest = json('package.json') as Manifest;

/** Where Node would find a package from a folder of the lock: in its own node_modules or in one above. */
function find(from: string, name: string, among: Readonly<Record<string, Entry>>): string | undefined {
  const folders = from.split(/(?:^|\/)node_modules\//).slice(1);
  const candidates = [...folders.keys(), folders.length].reverse().map((depth) => [...folders.slice(0, depth), name]);
  return candidates.map((parts) => parts.map((part) => `node_modules/${part}`).join('/')).find((place) => among[place] !== undefined);
}

function withoutEntry(among: Readonly<Record<string, Entry>>): readonly string[] {
  return Object.entries(among).flatMap(([from, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => find(from, name, among) === undefined)
      .map((name) => `${from || 'package.json'} -> ${name}`),
  );
}

describe('the lock file', () => {
  it('has an entry for every optional dependency that anything in it names', () => {
    expect(Object.keys(entries).length).toBeGreaterThan(300);
    expect(withoutEntry(entries)).toEqual([]);
  });

  it('would be called incomplete if one system’s binding were missing', () => {
    const { 'node_modules/@biomejs/cli-darwin-arm64': removed, ...rest } = entries;
    expect(removed).toBeDefined();
    expect(withoutEntry(rest)).toEqual(['node_modules/@biomejs/biome -> @biomejs/cli-darwin-arm64']);
  });

  it('says no download address and proves every package by its hash', () => {
    const others = Object.entries(entries).filter(([name]) => name !== '');
    expect(others.filter(([, entry]) => entry.resolved !== undefined).map(([name]) => name)).toEqual([]);
    expect(others.filter(([, entry]) => entry.integrity === undefined).map(([name]) => name)).toEqual([]);
    expect(readFileSync(path.join(root, '.npmrc'), 'utf8')).toContain('omit-lockfile-registry-resolved=true');
  });

  it('agrees with package.json', () => {
    const { dependencies, devDependencies, optionalDependencies } = entries[''] as Manifest;
    expect({ dependencies, devDependencies, optionalDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
      optionalDependencies: manifest.optionalDependencies,
    });
  });
});

describe('package.json', () => {
  it('pins every version exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('has keytar as the one optional module that may build itself', () => {
    expect(manifest.optionalDependencies.keytar).toBeDefined();
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([['keytar', true]]);
  });

  it('lists what the page bundles as development dependencies only', () => {
    const sources = repositoryFiles().filter((file) => /^renderer\/.*\.tsx?$/.test(file));
    const imported = sources.flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/from '([^'.][^']*)'/g)].map((match) => match[1] ?? ''),
    );
    const packages = new Set(
      imported.map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
    );
    expect(packages).toContain('react');
    expect([...packages].filter((name) => manifest.dependencies[name] !== undefined)).toEqual([]);
    expect([...packages].filter((name) => manifest.devDependencies[name] === undefined)).toEqual([]);
  });
});
