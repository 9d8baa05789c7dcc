// Writes a Playwright run in the form of results.ts to the file named in STEWARD_RESULTS.

import { writeFileSync } from 'node:fs';
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import type { TestResult } from './results.ts';

function fromCase(test: TestCase): TestResult {
  const last = test.results.at(-1);
  const retries = Math.max(0, test.results.length - 1);
  const name = test.titlePath().filter(Boolean).join(' > ');
  const skip = test.annotations.find((note) => note.type === 'skip' || note.type === 'fixme');
  if (last === undefined || last.status === 'skipped') return { name, outcome: 'skipped', reason: skip?.description ?? 'no reason given', retries };
  return { name, outcome: test.ok() ? 'passed' : 'failed', retries };
}

export default class ResultsReporter implements Reporter {
  #suite: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd(): void {
    const file = process.env.STEWARD_RESULTS;
    if (file !== undefined && this.#suite !== undefined) writeFileSync(file, JSON.stringify(this.#suite.allTests().map(fromCase)));
  }

  printsToStdio(): boolean {
    return false;
  }
}
