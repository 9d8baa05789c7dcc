// What every place for secrets promises, whatever it is made of.
import { describe, expect, it } from 'vitest';
import type { SecretStore } from '../../../main/platform/secrets/types.ts';

const large = Array.from({ length: 8 * 1024 }, (_, index) => String.fromCharCode(33 + ((index * 7) % 94))).join('');

export const secretsToKeep: Record<string, string> = {
  'a short secret': 's3cr3t',
  'a secret with every kind of character': ' p@ss "w0rd" +/=\\ üñ 漢字 🔑 ',
  'a secret of 8 KB': large,
  'a secret that looks like the store’s own notes': `sealed:1:${'0'.repeat(32)}:${'A'.repeat(43)}`,
};

export function describeSecretStore(place: string, make: () => Promise<SecretStore>): void {
  describe(`secrets ${place}`, () => {
    for (const [what, secret] of Object.entries(secretsToKeep)) {
      it(`give back ${what} as it was`, async () => {
        const store = await make();
        expect(await store.set('contract-a', secret)).toEqual({ kind: 'ok', value: undefined });
        expect(await store.get('contract-a')).toEqual({ kind: 'ok', value: secret });
        expect(await store.delete('contract-a')).toEqual({ kind: 'ok', value: undefined });
        expect(await store.get('contract-a')).toEqual({ kind: 'ok', value: undefined });
      });
    }

    it('keep each name’s own, the newest', async () => {
      const store = await make();
      await store.set('contract-a', large);
      await store.set('contract-b', 'other');
      await store.set('contract-a', 'newer');
      await store.set('contract-b', large.toUpperCase());
      expect(await store.get('contract-a')).toEqual({ kind: 'ok', value: 'newer' });
      expect(await store.get('contract-b')).toEqual({ kind: 'ok', value: large.toUpperCase() });
      await store.delete('contract-a');
      expect(await store.get('contract-b')).toEqual({ kind: 'ok', value: large.toUpperCase() });
      await store.delete('contract-b');
    });

    it('say nothing of a name that was never set, and delete it without complaint', async () => {
      const store = await make();
      expect(await store.get('contract-never')).toEqual({ kind: 'ok', value: undefined });
      expect((await store.delete('contract-never')).kind).toBe('ok');
    });
  });
}
