// Pages of a long list as the screen asks for them: what is read, what is kept, and whose answer counts.
import { describe, expect, it } from 'vitest';
import { createPager, noRows, type PagedRows, pageRows, rowAt } from '../../../renderer/state/pager.ts';

interface Question {
  readonly search: string;
}

/** A list of `total` rows that answers only when told to. */
function list(total: number) {
  const asked: {
    readonly search: string;
    readonly offset: number;
    readonly limit: number;
    readonly answer: () => void;
    readonly refuse: () => void;
  }[] = [];
  let shown: PagedRows<string> = noRows;
  const pager = createPager<Question, string>({
    read: ({ search, offset, limit }) =>
      new Promise((resolve) =>
        asked.push({
          search,
          offset,
          limit,
          answer: () => {
            const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => `${search}${offset + at}`);
            resolve({ ok: true, value: { rows, total } });
          },
          refuse: () => resolve({ ok: false, error: { code: 'directory.gone', message: 'The snapshot is gone.' } }),
        }),
      ),
    show: (rows) => {
      shown = rows;
    },
  });
  return {
    pager,
    asked,
    shown: () => shown,
    /** Answers the newest question and lets what follows from it happen. */
    answer: async () => {
      asked.at(-1)?.answer();
      await new Promise((resolve) => setImmediate(resolve));
    },
    refuse: async () => {
      asked.at(-1)?.refuse();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const offsets = (asked: readonly { readonly offset: number }[]) => asked.map(({ offset }) => offset);

describe('a long list on screen', () => {
  it('reads its first page and no other', async () => {
    const { pager, asked, shown, answer } = list(500_000);
    pager.open({ search: '' });
    await answer();
    pager.want(0, 9);
    expect(offsets(asked)).toEqual([0]);
    expect(shown()).toMatchObject({ total: 500_000, state: 'current' });
    expect(rowAt(shown(), 9)).toBe('9');
  });

  it('reads only where it stands after a jump, not what lies between', async () => {
    const { pager, asked, shown, answer } = list(500_000);
    pager.open({ search: '' });
    await answer();
    pager.want(250_050, 250_060);
    await answer();
    expect(offsets(asked)).toEqual([0, 250_000]);
    expect(rowAt(shown(), 250_055)).toBe('250055');
    expect(rowAt(shown(), 1000)).toBeUndefined();
  });

  it('asks one question at a time, the last for where it stopped', async () => {
    const { pager, asked, answer } = list(500_000);
    pager.open({ search: '' });
    await answer();
    for (let first = 1000; first <= 90_000; first += 1000) pager.want(first + 40, first + 50);
    expect(asked).toHaveLength(2);
    await answer();
    expect(offsets(asked)).toEqual([0, 1000, 90_000]);
  });

  it('reads the next page shortly before it comes into view', async () => {
    const { pager, asked, answer } = list(500);
    pager.open({ search: '' });
    await answer();
    pager.want(70, 80);
    await answer();
    expect(offsets(asked)).toEqual([0, pageRows]);
  });

  it('does not read behind its end', async () => {
    const { pager, asked, answer } = list(150);
    pager.open({ search: '' });
    await answer();
    pager.want(140, 149);
    await answer();
    expect(offsets(asked)).toEqual([0, 100]);
  });

  it('keeps no more than a few pages', async () => {
    const { pager, shown, answer } = list(500_000);
    pager.open({ search: '' });
    await answer();
    for (let page = 1; page <= 40; page += 1) {
      pager.want(page * pageRows + 40, page * pageRows + 50);
      await answer();
    }
    expect(shown().pages.size).toBeLessThanOrEqual(12);
    expect(rowAt(shown(), 40 * pageRows + 45)).toBe('4045');
  });

  it('shows the rows before until the answer to another search is there, and never an answer to an older one', async () => {
    const { pager, asked, shown, answer } = list(300);
    pager.open({ search: '' });
    await answer();
    pager.open({ search: 'a' });
    pager.open({ search: 'ab' });
    expect(shown().state).toBe('behind');
    expect(rowAt(shown(), 0)).toBe('0');
    await answer();
    expect(asked.map(({ search }) => search)).toEqual(['', 'a', 'ab']);
    expect(rowAt(shown(), 0)).toBe('0');
    await answer();
    expect(shown().state).toBe('current');
    expect(rowAt(shown(), 0)).toBe('ab0');
  });

  it('reads nothing when the same is asked again', async () => {
    const { pager, asked, answer } = list(300);
    pager.open({ search: 'a' });
    await answer();
    pager.open({ search: 'a' });
    expect(asked).toHaveLength(1);
  });

  it('says why it could not be read, and reads on when asked to', async () => {
    const { pager, asked, shown, answer, refuse } = list(300);
    pager.open({ search: '' });
    await refuse();
    expect(shown()).toMatchObject({ state: 'failed', trouble: 'The snapshot is gone.', total: undefined });
    pager.want(0, 10);
    pager.open({ search: '' });
    expect(asked).toHaveLength(1);
    pager.again();
    await answer();
    expect(shown()).toMatchObject({ state: 'current', total: 300 });
  });
});
