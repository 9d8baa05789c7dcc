// What every suite writes, whoever runs it, and what `npm test` counts. One form for Vitest, Playwright and the two checks.

import { readFileSync } from 'node:fs';

export interface TestResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped; nothing for the others. */
  readonly reason?: string;
  /** Times it was run again before this outcome. */
  readonly retries: number;
}

export interface SuiteResult {
  readonly suite: string;
  readonly tests: readonly TestResult[];
  readonly seconds: number;
  /** What went wrong beside the tests: it did not start, did not end, ran nothing. Each counts as a failure. */
  readonly troubles: readonly string[];
}

/** Reads what a reporter wrote; undefined when it wrote nothing, which means that its suite did not come to its end. */
export function readResults(file: string): readonly TestResult[] | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as readonly TestResult[];
  } catch {
    return undefined;
  }
}

export function countOf(results: readonly SuiteResult[], outcome: TestResult['outcome']): number {
  const tests = results.flatMap((suite) => suite.tests).filter((test) => test.outcome === outcome).length;
  return outcome === 'failed' ? tests + results.flatMap((suite) => suite.troubles).length : tests;
}

/** The rules a suite must keep beside its tests: it ran some, ended well exactly when none failed, and retried none. */
export function troublesOf(tests: readonly TestResult[] | undefined, code: number, timedOut: 'in time' | 'timed out'): readonly string[] {
  if (timedOut === 'timed out') return ['it did not end in its time and was stopped'];
  if (tests === undefined) return [`it wrote no results (exit code ${code})`];
  const troubles: string[] = [];
  if (!tests.some((test) => test.outcome !== 'skipped')) troubles.push('it ran no test');
  if (tests.some((test) => test.retries > 0)) troubles.push('it ran a test again after a failure');
  if (code !== 0 && !tests.some((test) => test.outcome === 'failed')) troubles.push(`it ended with code ${code} although no test failed`);
  return troubles;
}
