// Our side of the benchmark of nested groups, in a process of its own so that its memory is nobody else's: the analysis on all cores, in turns
// with the plain search over the same arrays, then the chains of single people.
import type { Analysis } from '../../main/domain/nesting/analysis.ts';
import { chainsOf } from '../../main/domain/nesting/chains.ts';
import { nestingIndexOf } from '../../main/domain/nesting/nesting-index.ts';
import { analyseInThreads } from '../../main/features/nested-groups/analyse-in-threads.ts';
import { generateDirectory } from '../../main/practice/directory/generate.ts';
import { denseSize, typicalSize } from '../../main/practice/directory/sizes.ts';
import { type Pair, timed } from './measure.ts';
import type { OwnOrder, OwnResult } from './nested-groups.ts';
import { type PlainCounts, plainSearch } from './plain-search.ts';

const chainsAtOnce = 20;

/** Throws when one count is not the same. */
function compare(analysis: Analysis, plain: PlainCounts, from: number): void {
  for (const name of ['direct', 'transitive', 'lost'] as const) {
    const wrong = plain[name].findIndex((count, at) => count !== analysis[name][from + at]);
    if (wrong < 0) continue;
    throw new Error(`${name} of assigned group ${from + wrong}: ${analysis[name][from + wrong]}, by the plain search ${plain[name][wrong]}.`);
  }
}

async function measure({ directory, rounds }: OwnOrder): Promise<OwnResult> {
  const { graph } = generateDirectory(directory === 'dense' ? denseSize : typicalSize);
  const analyseAll = () => analyseInThreads(nestingIndexOf(graph), { signal: new AbortController().signal });
  const analysis = await analyseAll();
  const memory = process.resourceUsage().maxRSS * 1024;
  // In turns, each time a share of the plain search, so that a machine that slows down slows both.
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await timed(analyseAll);
    const share = (at: number): number => Math.round((analysis.groups.length * at) / rounds);
    const bare =
      rounds *
      (await timed(async () => compare(analysis, plainSearch(graph, analysis.groups.subarray(share(round), share(round + 1))), share(round))));
    pairs.push({ ours, bare });
  }

  const index = nestingIndexOf(graph);
  const people = Array.from({ length: rounds * 50 }, (_, at) => (at * 9_973) % graph.userCount);
  for (const person of people.slice(0, 10)) chainsOf(index, person, { limit: chainsAtOnce });
  const chains = people.map((person) => {
    const begun = performance.now();
    chainsOf(index, person, { limit: chainsAtOnce });
    return performance.now() - begun;
  });
  return { groups: analysis.groups.length, totals: analysis.totals, pairs, chains, memory };
}

process.once('message', (order: OwnOrder) => {
  measure(order).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
