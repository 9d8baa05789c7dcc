// The settings that make the installed app more than a browser with Node: read from electron-builder.yml, since only a build with
// Electron's real binary could show them at work.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './repository.ts';

const text = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');

/** The plain `name: value` lines under a heading of the file. */
function section(name: string): Readonly<Record<string, string>> {
  const block = new RegExp(`^${name}:\\n((?: .*\\n|#.*\\n|\\n)*)`, 'm').exec(text)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/^ {2}(\w+): (.+)$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

describe('the installed app', () => {
  it('has every fuse set: no general-purpose Node, no instructions from the environment, only the signed archive', () => {
    expect(section('electronFuses')).toEqual({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      grantFileProtocolExtraPrivileges: 'false',
    });
  });

  it('runs hardened on macOS with the one entitlement V8 needs', () => {
    expect(section('mac')).toMatchObject({ hardenedRuntime: 'true', target: '[dmg, zip]' });
    const entitlements = readFileSync(path.join(root, 'assets/entitlements.mac.plist'), 'utf8');
    expect([...entitlements.matchAll(/<key>(.+)<\/key>/g)].map((match) => match[1])).toEqual(['com.apple.security.cs.allow-jit']);
  });

  it('installs for one user on Windows, without elevation', () => {
    expect(section('nsis')).toMatchObject({ perMachine: 'false', allowElevation: 'false' });
  });

  it('has its icons in every format a system asks for', () => {
    const start = (file: string, length: number): string => readFileSync(path.join(root, 'assets', file)).toString('latin1', 0, length);
    expect(start('icon.icns', 4)).toBe('icns');
    expect(start('icon.ico', 4)).toBe('\0\0\x01\0');
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      const png = readFileSync(path.join(root, `assets/icons/${size}x${size}.png`));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
  });
});
