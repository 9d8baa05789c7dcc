// Writes a Vitest run in the form of results.ts to the file named in STEWARD_RESULTS. A file that cannot be loaded is a failure.

import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { TestResult } from './results.ts';

function fromCase(test: TestCase): TestResult {
  const result = test.result();
  const retries = test.diagnostic()?.retryCount ?? 0;
  const name = `${test.module.relativeModuleId} > ${test.fullName}`;
  if (result.state === 'skipped') return { name, outcome: 'skipped', reason: result.note ?? 'no reason given', retries };
  return { name, outcome: result.state === 'passed' ? 'passed' : 'failed', retries };
}

function fromModule(module: TestModule): readonly TestResult[] {
  const tests = [...module.children.allTests()].map(fromCase);
  const broken = module.state() === 'failed' && !tests.some((test) => test.outcome === 'failed');
  return broken ? [...tests, { name: `${module.relativeModuleId} (the file itself)`, outcome: 'failed', retries: 0 }] : tests;
}

export default class ResultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env.STEWARD_RESULTS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(modules.flatMap(fromModule)));
  }
}
