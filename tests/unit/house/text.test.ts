// What must not stand in any tracked file: paths of somebody's machine, addresses of package registries, download addresses.

import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFiles, root } from './repository.ts';

// Put together from pieces, so that this file does not find itself.
// Made-up home folders (/home/a) are fine in tests; those of build machines and of whoever runs this are not.
const homes = ['work', 'root', 'farm', `home/${userInfo().username}`, `Users/${userInfo().username}`].map((folder) => `/${folder}/[a-z]`);
const machinePath = new RegExp(`(^|[\\s"'\`(=])(${homes.join('|')})`);
const registries = ['npmjs', 'npmmirror', 'yarnpkg'].map((name) => `registry\\.${name}\\.`);
const registry = new RegExp(`${registries.join('|')}|"resolved": *"http`);

function found(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (machinePath.test(line) || registry.test(line) ? [`${index + 1}: ${line.trim().slice(0, 120)}`] : []));
}

const isText = (file: string): boolean => !/\.(png|ico|icns|woff2?)$/.test(file);

describe('tracked files', () => {
  it('would be caught with a machine’s path or a registry’s address in them', () => {
    const bad = [
      `const file = '${'/ro'}${'ot/app/x.ts'}';`,
      `see ${'/wo'}${'rk/app/notes'}`,
      `https://registry.${'npmjs'}.org/x`,
      `"resolved": "${'http'}s://x"`,
    ];
    expect(bad.filter((line) => found(line).length !== 1)).toEqual([]);
    expect(found('GET /multipass/api/scim/abc/v2/Users of /etc/ssl and framework/main')).toEqual([]);
  });

  it('hold neither', () => {
    const files = repositoryFiles().filter(isText);
    expect(files).toContain('package-lock.json');
    const hits = files.flatMap((file) => found(readFileSync(path.join(root, file), 'utf8')).map((line) => `${file}:${line}`));
    expect(hits).toEqual([]);
  });
});
