// The system's real keychain: gnome-keyring under a D-Bus session of its own. Skipped, with the reason, where there is none; in CI it must be there.
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKeytarStore } from '../../main/platform/secrets/keytar.ts';
import { openSecretStore } from '../../main/platform/secrets/open.ts';
import { describeSecretStore } from '../unit/secrets/contract.ts';
import { freshFolder } from '../unit/storage/builders.ts';

const service = `SCIM Steward test ${randomUUID()}`;
const keychain = createKeytarStore({ service });

async function whyNotHere(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'the test keyring is a Linux one';
  if (process.env.DBUS_SESSION_BUS_ADDRESS === undefined) return 'no D-Bus session (DBUS_SESSION_BUS_ADDRESS is not set)';
  const asked = await keychain.get('is-there-a-keyring');
  return asked.kind === 'unavailable' ? asked.why : undefined;
}

const why = await whyNotHere();
const required = process.env.CI === 'true';

function absent(reason: string): void {
  it(`the system’s keyring is here (${reason})`, (context) => {
    if (required) expect.fail(`CI must bring a keyring: ${reason}`);
    context.skip(reason);
  });
}

function present(): void {
  beforeAll(async () => {
    expect(await keychain.delete('is-there-a-keyring')).toMatchObject({ kind: 'ok' });
  });

  describeSecretStore('in the system’s keyring', async () => keychain);

  it('is chosen, and named', async () => {
    const store = openSecretStore({ dataDir: freshFolder(), env: {} });
    expect(await store.status()).toEqual({ store: 'persistent', place: expect.stringContaining('Secret Service') });
  });

  it('gives a secret to the next process of this user', async () => {
    const secret = randomUUID();
    await keychain.set('next-process', secret);
    const script = `
      import { createHash } from 'node:crypto';
      import { createKeytarStore } from ${JSON.stringify(new URL('../../main/platform/secrets/keytar.ts', import.meta.url).href)};
      const read = await createKeytarStore({ service: ${JSON.stringify(service)} }).get('next-process');
      process.stdout.write(createHash('sha256').update(String(read.value)).digest('hex'));
    `;
    const digest = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    await keychain.delete('next-process');
    expect(digest).toBe(createHash('sha256').update(secret).digest('hex'));
  });
}

if (why === undefined) describe('the system’s keyring', present);
else absent(why);
