// How far the reading of a log is, in the words a person sees while it runs.
import { describe, expect, it } from 'vitest';
import { progressFacts } from '../../../main/features/provisioning-log/run.ts';

const megabyte = 1_000_000;
const at = (readBytes: number, spentMs: number) =>
  Object.fromEntries(
    (progressFacts({ file: 'log.json', readBytes, totalBytes: 1500 * megabyte, events: 20_000 }, spentMs) ?? []).map(({ label, value }) => [
      label,
      value,
    ]),
  );

describe('a log that is being read', () => {
  it('says how much of it was read, how fast, and how long it will still take', () => {
    expect(at(300 * megabyte, 20_000)).toEqual({
      Events: '20,000',
      Read: '300.0 of 1,500.0 MB',
      Share: '20 %',
      Rate: '1,000 events a second',
      'Time left': 'about 1 min 20 s',
    });
  });

  it('promises nothing in its first seconds', () => {
    expect(at(300 * megabyte, 2900)).toEqual({ Events: '20,000', Read: '300.0 of 1,500.0 MB', Share: '20 %' });
  });
});
