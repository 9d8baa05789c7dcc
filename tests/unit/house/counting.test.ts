// What `npm test` makes of a suite's results: nothing that went wrong may look like a pass.

import { describe, expect, it } from 'vitest';
import { countOf, type SuiteResult, type TestResult, troublesOf } from '../../../scripts/test/results.ts';

const passed: TestResult = { name: 'a', outcome: 'passed', retries: 0 };
const failed: TestResult = { name: 'b', outcome: 'failed', retries: 0 };
const skipped: TestResult = { name: 'c', outcome: 'skipped', reason: 'no keyring here', retries: 0 };

describe('a suite fails beside its tests when', () => {
  it.each([
    ['it wrote no results', troublesOf(undefined, 0, 'in time')],
    ['it ran no test', troublesOf([], 0, 'in time')],
    ['it skipped every test', troublesOf([skipped], 0, 'in time')],
    ['it passed only the second time', troublesOf([{ ...passed, retries: 1 }], 0, 'in time')],
    ['it ended badly although all passed, as after an error outside any test', troublesOf([passed], 1, 'in time')],
    ['it hung', troublesOf([passed], 1, 'timed out')],
  ])('%s', (_what, troubles) => {
    expect(troubles).toHaveLength(1);
  });

  it('and not when it passed with a skip that has its reason, nor twice when a test failed', () => {
    expect(troublesOf([passed, skipped], 0, 'in time')).toEqual([]);
    expect(troublesOf([passed, failed], 1, 'in time')).toEqual([]);
  });
});

describe('the numbers of the last line', () => {
  it('count every test once and every trouble as a failure', () => {
    const results: readonly SuiteResult[] = [
      { suite: 'unit', tests: [passed, failed, skipped], seconds: 1, troubles: [] },
      { suite: 'e2e', tests: [], seconds: 0, troubles: ['tests/e2e is absent'] },
    ];
    expect((['passed', 'failed', 'skipped'] as const).map((outcome) => countOf(results, outcome))).toEqual([1, 2, 1]);
  });
});
