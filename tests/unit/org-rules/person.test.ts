// One person on the way through a rerun: whatever a server does, the person ends in one state, and no touched value is forgotten.

import { describe, expect, it } from 'vitest';
import { adapted, newPace } from '../../../main/domain/org-rules/pace.ts';
import { type Move, nextMove, type Progress, type ReadPerson, resumed, type Seen, waiting } from '../../../main/domain/org-rules/person.ts';
import { type Strategy, secondsFor, stageAfter } from '../../../main/domain/org-rules/stages.ts';
import fc from '../../properties.ts';

const shown = (displayName: string, changes: Partial<ReadPerson> = {}): ReadPerson => ({
  kind: 'read',
  active: 'yes',
  values: { displayName },
  etag: 'W/"1"',
  ...changes,
});

/** A server with one person, on which each request goes as `fates` say. */
function go(strategy: Strategy, fates: readonly ('well' | 'lost before' | 'lost after' | 'refused' | 'killed before' | 'killed after')[]) {
  let name = 'Ada';
  let writes = 0;
  let progress: Progress = waiting;
  let disk: Progress = waiting;
  const left = [...fates];
  let move: Move = { kind: 'read', progress };
  for (let requests = 0; requests < 500; requests += 1) {
    if (move.kind === 'end') return { progress: move.progress, name, writes };
    const fate = left.shift() ?? 'well';
    progress = move.progress;
    if (move.kind === 'write') disk = progress;
    let seen: Seen;
    if (move.kind === 'read') seen = fate === 'refused' ? shown(name) : fate.startsWith('lost') ? { kind: 'lost', words: 'cut' } : shown(name);
    else {
      const { write }: Extract<Move, { kind: 'write' }> = move;
      if (fate !== 'lost before' && fate !== 'refused' && fate !== 'killed before') {
        writes += 1;
        if (write.kind === 'replace') name = write.value;
      }
      seen =
        fate === 'refused'
          ? { kind: 'refused', words: 'answered 400.' }
          : fate.startsWith('lost')
            ? { kind: 'lost', words: 'cut' }
            : { kind: 'done' };
    }
    if (fate.startsWith('killed')) {
      progress = resumed(disk);
      move = { kind: 'read', progress };
    } else move = nextMove(progress, strategy, seen);
  }
  throw new Error('It never ended.');
}

describe('a person', () => {
  it('is sent once when all goes well', () => {
    expect(go('resend', [])).toMatchObject({ progress: { state: 'sent', lost: 0 }, writes: 1, name: 'Ada' });
    expect(go('touch', [])).toMatchObject({ progress: { state: 'sent', lost: 0 }, writes: 2, name: 'Ada' });
  });

  it('is skipped when inactive, without a name, or without a version to hold a PUT to', () => {
    const start = (strategy: Strategy, person: ReadPerson) => nextMove(waiting, strategy, person);
    expect(start('resend', shown('Ada', { active: 'no' }))).toMatchObject({ kind: 'end', progress: { state: 'skipped' } });
    expect(start('resend', shown('', {}))).toMatchObject({ kind: 'end', progress: { state: 'skipped' } });
    expect(start('put', shown('Ada', { etag: undefined }))).toMatchObject({ kind: 'end', progress: { state: 'skipped' } });
  });

  it('gets nothing but the display name or a part of the name', () => {
    expect(nextMove(waiting, 'resend', shown('Ada'))).toMatchObject({ write: { kind: 'replace', path: 'displayName', value: 'Ada' } });
    expect(nextMove(waiting, 'resend', shown('', { values: { 'name.familyName': 'Byron' } }))).toMatchObject({
      write: { kind: 'replace', path: 'name.familyName', value: 'Byron' },
    });
  });

  it('is sent again after a lost answer, and that is said', () => {
    expect(go('resend', ['well', 'lost after'])).toMatchObject({
      writes: 2,
      progress: { state: 'sent', reason: expect.stringMatching(/more than once: 1 answer was lost/) },
    });
  });

  it('is touched and restored in the end however often the app is killed on the way', () => {
    const lives = Array.from({ length: 10 }, () => ['well', 'killed before'] as const).flat();
    expect(go('touch', lives)).toMatchObject({ progress: { state: 'sent' }, name: 'Ada', writes: 2 });
  });

  it('ends as “answer lost” when no answer ever comes', () => {
    expect(go('resend', Array(20).fill('lost after')).progress.state).toBe('answer-lost');
  });

  it('keeps a change that somebody else made over a touch', () => {
    const touched = { ...waiting, state: 'touching', touch: { path: 'displayName', before: 'Ada', written: 'Ada (updating)' } } as const;
    expect(nextMove(touched, 'touch', shown('Ada Lovelace'))).toMatchObject({
      kind: 'end',
      progress: { state: 'sent', reason: expect.stringMatching(/somebody else/) },
    });
  });

  it('says which value to set back when a touch cannot be restored', () => {
    const { progress } = go('touch', ['well', 'well', 'well', ...Array(40).fill('refused')]);
    expect(progress).toMatchObject({ state: 'failed', reason: expect.stringMatching(/set it back to “Ada” by hand/) });
  });

  it('ends in one state whatever happens, with the value it had, and twice only after a lost answer', () => {
    const fate = fc.constantFrom('well', 'lost before', 'lost after', 'refused', 'killed before', 'killed after');
    fc.assert(
      fc.property(fc.constantFrom('resend', 'touch'), fc.array(fate, { maxLength: 12 }), (strategy, fates) => {
        const { progress, name, writes } = go(strategy, fates);
        expect(['sent', 'failed', 'skipped', 'answer-lost']).toContain(progress.state);
        if (name !== 'Ada') expect(progress.reason).toContain('by hand');
        if (strategy === 'resend' && writes > 1) expect(progress.lost).toBeGreaterThan(0);
        if (progress.state === 'sent') expect(writes).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the stages', () => {
  it('are 1, 10, 100 and the rest, counted over all runs of one rerun', () => {
    expect([0, 1, 5, 11, 110, 111].map((taken) => stageAfter(taken))).toEqual([
      { name: '1', left: 1 },
      { name: '10', left: 10 },
      { name: '10', left: 6 },
      { name: '100', left: 100 },
      { name: '100', left: 1 },
      { name: 'rest', left: Number.POSITIVE_INFINITY },
    ]);
  });

  it('take the time that is said before consent', () => expect(secondsFor(200_000, 'resend', 5) / 3600).toBeCloseTo(22.2, 1));
});

describe('the pace', () => {
  const paceAfter = (windows: readonly Parameters<typeof adapted>[1][], rate = 10) => windows.reduce(adapted, newPace(rate)).now;
  const good = { answers: 100, refusals: 0, meanMs: 50, seconds: 10 };

  it('stays while a stray answer asks to wait', () => expect(paceAfter([good, { ...good, refusals: 2 }])).toBe(10));
  it('falls to what the server took while it refuses many, and comes back', () => {
    expect(paceAfter([good, { ...good, refusals: 20 }])).toBe(10);
    expect(paceAfter([good, { ...good, refusals: 20 }, { ...good, refusals: 20 }])).toBeCloseTo(7.76);
    expect(paceAfter([good, { ...good, refusals: 60 }])).toBeCloseTo(3.88);
    expect(paceAfter([good, { ...good, refusals: 60 }, ...Array(20).fill(good)])).toBe(10);
  });
  it('falls when answers become much slower', () => expect(paceAfter([good, { ...good, meanMs: 2_000 }])).toBe(8.5));
});
