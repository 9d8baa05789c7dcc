// The import rules of the house as data: which place a file stands in, and what each place may import.

import path from 'node:path';
import { readImports } from './read-imports.ts';

/** A place: the longest prefix wins. A feature is a place of its own, so that features cannot import each other. */
const places = [
  ['contract/channels.ts', 'channels'],
  ['contract/', 'contract'],
  ['main/compose.ts', 'compose'],
  ['main/composition/', 'compose'],
  ['main/app-types.ts', 'app-types'],
  ['main/index.ts', 'window entry'],
  ['main/version.ts', 'version'],
  ['package.json', 'manifest'],
  ['main/shell/', 'shell'],
  ['main/cli/', 'cli'],
  ['main/features/', 'feature'],
  ['main/domain/', 'domain'],
  ['main/protocols/', 'protocols'],
  ['main/platform/', 'platform'],
  ['main/practice/', 'practice'],
  ['preload/', 'preload'],
  ['renderer/', 'renderer'],
] as const;

type Place = (typeof places)[number][1] | 'elsewhere';

/** What a place may import beside itself; `type` allows types only. */
const may: Readonly<Record<Place, Readonly<Partial<Record<Place, 'value' | 'type'>>>>> = {
  channels: {},
  contract: { channels: 'value' },
  domain: { contract: 'value', channels: 'value' },
  platform: { contract: 'value', channels: 'value' },
  protocols: { contract: 'value', channels: 'value', platform: 'value', domain: 'type' },
  feature: { contract: 'value', channels: 'value', platform: 'value', protocols: 'value', domain: 'value' },
  practice: { contract: 'value', channels: 'value', platform: 'value', protocols: 'value', domain: 'value' },
  version: { manifest: 'value' },
  manifest: {},
  'app-types': { contract: 'value', channels: 'value', platform: 'type' },
  shell: { contract: 'value', channels: 'value', platform: 'value', protocols: 'value', domain: 'value', feature: 'value', 'app-types': 'value' },
  cli: {
    contract: 'value',
    channels: 'value',
    platform: 'value',
    protocols: 'value',
    domain: 'value',
    feature: 'value',
    'app-types': 'value',
    version: 'value',
    compose: 'value',
  },
  compose: {
    contract: 'value',
    channels: 'value',
    platform: 'value',
    protocols: 'value',
    domain: 'value',
    feature: 'value',
    'app-types': 'value',
    version: 'value',
    practice: 'value',
  },
  'window entry': {
    contract: 'value',
    channels: 'value',
    platform: 'value',
    'app-types': 'value',
    version: 'value',
    compose: 'value',
    shell: 'value',
  },
  preload: { channels: 'value' },
  renderer: { contract: 'type', channels: 'type' },
  elsewhere: {},
};

/** Packages that only some files may import, by prefix. */
const guarded: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/shell/', 'preload/'],
  keytar: ['main/platform/secrets/'],
  axios: ['main/platform/http/'],
  'node:sqlite': ['main/platform/storage/'],
};

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

function placeOf(file: string): Place {
  return places.find(([prefix]) => file.startsWith(prefix))?.[1] ?? 'elsewhere';
}

/** The folder of a feature or a protocol, so that two of a kind are told apart. */
function roomOf(file: string): string {
  return file.split('/').slice(0, 3).join('/');
}

function judgeOwn(file: string, target: string, kind: 'value' | 'type'): string | undefined {
  const [from, to] = [placeOf(file), placeOf(target)];
  if (from === to && from !== 'elsewhere') {
    return from === 'feature' && roomOf(file) !== roomOf(target) ? `a feature imports another feature (${target})` : undefined;
  }
  const allowed = may[from][to];
  if (allowed === undefined) return `${from} imports ${to === 'elsewhere' ? 'what is not the product' : to} (${target})`;
  return allowed === 'type' && kind === 'value' ? `${from} may import only types of ${to} (${target})` : undefined;
}

function judgePackage(file: string, target: string): string | undefined {
  const place = placeOf(file);
  const name = target.startsWith('node:')
    ? target
    : target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');
  const where = guarded[name];
  if (where !== undefined && !where.some((prefix) => file.startsWith(prefix))) return `${name} is imported outside ${where.join(' and ')}`;
  switch (place) {
    case 'channels':
      return `contract/channels.ts imports ${target}`;
    case 'contract':
      return name === 'zod' ? undefined : `contract imports ${target}`;
    case 'preload':
      return name === 'electron' ? undefined : `preload imports ${target}`;
    case 'renderer':
      return name.startsWith('node:') ? `renderer imports ${target}` : undefined;
    case 'domain':
      return name.startsWith('node:') && name !== 'node:crypto' ? `domain does I/O with ${target}` : undefined;
    default:
      return undefined;
  }
}

/** All violations of one file; its path is relative to the root, with forward slashes. */
export function violationsIn(file: string, source: string): readonly Violation[] {
  const { imports, forks } = readImports(file, source);
  const found = imports.flatMap(({ target, kind, line }) => {
    const what =
      target === undefined
        ? 'a computed import cannot be judged'
        : target.startsWith('.')
          ? judgeOwn(file, path.posix.join(path.posix.dirname(file), target), kind)
          : judgePackage(file, target);
    return what === undefined ? [] : [{ file, line, what }];
  });
  return [...found, ...forks.map((line) => ({ file, line, what: 'child_process.fork does not work in the packaged app' }))];
}
