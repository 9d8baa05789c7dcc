// Times in findings, reports and letters read as a person writes them.
import { describe, expect, it } from 'vitest';
import { dayWords, secondWords, timesInWords, timeWords } from '../../../main/platform/time-words.ts';

describe('a time that travels', () => {
  it('is a day, a minute or a second in UTC', () => {
    expect(dayWords('2026-10-31T23:59:59.000Z')).toBe('31 Oct 2026');
    expect(dayWords('2026-12-05')).toBe('5 Dec 2026');
    expect(timeWords('2026-11-23T20:44:05.120Z')).toBe('23 Nov 2026, 20:44 UTC');
    expect(secondWords('2026-11-23T21:44:05+01:00')).toBe('23 Nov 2026, 20:44:05 UTC');
  });

  it('is found within a sentence, and what is no time stays', () => {
    expect(timesInWords('Tested 2026-11-23T20:44:05.120Z. Entered 2026-11-23T20:45:00Z.')).toBe(
      'Tested 23 Nov 2026, 20:44 UTC. Entered 23 Nov 2026, 20:45 UTC.',
    );
    for (const words of [dayWords, timeWords, secondWords, timesInWords]) expect(words('soon')).toBe('soon');
  });
});
