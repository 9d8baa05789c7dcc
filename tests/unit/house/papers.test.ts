import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const paper = (name: string): string => readFileSync(join(root, name), 'utf8');

describe('CONTRIBUTING', () => {
  it('names every package with its reason, and none that is gone', () => {
    const manifest: Record<string, unknown> = JSON.parse(paper('package.json'));
    const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => Object.keys(manifest[kind] ?? {}));
    const table = paper('CONTRIBUTING.md').split('## Dependencies, and why')[1] ?? '';
    const rows = [...table.matchAll(/^\| (?!package|---)([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];
    const named = rows.flatMap(([, names = '']) => names.split(', '));
    expect(named.sort()).toEqual(wanted.sort());
    for (const [row, , purpose = '', reason = ''] of rows) expect(Math.min(purpose.trim().length, reason.trim().length), row).toBeGreaterThan(4);
  });
});

describe('the papers', () => {
  it.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'docs/architecture.md', 'docs/connection-test.md', 'docs/test-sync.md'])(
    '%s leads nowhere that is not there',
    (name) => {
      const text = paper(name);
      const targets = [...text.matchAll(/\]\(([^)#\s]+)|(?:src|srcset)="([^"]+)"/g)].map(([, link, image]) => link ?? image ?? '');
      const local = targets.filter((target) => !/^[a-z]+:/i.test(target));
      expect(local.filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
    },
  );

  it('name in README the two commands, the terminal and what is not done', () => {
    const readme = paper('README.md');
    for (const part of ['npm start', 'npm test', '## Five minutes', '## In the terminal', '## What you can rely on', '## Not done yet'])
      expect(readme).toContain(part);
  });
});
