import { describe, expect, it } from 'vitest';
import { readArguments, readLimits } from '../../../main/cli/arguments.ts';
import { onceId } from '../../../main/cli/context.ts';
import { defaultDataDir } from '../../../main/cli/data-dir.ts';
import { exitCode, reportFormat } from '../../../main/cli/follow-run.ts';
import { clean, wrap } from '../../../main/cli/report.ts';
import { newRun } from '../../../main/platform/runs/living-run.ts';

const refusal = (...argv: string[]) => {
  try {
    readArguments(argv);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
};

describe('the words of the command line', () => {
  it('refuses every way to put a secret on the command line and says what to use', () => {
    for (const word of ['--client-secret=abc', '--client-secret', '--secret=abc', '--password=abc', '--bearer=abc', '--token=abc']) {
      expect(refusal('check', word, 'abc')).toContain('--client-secret-env');
      expect(refusal('check', word, 'abc')).not.toContain('abc');
    }
  });

  it('names an unknown command or option', () => {
    expect(refusal('chek')).toContain('“chek” is not a command');
    expect(refusal('check', '--colour')).toContain('--colour');
  });

  it('takes several faults and reports', () => {
    expect(readArguments(['check', '--fault', 'scim-401', '--fault', 'token-404', '--report', 'a.html']).options).toMatchObject({
      fault: ['scim-401', 'token-404'],
      report: ['a.html'],
    });
  });

  it('sets limits by option and leaves the usual ones alone', () => {
    expect(readLimits(readArguments(['check']).options)).toEqual({});
    expect(readLimits(readArguments(['check', '--connect-seconds', '5', '--body-megabytes', '1']).options)).toEqual({
      connectMs: 5000,
      bodyBytes: 1_048_576,
    });
    expect(() => readLimits(readArguments(['check', '--answer-seconds', 'soon']).options)).toThrow('--answer-seconds is a whole number');
  });

  it('passes over no word', () => {
    expect(refusal('check', 'Prod', '--practice')).toContain('“Prod” means nothing here');
    expect(refusal('runs', 'compare', 'one', 'two', 'three')).toContain('“three”');
    expect(refusal('connections', 'show', 'My', 'tenant')).toContain('quotation marks');
    expect(refusal('help', 'chek')).toContain('There is no help on “chek”');
    expect(readArguments(['runs', 'compare', 'one', 'two']).words).toEqual(['compare', 'one', 'two']);
  });

  it('shows help for nothing, for help and for -h', () => {
    expect(readArguments([]).command).toBe('help');
    expect(readArguments(['sync', '-h'])).toMatchObject({ command: 'help', words: ['sync'] });
  });
});

describe('the terminal’s small parts', () => {
  it('knows a report by its ending and refuses another', () => {
    expect(['a.html', 'b.JSON', 'c.xml', 'd.har', 'e.md'].map(reportFormat)).toEqual(['html', 'json', 'junit', 'har', 'markdown']);
    expect(() => reportFormat('f.docx')).toThrow('.html');
  });

  it('lets no text from a server drive the terminal', () => {
    expect(clean('a\u001B[31mb\u0007c\u202Ed\r\ne')).toBe('abcd e');
    expect(
      wrap('word '.repeat(60).trim(), '  ')
        .split('\n')
        .every((line) => line.length <= 100),
    ).toBe(true);
  });

  it('gives one endpoint and client the same id, and others another', () => {
    expect(onceId('https://a/', 'x')).toBe(onceId('https://a/', 'x'));
    expect(onceId('https://a/', 'x')).not.toBe(onceId('https://a/', 'y'));
  });

  it('keeps its data where the window does', () => {
    expect(defaultDataDir('linux', {}, '/home/u')).toBe('/home/u/.config/SCIM Steward');
    expect(defaultDataDir('linux', { STEWARD_DATA_DIR: '/data' }, '/home/u')).toBe('/data');
  });

  it('ends with 1 on an error finding, 0 on warnings, 130 when cancelled and 3 on a bug', () => {
    const connection = { id: 'c', name: 'C', practice: true, production: false, idp: 'entra' } as const;
    const run = newRun('r', { kind: 'connection-test', connection, options: {}, faults: [], crash: 'discard' }, '2026-11-23T00:00:00.000Z');
    const finding = { id: 'x', title: '', cause: '', remedy: [], actor: 'you', evidence: [], source: { title: '' }, stepIds: [] } as const;
    const withFinding = (severity: 'error' | 'warning') => ({
      ...run,
      state: 'finished' as const,
      findings: [{ ...finding, remedy: [], evidence: [], stepIds: [], severity }],
    });
    expect(exitCode(withFinding('error'))).toBe(1);
    expect(exitCode(withFinding('warning'))).toBe(0);
    expect(exitCode({ ...run, state: 'cancelled' })).toBe(130);
    expect(exitCode({ ...run, state: 'broken' })).toBe(3);
  });
});
