// The practice tenant's index for `eq`, as a part of the benchmarks: 100,000 users against 100.
import { asRatio, type Part, rowOf } from './measure.ts';
import { measureEqIndex } from './practice-eq-index.ts';

export const eqIndex: Part = {
  name: 'eq',
  measure: async (rounds) =>
    (await measureEqIndex({ rounds })).map(({ attribute, ratio, smallMs, largeMs }) =>
      rowOf({
        name: `Practice tenant, ${attribute} eq`,
        compared: 'median answer with 100,000 users against 100',
        values: [ratio],
        bound: { kind: 'at most', value: 2 },
        show: asRatio,
        beside: `${largeMs.toFixed(2)} ms against ${smallMs.toFixed(2)} ms`,
      }),
    ),
};
