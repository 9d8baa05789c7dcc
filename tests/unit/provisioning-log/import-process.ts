// A process that begins an import of a log, says so, and never ends: for a test that kills it.
import { openLogStore } from '../../../main/platform/storage/provisioning-log/store.ts';

const store = openLogStore({ dataDir: process.argv[2] ?? '', readOnly: false });
const into = store.begin({ source: 'entra-files', name: 'killed.json', at: '2026-11-01T00:00:00.000Z' });
const nobody = { id: null, name: null, kind: 'other' } as const;
// More than the cache holds, so that the file itself was written to.
for (let n = 0; n < 3000; n += 1)
  into.add({
    event: {
      id: `killed-${n}`,
      at: '2026-11-01T00:00:00.000Z',
      source: 'entra-files',
      app: { tenantId: null, id: 'a', name: null },
      jobId: null,
      cycleId: null,
      changeId: null,
      action: 'create',
      status: 'failure',
      from: { id: `u-${n}`, name: null, kind: 'user' },
      to: nobody,
      code: 'Killed',
      reason: `${n} `.repeat(8000),
      durationMs: null,
    },
    operations: 'keep',
    cause: 'Killed',
    words: '',
    raw: '{}',
  });
process.stdout.write('importing\n');
setInterval(() => {}, 1e9);
