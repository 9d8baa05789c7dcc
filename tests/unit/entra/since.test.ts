// A read that goes on from an earlier one: what did not change is not asked for again, what changed is as a full read has it, and where Graph
// cannot say what changed everything is read anew and said so.
import { describe, expect, it } from 'vitest';
import type { KnownGroup } from '../../../main/features/directory/sources/types.ts';
import { companyRows } from '../../../main/practice/twins/directory.ts';
import type { TwinFaultName } from '../../../main/practice/twins/faults.ts';
import { rowsOf, type Taken } from '../directory/sink.ts';
import { type EntraReading, readEntra } from './read-entra.ts';

/** What an earlier read left, from its rows. */
function earlierFrom({ users, groups, memberships, outcome }: Taken) {
  if (outcome.kind !== 'taken') throw new Error('The earlier read did not come to its end.');
  return {
    kind: 'snapshot' as const,
    name: 'Last week',
    at: '2026-11-17T10:00:00.000Z',
    mark: outcome.mark ?? '',
    users: async (ids: readonly string[]) => users.filter(({ id }) => ids.includes(id)),
    groups: async (ids: readonly string[]): Promise<readonly KnownGroup[]> =>
      groups
        .filter(({ id }) => ids.includes(id))
        .map((group) => ({
          group,
          members: memberships.filter(({ groupId }) => groupId === group.id).map(({ memberId, memberType }) => ({ id: memberId, type: memberType })),
        })),
  };
}

const notesOf = ({ outcome }: Taken) => (outcome.kind === 'taken' ? outcome.notes.join(' ') : '');

async function refreshed(faults: readonly TwinFaultName[], options: Parameters<typeof readEntra>[0] = {}) {
  const reading = await readEntra(options);
  const first = await reading.take();
  await reading.tenant.setFaults([...faults]);
  const from = reading.exchanges.length;
  const second = await reading.takeSince(earlierFrom(first));
  return { first, second, sent: reading.exchanges.slice(from).map(({ url, requestBody }) => `${url} ${requestBody?.text ?? ''}`), reading };
}

const fullRead = async (reading: EntraReading) => rowsOf(await reading.take());

describe('a refresh of a snapshot from Entra', () => {
  it('asks for no group and no person again when nothing changed', async () => {
    const { first, second, sent } = await refreshed([]);
    expect(rowsOf(second)).toEqual(rowsOf(first));
    expect(sent.filter((text) => /\/groups\/[0-9a-f-]{36}|\/users\?/.test(text))).toEqual([]);
    expect(notesOf(second)).toContain('Taken over from the snapshot “Last week” of 2026-11-17 10:00 UTC');
  });

  it.each([[undefined], [2]])(
    'comes to what a full read comes to when people and groups came, went and changed (pages of %s)',
    async (largestPage) => {
      const { first, second, sent, reading } = await refreshed(['idp-month-later'], { twins: largestPage === undefined ? {} : { largestPage } });
      expect(rowsOf(second)).toEqual(await fullRead(reading));
      expect(rowsOf(second)).not.toEqual(rowsOf(first));
      const asked = new Set(sent.flatMap((text) => [...text.matchAll(/\/groups\/([0-9a-f-]{36})/g)].map(([, id]) => id)));
      expect(asked.size).toBeGreaterThan(0);
      expect(asked.size).toBeLessThan(companyRows().groups.length / 2);
    },
  );

  it('can be refreshed again from where it stands', async () => {
    const { second, reading } = await refreshed(['idp-month-later']);
    await reading.tenant.setFaults([]);
    const third = await reading.takeSince(earlierFrom(second));
    expect(rowsOf(third)).toEqual(await fullRead(reading));
    expect(notesOf(third)).toContain('Taken over');
  });

  it('reads everything anew and says so when Graph does not know any more what changed', async () => {
    const { second, sent, reading } = await refreshed(['idp-month-later', 'idp-delta-gone']);
    expect(rowsOf(second)).toEqual(await fullRead(reading));
    expect(notesOf(second)).toContain('Microsoft Graph does not know any more what changed since');
    expect(sent.some((text) => text.includes('/members'))).toBe(true);
  });

  it('takes nothing over from another app’s snapshot', async () => {
    const reading = await readEntra();
    const first = earlierFrom(await reading.take());
    const second = await reading.takeSince(first, { ssoApp: '' });
    expect(notesOf(second)).toContain('it was of another tenant or of other apps');
  });

  it('stops when it may not ask what changed, and takes nothing for unchanged', async () => {
    const { second } = await refreshed(['idp-people-not-permitted']);
    expect(second.outcome).toMatchObject({ kind: 'stopped', findings: [{ id: 'directory.not-permitted' }] });
  });
});
