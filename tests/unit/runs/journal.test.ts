// One contract for the journal, on disk and in memory, and for what a job reports.
import { describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { effectsOf } from '../../../main/platform/runs/effects.ts';
import { createClosedJournal, openJournal } from '../../../main/platform/runs/journal.ts';
import { createMemoryJournal } from '../../../main/platform/runs/memory.ts';
import type { Journal } from '../../../main/platform/runs/types.ts';
import { freshFolder, intent, opened } from '../storage/builders.ts';

const journals: Record<string, () => Promise<Journal>> = {
  'on disk': async () => {
    const disk = (await opened(freshFolder())).journal;
    return openJournal({ disk, runId: 'run-1', connectionId: 'connection-1', clock: systemClock, random: systemRandom, changed: () => undefined });
  },
  'in memory': async () => createMemoryJournal(),
};

for (const [place, make] of Object.entries(journals)) {
  describe(`what a run is about to change is written down ${place}`, () => {
    it('before it is sent, and what became of it after', async () => {
      const journal = await make();
      const ada = await journal.intend(intent('ada'));
      const bob = await journal.intend(intent('bob'));
      const cleo = await journal.intend(intent('cleo'));
      expect(new Set([ada, bob, cleo]).size).toBe(3);
      expect((await journal.rows()).map(({ state }) => state)).toEqual(['intended', 'intended', 'intended']);
      await journal.done(ada, '17');
      await journal.renaming(ada, 'ada-2');
      await journal.done(bob, '18');
      await journal.undone(bob, 'removed, 404 seen afterwards');
      await journal.left(cleo, 'the server answered 500');
      const rows = await journal.rows();
      expect(rows[0]).toMatchObject({ ...intent('ada'), runId: 'run-1', connectionId: 'connection-1', resourceId: '17', alsoNamed: ['ada-2'] });
      expect(effectsOf(rows)).toEqual([
        { journalId: ada, resourceType: 'User', name: 'ada-2', resourceId: '17', state: 'done' },
        { journalId: bob, resourceType: 'User', name: 'bob', resourceId: '18', state: 'undone', note: 'removed, 404 seen afterwards' },
        { journalId: cleo, resourceType: 'User', name: 'cleo', state: 'unknown', note: 'the server answered 500' },
      ]);
    });

    it('in the order of the calls, also when nobody waits in between', async () => {
      const journal = await make();
      const ada = await journal.intend(intent('ada'));
      await Promise.all([journal.done(ada, '17'), journal.renaming(ada, 'one'), journal.renaming(ada, 'two'), journal.undone(ada, 'gone')]);
      expect((await journal.rows())[0]).toMatchObject({ state: 'undone', resourceId: '17', alsoNamed: ['one', 'two'] });
    });

    it('can be removed after it was given up', async () => {
      const journal = await make();
      const ada = await journal.intend(intent('ada'));
      await journal.left(ada, 'no answer');
      await journal.undone(ada, 'removed');
      expect((await journal.rows())[0]?.state).toBe('undone');
    });

    it('and is never taken back to life', async () => {
      const journal = await make();
      const ada = await journal.intend(intent('ada'));
      await journal.undone(ada, 'gone');
      await expect(journal.done(ada, '17')).rejects.toThrow('undone');
      await expect(journal.done('nothing', '17')).rejects.toThrow('no row');
      expect((await journal.rows())[0]?.state).toBe('undone');
    });
  });
}

describe('a run that leaves nothing behind', () => {
  it('cannot change the target', async () => {
    await expect(createClosedJournal().intend(intent('ada'))).rejects.toThrow('discard');
  });
});
