// The usual tests, with one finding taken away: what its detector makes carries another id. The product's sources stay as they are; only
// what the tests load is changed, and only here. STEWARD_MUTED_FINDING names the finding; empty: nothing is changed.
import { defineConfig, mergeConfig } from 'vitest/config';
import usual from '../../vitest.config.ts';

const muted = process.env.STEWARD_MUTED_FINDING ?? '';
const made = '      id: definition.id,';

export default mergeConfig(
  usual,
  defineConfig({
    // A module kept from another run would have another finding taken away, or none.
    test: { fsModuleCache: false },
    plugins: [
      {
        name: 'mute-one-finding',
        enforce: 'pre',
        transform(code, id) {
          if (muted === '' || !id.replaceAll('\\', '/').endsWith('/main/platform/findings/define.ts')) return undefined;
          if (!code.includes(made)) throw new Error('defineFinding has another form now: mend scripts/mutate/vitest.config.ts.');
          return code.replace(made, `      id: definition.id === ${JSON.stringify(muted)} ? 'muted.finding' : definition.id,`);
        },
      },
    ],
  }),
);
