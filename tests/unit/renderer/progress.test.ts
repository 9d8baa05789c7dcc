// What is said of a run while it lives: counts, rate, and time left only where something is known to go by.
import { describe, expect, it } from 'vitest';
import type { Run, Step } from '../../../contract/common.ts';
import { createStewardStore } from '../../../renderer/state/store.ts';
import { progressLine, shareNow } from '../../../renderer/words/progress.ts';
import { fakeBridge } from './fake-bridge.ts';
import { failingTest, syncRun } from './fixtures/runs.ts';

const began = Date.parse('2026-11-23T12:00:00.000Z');
const at = (seconds: number) => new Date(began + seconds * 1000).toISOString();
const step = (id: string, changes: Partial<Step>): Step => ({
  id,
  title: id,
  status: 'pending',
  facts: [],
  exchangeIds: [],
  findingIds: [],
  ...changes,
});

const living: Run = {
  ...failingTest,
  state: 'running',
  startedAt: at(0),
  exchangeCount: 30,
  steps: [step('one', { status: 'passed' }), step('two', { status: 'running', startedAt: at(2) }), step('three', {}), step('four', {})],
};
const earlier: Run = {
  ...failingTest,
  steps: ['one', 'two', 'three', 'four'].map((id) => step(id, { status: 'passed', durationMs: 4000 })),
};
const seenAt = (seconds: number, run: Run = living, then: Run | 'none' = earlier) => progressLine(run, then, began + seconds * 1000);

describe('the progress of a run', () => {
  it('counts steps and requests, and says how fast they go', () => {
    expect(seenAt(3)).toContain('1 of 4 steps · 30 requests, 10 a second · 3.0 s so far');
    expect(seenAt(300)).toContain('30 requests, 6 a minute');
    expect(seenAt(0.5)).toContain('30 requests · 500 ms so far');
  });

  it('says how far the step at work is, where it counts', () => {
    const counting = {
      ...living,
      steps: living.steps.map((one) => (one.id === 'two' ? { ...one, facts: [{ label: 'Rows', value: '1,200' }] } : one)),
    };
    expect(seenAt(3, counting)).toContain(' · Rows so far: 1,200 · 3.0 s so far');
  });

  it('goes by what the step at work says of its own way', () => {
    const facts = [
      { label: 'Events', value: '20,000' },
      { label: 'Share', value: '20 %' },
      { label: 'Rate', value: '1,000 events a second' },
      { label: 'Time left', value: 'about 1 min 20 s' },
    ];
    const reading = { ...living, steps: living.steps.map((one) => (one.id === 'two' ? { ...one, facts } : one)) };
    expect(seenAt(3, reading)).toMatch(/ · Events so far: 20,000 · 20 % · 1,000 events a second · 3\.0 s so far · about 1 min 20 s left$/);
    expect([shareNow(reading), shareNow(living)]).toEqual([0.2, 0]);
  });

  it('says the time left by what each step took in the last such run', () => {
    expect(seenAt(3)).toMatch(/· about 11\.0 s left, as the last such run took$/);
  });

  it('says when a step takes longer than then, instead of a time that is none', () => {
    expect(seenAt(7)).toMatch(/· this step takes longer than in the last such run$/);
  });

  it('says that it is not known when there is nothing to go by', () => {
    const words = /· time left not known: no earlier run like this one to go by$/;
    expect(seenAt(3, living, 'none')).toMatch(words);
    const notRunThen = {
      ...earlier,
      steps: earlier.steps.map((one) => (one.id === 'four' ? step('four', { status: 'skipped', durationMs: 1 }) : one)),
    };
    expect(seenAt(3, living, notRunThen)).toMatch(words);
  });
});

describe('the run to go by', () => {
  async function earlierOf(options: Run['options']): Promise<unknown> {
    const { bridge, putRun } = fakeBridge('filled');
    const done: Run = { ...syncRun(20), id: 'done', state: 'finished', options: { members: 3 } };
    putRun(done);
    putRun({ ...syncRun(2), id: 'now', options });
    const runs = { ...bridge.runs, list: async () => ({ ok: true as const, value: { runs: [done], total: 1 } }) };
    const store = createStewardStore({ ...bridge, runs });
    await store.getState().watchRun('now');
    await new Promise((resolve) => setImmediate(resolve));
    const found = store.getState().earlierRuns['now'];
    return typeof found === 'object' ? found.id : found;
  }

  it('is one that was asked to do the same', async () => expect(await earlierOf({ members: 3 })).toBe('done'));
  it('is none when the last one did something else', async () => expect(await earlierOf({ members: 101 })).toBe('none'));
});
