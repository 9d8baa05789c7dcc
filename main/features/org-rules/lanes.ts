// Takes people from a source, several at a time, until the source ends or the run stops.

/** Each lane takes the next one when its last has ended. What a lane throws ends all: the others finish the one they have. */
export async function inLanes<T>(lanes: number, take: () => Promise<T | undefined>, work: (item: T) => Promise<void>): Promise<void> {
  let broken = false;
  async function lane(): Promise<void> {
    while (!broken) {
      const item = await take();
      if (item === undefined) return;
      try {
        await work(item);
      } catch (thrown) {
        broken = true;
        throw thrown;
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Items in order from pages read one at a time, however many ask at once. */
export function oneByOne<T>(nextPage: () => Promise<readonly T[]>): () => Promise<T | undefined> {
  let page: readonly T[] = [];
  let at = 0;
  let last: Promise<unknown> = Promise.resolve();
  async function take(): Promise<T | undefined> {
    if (at >= page.length) {
      page = await nextPage();
      at = 0;
    }
    const item = page[at];
    at += 1;
    return item;
  }
  return () => {
    const mine = last.then(take);
    last = mine.catch(() => undefined);
    return mine;
  };
}
