// The log folder: what an administrator sends to support.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLog, type LogOptions } from '../../../main/platform/log/log.ts';
import { formsOf } from '../../faults/secret-forms.ts';
import { freshFolder } from '../storage/builders.ts';

const clock = { now: () => '2026-01-01T00:00:00.000Z' };

function logged(over: Partial<LogOptions> = {}) {
  const dataDir = freshFolder();
  const log = createLog({ dataDir, clock, ...over });
  const files = () => readdirSync(log.folder).sort();
  const all = () => files().map((name) => readFileSync(join(log.folder, name), 'utf8'));
  return { log, files, all, text: () => all().join('') };
}

describe('the log', () => {
  it('keeps a line an entry, and everything that was thrown with its causes', () => {
    const { log, text } = logged();
    log.write('info', 'started');
    log.write('error', 'a run broke', new Error('outer', { cause: new AggregateError([new TypeError('inner')], 'middle') }));
    const lines = text().split('\n');
    expect(lines[0]).toMatch(/^2026-01-01T00:00:00.000Z info \d+ started$/);
    expect(lines[1]).toMatch(/ error \d+ a run broke$/);
    expect(text()).toMatch(/Error: outer[\s\S]+caused by: AggregateError: middle[\s\S]+caused by: TypeError: inner/);
  });

  it('is not fooled by a server that sends line breaks', () => {
    const { log, text } = logged();
    log.write('warning', 'answer: x\r\n2026-01-01T00:00:00.000Z info 1 all is well\u2028second');
    expect(
      text()
        .split(/[\n\u2028]/)
        .filter((line) => line.startsWith('2026')),
    ).toHaveLength(1);
  });

  it('holds no secret: neither what is known nor what hangs on an error', () => {
    const { log, text } = logged();
    const secret = 'Planted+Secret/1';
    log.write('info', `before it is known: ${secret}`);
    expect(text()).toContain(secret);
    log.deleteAll();
    log.hide(secret);
    const config = { headers: { Authorization: 'Bearer other-token-1' }, data: secret };
    log.write('error', `sent ${secret}`, Object.assign(new Error(`failed with ${Buffer.from(`id:${secret}`).toString('base64')}`), { config }));
    log.write('error', 'plain object', { secret });
    log.write('info', 'Authorization: Bearer other-token-1');
    expect(text()).toContain('failed with');
    expect(formsOf(secret).filter((form) => text().includes(form))).toEqual([]);
    expect(text()).not.toContain('other-token-1');
  });

  it('is cleaned before it is cut, so that no half secret is left at the end', () => {
    const { log, text } = logged();
    log.hide('Planted+Secret/1');
    log.write('info', `${'x'.repeat(19_990)}Planted+Secret/1`);
    expect(text()).not.toContain('Plan');
  });

  it('is this user’s alone', () => {
    const { log, files } = logged();
    log.write('info', 'started');
    expect((statSync(log.folder).mode & 0o777).toString(8)).toBe('700');
    for (const name of files()) expect((statSync(join(log.folder, name)).mode & 0o777).toString(8)).toBe('600');
  });

  it('never grows beyond its files: the oldest entries go first', () => {
    const { log, files, all, text } = logged({ fileBytes: 500, files: 3 });
    for (let index = 0; index < 100; index += 1) log.write('info', `entry ${index}.`);
    expect(files()).toEqual(['steward.1.log', 'steward.2.log', 'steward.log']);
    for (const content of all()) expect(content.length).toBeLessThanOrEqual(500);
    expect(text()).toContain('entry 99.');
    expect(text()).not.toContain('entry 0.');
    expect(readFileSync(join(log.folder, 'steward.log'), 'utf8')).toContain('entry 99.');
    log.deleteAll();
    expect(files()).toEqual([]);
  });

  it('says once, elsewhere, that it cannot be written, and the app goes on', () => {
    const said: string[] = [];
    const dataDir = join(freshFolder(), 'a-file');
    writeFileSync(dataDir, '');
    const log = createLog({ dataDir, clock, onTrouble: (sentence) => said.push(sentence) });
    log.write('info', 'one');
    log.write('info', 'two');
    expect(said).toHaveLength(1);
  });
});
