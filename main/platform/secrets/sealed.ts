// Values too large for a system's keychain: sealed with AES-256-GCM in a file (0600) under a key of their own that the keychain keeps.
// Promise: without the keychain's entry the file says nothing; a value is either the old or the new one, whenever the process dies.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretResult, SecretStore } from './types.ts';

export interface SealedOptions {
  readonly keychain: SecretStore;
  /** Made with mode 0700 when the first value is sealed. */
  readonly folder: string;
  /** Values of more bytes than this, as UTF-8 or UTF-16, are sealed. */
  readonly largestBytes: number;
}

/** What the keychain keeps instead of the value: which file, and its key. */
const marker = /^sealed:1:([0-9a-f]{32}):([A-Za-z0-9_-]{43})$/;
const ivBytes = 12;
const tagBytes = 16;

interface Ticket {
  readonly file: string;
  readonly key: Buffer;
}

function ticketOf(kept: string | undefined): Ticket | undefined {
  const [, file, key] = marker.exec(kept ?? '') ?? [];
  return file === undefined || key === undefined ? undefined : { file, key: Buffer.from(key, 'base64url') };
}

function seal(name: string, secret: string, key: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Throws when the file was changed, or belongs to another name. */
function unseal(name: string, sealed: Buffer, key: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
}

const bytesOf = (secret: string) => Math.max(Buffer.byteLength(secret), secret.length * 2);

export function createSealedStore({ keychain, folder, largestBytes }: SealedOptions): SecretStore {
  const pathOf = (file: string) => join(folder, `${file}.sealed`);

  async function ticketFor(name: string): Promise<Ticket | undefined> {
    const kept = await keychain.get(name);
    return kept.kind === 'ok' ? ticketOf(kept.value) : undefined;
  }

  async function dropFile(ticket: Ticket | undefined): Promise<void> {
    if (ticket !== undefined) await rm(pathOf(ticket.file), { force: true });
  }

  /** The new file is whole on the disk before the keychain points to it; the old one goes last. */
  async function setSealed(name: string, secret: string): Promise<SecretResult<void>> {
    const ticket: Ticket = { file: randomBytes(16).toString('hex'), key: randomBytes(32) };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const half = `${pathOf(ticket.file)}.new`;
    await writeFile(half, seal(name, secret, ticket.key), { mode: 0o600, flush: true });
    await rename(half, pathOf(ticket.file));
    const kept = await keychain.set(name, `sealed:1:${ticket.file}:${ticket.key.toString('base64url')}`);
    if (kept.kind === 'unavailable') await dropFile(ticket);
    return kept;
  }

  return {
    async get(name) {
      const kept = await keychain.get(name);
      const ticket = kept.kind === 'ok' ? ticketOf(kept.value) : undefined;
      if (ticket === undefined) return kept;
      try {
        return { kind: 'ok', value: unseal(name, await readFile(pathOf(ticket.file)), ticket.key) };
      } catch {
        // Gone, cut or changed: for the administrator it is one and the same, and the secret cannot be had back.
        return { kind: 'unavailable', why: 'The file that holds this secret, sealed, is missing or was changed. Enter the secret again.' };
      }
    },
    async set(name, secret) {
      const before = await ticketFor(name);
      // A NUL would end the value early in the system's own calls; a text that looks like a ticket must not be taken for one.
      const plain = bytesOf(secret) <= largestBytes && !secret.includes('\0') && ticketOf(secret) === undefined;
      const kept = plain ? await keychain.set(name, secret) : await setSealed(name, secret);
      if (kept.kind === 'ok') await dropFile(before);
      return kept;
    },
    async delete(name) {
      const before = await ticketFor(name);
      const gone = await keychain.delete(name);
      if (gone.kind === 'ok') await dropFile(before);
      return gone;
    },
    status: keychain.status,
  };
}
