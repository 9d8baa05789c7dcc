// Runs the suites one after the other and says what came of them. Failures stand in full where they happen; at the end come
// every skipped test with its reason, a table, and as the last line the three numbers. Code 1 when anything failed, and also
// when a suite was absent, ran no test or retried one.

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { countOf, readResults, type SuiteResult, type TestResult, troublesOf } from './results.ts';
import { commandOf, isPresent, root, type Suite, suites } from './suites.ts';

const resultsDir = path.join(root, 'tests/artifacts/results');
// A suite that hangs is stopped, so that the numbers always come.
const longestMs = 15 * 60_000;

interface Ending {
  readonly code: number;
  readonly ended: 'in time' | 'timed out';
}

function runProgram(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ending> {
  return new Promise((resolve) => {
    // A group of its own: what a hanging suite started is stopped with it.
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: process.platform !== 'win32' });
    let ended: Ending['ended'] = 'in time';
    const stop = (): void => {
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    const timer = setTimeout(() => {
      ended = 'timed out';
      stop();
    }, longestMs);
    const interrupt = (): void => {
      stop();
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    const finish = (code: number): void => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve({ code, ended });
    };
    child.once('error', (error) => {
      console.error(error.message);
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

async function runSuite(suite: Suite, only: readonly string[]): Promise<SuiteResult> {
  const began = Date.now();
  const seconds = (): number => (Date.now() - began) / 1000;
  console.log(`\n== ${suite.name} ${'='.repeat(Math.max(3, 76 - suite.name.length))}`);
  if (!isPresent(suite)) return { suite: suite.name, tests: [], seconds: 0, troubles: [`${suite.folder} is absent`] };
  if (suite.kind === 'checks') {
    const tests: TestResult[] = [];
    for (const check of suite.checks) {
      const { code } = await runProgram(process.execPath, check.args, process.env);
      console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${check.name}`);
      tests.push({ name: check.name, outcome: code === 0 ? 'passed' : 'failed', retries: 0 });
    }
    return { suite: suite.name, tests, seconds: seconds(), troubles: [] };
  }
  const file = path.join(resultsDir, `${suite.name}.json`);
  const command = commandOf(suite, file, only);
  const { code, ended } = await runProgram(command.program, command.args, command.env);
  command.tidy();
  const tests = readResults(file);
  return { suite: suite.name, tests: tests ?? [], seconds: seconds(), troubles: troublesOf(tests, code, ended) };
}

function report(results: readonly SuiteResult[]): void {
  const of = (outcome: TestResult['outcome']): readonly string[] =>
    results.flatMap((suite) =>
      suite.tests
        .filter((test) => test.outcome === outcome)
        .map((test) => `${suite.suite}: ${test.name}${test.reason === undefined ? '' : `\n    ${test.reason}`}`),
    );
  const list = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
  };
  list('Skipped, each with its reason:', of('skipped'));
  list('Failed:', [...of('failed'), ...results.flatMap((suite) => suite.troubles.map((trouble) => `${suite.suite}: ${trouble}`))]);
  console.log('\nsuite     passed  failed  skipped   seconds');
  for (const suite of results) {
    const cells = (['passed', 'failed', 'skipped'] as const).map((outcome) => String(countOf([suite], outcome)).padStart(7));
    console.log(`${suite.suite.padEnd(8)} ${cells.join(' ')} ${suite.seconds.toFixed(1).padStart(10)}`);
  }
}

const words = process.argv.slice(2);
const named = suites.filter((suite) => words.includes(suite.name));
const only = words.filter((word) => !suites.some((suite) => suite.name === word));
if (only.length > 0 && named.length !== 1) {
  console.error(
    `Suites are ${suites.map((suite) => suite.name).join(', ')}. Words that narrow a suite follow one suite's name: npm test -- unit house`,
  );
  process.exit(2);
}
rmSync(resultsDir, { recursive: true, force: true });
mkdirSync(resultsDir, { recursive: true });
const results: SuiteResult[] = [];
for (const suite of named.length === 0 ? suites : named) results.push(await runSuite(suite, only));
report(results);
if (named.length > 0) console.log(`\nNarrowed to ${words.join(' ')}: the other suites were not run.`);
const [passed, failed, skipped] = [countOf(results, 'passed'), countOf(results, 'failed'), countOf(results, 'skipped')];
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
