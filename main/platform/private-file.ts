// Writes a file where the administrator said: only this user can read it, also when one with other rights was there, and a reader
// sees the old file or the new one, never half of one. A place that cannot be written is the administrator's to mend, not a bug.
import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Refusal } from './refusal.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that place is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user’s share of the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/** Refuses with `file-not-written`; `advice` is the sentence after the reason. Text that is too much to hold comes in parts. */
export async function writePrivateFile(path: string, text: string | AsyncIterable<string>, advice = 'Choose another place.'): Promise<void> {
  try {
    await write(path, text);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
    const code = String(thrown.code);
    throw new Refusal('file-not-written', `The file could not be written: ${path} (${reasons[code] ?? code}). ${advice}`, { path });
  }
}

async function write(path: string, text: string | AsyncIterable<string>): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  // A pipe or a device is written to, not replaced; a folder refuses by itself.
  if (there !== undefined && !there.isFile()) return writeFile(path, text);
  // A link stays one: what it points to is replaced.
  const target = there === undefined ? path : await realpath(path);
  const beside = `${target}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(beside, text, { mode: 0o600, flag: 'wx', flush: true });
    await rename(beside, target);
  } catch (thrown) {
    await rm(beside, { force: true });
    throw thrown;
  }
}
