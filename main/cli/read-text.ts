// A text file that an administrator names: refused in words when it cannot be opened or is too large, read as UTF-8 or as the UTF-16 that PowerShell writes.
import { readFile, stat } from 'node:fs/promises';
import { usage } from './arguments.ts';

const megabyte = 1_000_000;

/** `limit` in bytes. */
export async function readText(path: string, limit: number, tooLarge: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw usage(`The file “${path}” cannot be opened.`);
  if (found.size > limit) throw usage(`The file “${path}” is larger than ${limit / megabyte} MB. ${tooLarge}`);
  const bytes = await readFile(path).catch(() => {
    throw usage(`The file “${path}” cannot be opened.`);
  });
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}
