import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, steward } from './in-process.ts';

const byHand = ['--scim-url', 'http://127.0.0.1:9/scim/v2/', '--token-url', 'http://127.0.0.1:9/token', '--client-id', 'c'] as const;

describe('a clean-up after a test sync that ended and could not delete', () => {
  it('says so, and does not call it cut off', async () => {
    const folder = freshFolder();
    const synced = await steward(folder, ['sync', '--practice', '--yes', '--fault', 'delete-not-done']);
    expect(synced.code).toBe(1);
    const cleaned = await steward(folder, ['cleanup', '--practice', '--yes']);
    expect(cleaned.err).toMatch(/The test sync of \d\d \w{3} \d{4}, \d\d:\d\d .+ ended, could not remove everything and left:/);
    expect(cleaned.err).not.toContain('cut off');
    expect(cleaned.err.match(/^ {2}- (?:User|Group) steward-/gm)).toHaveLength(6);
    expect(cleaned.out).toContain('Of 6 things left behind 6 are gone.');
  });
});

describe('a command that must not write', () => {
  it('refuses a locked production connection before it tells what it would do', async () => {
    const words = ['sync', ...byHand, '--client-secret-env', 'SECRET', '--test-domain', 'contoso.com', '--production', '--yes'];
    const { code, out, err } = await steward(freshFolder(), words);
    expect(code).toBe(2);
    expect(err).toContain('labelled production and is locked');
    expect(out + err).not.toContain('It will make:');
  });
});

describe('a server that is labelled production', () => {
  const given = ['--client-secret-env', 'SECRET', '--test-domain', 'contoso.com', '--yes'];

  it('is written to by hand with a reason alone', async () => {
    const tried = await steward(freshFolder(), ['sync', ...byHand, ...given, '--production', '--reason', 'CHG-42', '--json']);
    expect(tried.code).toBe(1);
    expect(JSON.parse(tried.out).findings.map(({ id }: { readonly id: string }) => id)).toEqual(['tcp.refused']);
    for (const [words, why] of [
      [['--reason', 'CHG-42'], 'goes with --scim-url and --production'],
      [['--production', '--reason', ' '], 'a sentence or a change ticket'],
      [['--production'], 'is locked'],
    ] as const)
      expect(await steward(freshFolder(), ['sync', ...byHand, ...given, ...words])).toMatchObject({ code: 2, err: expect.stringContaining(why) });
  });

  it('is not written to without the label, by giving its address by hand', async () => {
    const folder = freshFolder();
    await steward(folder, ['connections', 'add', '--name', 'Live', ...byHand, '--production']);
    const { code, err } = await steward(folder, ['sync', ...byHand, ...given]);
    expect([code, err]).toEqual([2, expect.stringContaining('use --connection “Live”')]);
    expect((await steward(folder, ['check', ...byHand, '--client-secret-env', 'SECRET'])).code).toBe(1);
  });
});

describe('a report', () => {
  it('is refused before anything is sent when its folder is not there', async () => {
    const folder = freshFolder();
    const { code, err } = await steward(folder, ['check', '--practice', '--report', join(folder, 'nowhere', 'report.html')]);
    expect(code).toBe(2);
    expect(err).toContain('its folder does not exist');
    expect((await steward(folder, ['runs'])).out).toContain('No runs yet');
  });

  it('that cannot be written takes nothing from the result, but the command has not done all it was asked', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'taken.json'));
    const { code, out, err } = await steward(folder, ['check', '--practice', '--json', '--report', join(folder, 'taken.json')]);
    expect(err).toContain('(it is a folder). The run is kept');
    expect(JSON.parse(out)).toMatchObject({ command: 'check', verdict: 'passed' });
    expect(code).toBe(2);
  });

  it('is written by “runs show” and “runs export” of a run in history', async () => {
    const folder = freshFolder();
    await steward(folder, ['check', '--practice']);
    const id = JSON.parse((await steward(folder, ['runs', '--json'])).out).runs[0].id;
    const [shown, exported] = [join(folder, 'shown.md'), join(folder, 'exported.xml')];
    expect((await steward(folder, ['runs', 'show', id, '--report', shown])).code).toBe(0);
    expect(JSON.parse((await steward(folder, ['runs', 'export', id, '--file', exported, '--json'])).out)).toEqual({
      command: 'runs',
      path: exported,
    });
    expect(readFileSync(shown, 'utf8')).toContain('# ');
    expect(readFileSync(exported, 'utf8')).toContain('<testsuites');
  });
});

describe('steps that could not run for one reason', () => {
  it('are listed with the reason once', async () => {
    const { out } = await steward(freshFolder(), ['check', '--practice', '--fault', 'token-404']);
    expect(out.match(/Not run: it needs/g)).toHaveLength(1);
    expect(out.match(/skipped, reason as above/g)?.length).toBeGreaterThan(5);
  });
});

describe('the document of a command with nothing to do', () => {
  it('has the same keys as any other', async () => {
    const folder = freshFolder();
    const nothing = JSON.parse((await steward(folder, ['cleanup', '--practice', '--json'])).out);
    const something = JSON.parse((await steward(folder, ['check', '--practice', '--json'])).out);
    // A connection test adds the two columns.
    expect(Object.keys(something)).toEqual([...Object.keys(nothing), 'columns']);
  });
});

describe('help', () => {
  it('says with what “runs compare” ends', async () => {
    expect((await steward(freshFolder(), ['help', 'runs'])).out).toContain('“runs compare” when a step of the later run newly fails');
  });
});
