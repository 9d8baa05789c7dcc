import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { writePrivateFile } from '../../../main/platform/private-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const onPosix = process.platform !== 'win32';

describe('a file written where the administrator said', () => {
  it('can be read by this user alone', async () => {
    const path = join(folder, 'report.html');
    await writePrivateFile(path, 'people');
    expect(readFileSync(path, 'utf8')).toBe('people');
    if (onPosix) expect(mode(path)).toBe('600');
  });

  it('takes others’ rights from one that was there, and leaves nothing beside it', async () => {
    const path = join(folder, 'report.html');
    writeFileSync(path, 'a longer text than the new one');
    chmodSync(path, 0o644);
    await writePrivateFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    if (onPosix) expect(mode(path)).toBe('600');
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('replaces the old file as a whole: who has it open reads the old text to its end', async () => {
    const path = join(folder, 'report.html');
    writeFileSync(path, 'old');
    const { ino } = statSync(path);
    await writePrivateFile(path, 'new');
    expect(statSync(path).ino).not.toBe(ino);
  });

  it.runIf(onPosix)('keeps a link and replaces what it points to', async () => {
    const [link, real] = [join(folder, 'link.json'), join(folder, 'real.json')];
    writeFileSync(real, 'old');
    symlinkSync(real, link);
    await writePrivateFile(link, 'new');
    expect(readFileSync(real, 'utf8')).toBe('new');
    expect(mode(real)).toBe('600');
  });

  it('refuses a place that cannot be written with its reason and what to do, and leaves nothing there', async () => {
    mkdirSync(join(folder, 'taken.html'));
    await expect(writePrivateFile(join(folder, 'taken.html'), 'x')).rejects.toMatchObject({
      code: 'file-not-written',
      message: `The file could not be written: ${join(folder, 'taken.html')} (it is a folder). Choose another place.`,
    });
    const lost = join(folder, 'nowhere', 'report.html');
    await expect(writePrivateFile(lost, 'x', 'The run is kept.')).rejects.toThrow('(its folder does not exist). The run is kept.');
    expect(existsSync(lost)).toBe(false);
    expect(readdirSync(folder)).toEqual(['taken.html']);
  });
});
