// The keychain module is optional for users and required for us: continuous integration must not pass without having it.

import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

function load(): { readonly kind: 'loaded'; readonly names: readonly string[] } | { readonly kind: 'absent'; readonly why: string } {
  try {
    return { kind: 'loaded', names: Object.keys(createRequire(import.meta.url)('keytar')) };
  } catch (error) {
    return { kind: 'absent', why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

describe('the keychain module', () => {
  it('loads on this machine', ({ skip }) => {
    const keytar = load();
    if (keytar.kind === 'absent' && process.env.CI !== 'true') skip(`keytar is not built here, so secrets last for one session only: ${keytar.why}`);
    expect(keytar).toMatchObject({ kind: 'loaded' });
    expect(keytar.kind === 'loaded' && keytar.names).toEqual(expect.arrayContaining(['getPassword', 'setPassword', 'deletePassword']));
  });
});
