// Pages of a long list, read as they come into view. Promise: one question at a time, always for what is wanted now; answers to an
// earlier question are dropped; no more pages are kept than a screen scrolls through. Knows neither the store nor the screen.
import type { ReplyOf } from '../../contract/calls.ts';

/** Rows a page: some screens of them, far below what main allows at once. */
export const pageRows = 100;
const mostPages = 12;
/** A page is read when its first row is this near to what is in view. */
const soon = 30;

export interface PagedRows<R> {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly pages: ReadonlyMap<number, readonly R[]>;
  /** `behind`: what is shown belongs to the question before, the answer to the new one is on its way. */
  readonly state: 'current' | 'behind' | 'failed';
  /** Why it could not be read, in main's words. */
  readonly trouble: string;
}

export const noRows: PagedRows<never> = { total: undefined, pages: new Map(), state: 'behind', trouble: '' };

/** The row at a position of the whole list; undefined while its page is on its way. */
export function rowAt<R>({ pages }: PagedRows<R>, index: number): R | undefined {
  return pages.get(Math.floor(index / pageRows))?.[index % pageRows];
}

export interface Pager<Q> {
  /** Asks another question; the first page is read. The same question again reads nothing, even if it failed: that would never end. */
  open(question: Q): void;
  /** These positions are in view. */
  want(first: number, last: number): void;
  /** Reads again what could not be read. */
  again(): void;
}

export interface PagerPorts<Q, R> {
  readonly read: (
    question: Q & { readonly offset: number; readonly limit: number },
  ) => Promise<ReplyOf<{ readonly rows: readonly R[]; readonly total: number }>>;
  readonly show: (rows: PagedRows<R>) => void;
}

export function createPager<Q extends object, R>({ read, show }: PagerPorts<Q, R>): Pager<Q> {
  let question: Q | undefined;
  let asked = '';
  let rows: PagedRows<R> = noRows;
  let wanted = { first: 0, last: 0 };
  let reading = false;

  function put(change: Partial<PagedRows<R>>): void {
    rows = { ...rows, ...change };
    show(rows);
  }

  /** The page to read next: what is in view, then what a little scrolling brings into view. */
  function missing(): number | undefined {
    if (rows.state === 'failed') return undefined;
    if (rows.state === 'behind') return 0;
    const end = (rows.total ?? 0) - 1;
    const around = [wanted.first, wanted.last, wanted.last + soon, wanted.first - soon];
    return around.map((at) => Math.floor(Math.min(Math.max(at, 0), end) / pageRows)).find((page) => page >= 0 && !rows.pages.has(page));
  }

  /** The newest page and those nearest to it. */
  function kept(pages: ReadonlyMap<number, readonly R[]>, newest: number): ReadonlyMap<number, readonly R[]> {
    if (pages.size <= mostPages) return pages;
    return new Map([...pages].sort(([a], [b]) => Math.abs(a - newest) - Math.abs(b - newest)).slice(0, mostPages));
  }

  async function fetchMissing(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      for (let page = missing(); page !== undefined && question !== undefined; page = missing()) {
        const now = asked;
        const reply = await read({ ...question, offset: page * pageRows, limit: pageRows });
        if (now !== asked) continue;
        if (!reply.ok) put({ state: 'failed', trouble: reply.error.message });
        else if (rows.state === 'behind')
          put({ state: 'current', trouble: '', total: reply.value.total, pages: new Map([[page, reply.value.rows]]) });
        else put({ total: reply.value.total, pages: kept(new Map([...rows.pages, [page, reply.value.rows]]), page) });
      }
    } finally {
      reading = false;
    }
  }

  return {
    open(next) {
      const key = JSON.stringify(next);
      if (key === asked) return;
      question = next;
      asked = key;
      wanted = { first: 0, last: 0 };
      put({ state: 'behind', trouble: '' });
      void fetchMissing();
    },
    want(first, last) {
      wanted = { first: Math.max(0, first), last };
      void fetchMissing();
    },
    again() {
      if (rows.state !== 'failed') return;
      put({ state: 'behind', trouble: '' });
      void fetchMissing();
    },
  };
}
