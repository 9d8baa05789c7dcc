// The other side of the benchmark of the provisioning log: reads the same file and does nothing but JSON.parse, one event at a time, told where each ends.
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timed } from './measure.ts';
import type { LogOrder } from './provisioning-log.ts';

const partBytes = 4 * 1024 * 1024;

async function parseAll(path: string): Promise<number> {
  const { buffer } = Uint8Array.from(await readFile(join(path, '..', 'ends')));
  const ends = new Float64Array(buffer);
  const file = await open(path, 'r');
  const part = Buffer.allocUnsafe(partBytes);
  let parsed = 0;
  const all = await timed(async () => {
    // The array's bracket stands before the first, a comma before each other one.
    let from = 1;
    let first = 0;
    while (first < ends.length) {
      const { bytesRead } = await file.read(part, 0, partBytes, from);
      let last = first;
      let at = 0;
      while (last < ends.length && (ends[last] ?? 0) - from <= bytesRead) {
        const end = (ends[last] ?? 0) - from;
        const event: unknown = JSON.parse(part.toString('utf8', at, end));
        if (typeof event === 'object') parsed += 1;
        at = end + 1;
        last += 1;
      }
      if (last === first) throw new Error('An event is longer than a part.');
      from = (ends[last - 1] ?? 0) + 1;
      first = last;
    }
  });
  await file.close();
  if (parsed !== ends.length) throw new Error(`${parsed} of ${ends.length} events were parsed.`);
  return all;
}

process.once('message', ({ path }: LogOrder) => {
  parseAll(path).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
