// How long the built app takes from its start to a usable first screen, against the same host opening an app with an empty page.
// Both are started on a folder they know already, as on every day but the first. What Chromium itself needs is in both.

import { startInHost } from './host.ts';
import { asMilliseconds, asRatio, inFolder, inTurns, median, type Part, rowOf } from './measure.ts';

async function start(dataDir: string, entry: string): Promise<number> {
  const begun = performance.now();
  const host = await startInHost({ dataDir, entry });
  const took = performance.now() - begun;
  await host.close();
  return took;
}

export const startUp: Part = {
  name: 'start',
  measure: async (rounds) =>
    inFolder(async (own) =>
      inFolder(async (other) => {
        const ours = () => start(own, 'dist/main/index.js');
        const empty = () => start(other, 'tests/bench/empty-window.ts');
        await inTurns(1, ours, empty);
        const pairs = await inTurns(rounds, ours, empty);
        const between = pairs.map((pair) => pair.ours - pair.bare);
        return [
          rowOf({
            name: 'Start',
            compared: 'start to first usable screen against an empty window in the same host',
            values: pairs.map((pair) => pair.ours / pair.bare),
            bound: { kind: 'none' },
            show: asRatio,
            beside: `${asMilliseconds(median(pairs.map((pair) => pair.ours)))} against ${asMilliseconds(median(pairs.map((pair) => pair.bare)))}, ${asMilliseconds(median(between))} more`,
          }),
        ];
      }),
    ),
};
