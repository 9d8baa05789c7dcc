// What a stated login changes in the counts, and the list of everybody who loses something, as it is saved.
import { describe, expect, it } from 'vitest';
import { type GroupClaim, unknownGroupClaim } from '../../../contract/claims.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import { createNestedGroupsFeature } from '../../../main/features/nested-groups/index.ts';
import { nestedOperations } from '../../../main/features/nested-groups/worker-operations.ts';
import type { OperationTable } from '../../../main/platform/workers/tasks.ts';
import { type Directory, shelfWith } from './snapshot.ts';

const directory: Directory = {
  people: { ana: {}, ben: {}, cy: {}, dee: {} },
  groups: {
    Analysts: { members: ['ana', 'Site'] },
    Site: { members: ['ben', 'cy'] },
    Builders: { members: ['Site'] },
    Letters: { members: ['dee'], securityEnabled: false },
  },
  assigned: ['Analysts', 'Builders', 'Letters'],
};
const claim = (said: Partial<GroupClaim>): GroupClaim => ({ ...unknownGroupClaim, ...said });
const totals = async (said: Partial<GroupClaim>) => {
  const { answers } = await nestedOperations(shelfWith(directory))['nested.summary']({ snapshotId: 's', claim: claim(said) });
  return answers[0]?.totals;
};

describe('people who lose groups under the stated login', () => {
  it('are those in sent groups only', async () => {
    expect(await totals({ mode: 'all-groups' })).toMatchObject({ peopleLost: 3, groupsLosing: 3 });
    expect(await totals({ mode: 'security-groups' })).toMatchObject({ peopleLost: 2, groupsLosing: 2 });
    const filter = { attribute: 'display-name', match: 'prefix', value: 'Letters' } as const;
    expect(await totals({ mode: 'all-groups', filter })).toMatchObject({ peopleLost: 1, peopleLosingAll: 1, groupsLosing: 1 });
  });

  it('are the direct members of a group that is sent and never provisioned, too', async () => {
    expect(await totals({ mode: 'assigned-groups' })).toMatchObject({ peopleLost: 1, peopleLosingAll: 1, groupsLosing: 1, membershipsLost: 1 });
    const { rows } = await nestedOperations(shelfWith(directory))['nested.lostPeople']({
      snapshotId: 's',
      claim: claim({ mode: 'assigned-groups' }),
      groupId: 'Letters',
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ person }) => person.id)).toEqual(['dee']);
  });
});

describe('the list of all people who lose a group', () => {
  async function saved(said: Partial<GroupClaim>, groupIds: readonly string[]): Promise<readonly string[]> {
    const operations: OperationTable = {
      ...nestedOperations(shelfWith(directory)),
      'directory.snapshot': () => ({ connectionId: null }) satisfies Pick<Snapshot, 'connectionId'>,
    };
    const ask = async (name: string, input: never) => operations[name]?.(input, {} as never);
    const { exportText } = createNestedGroupsFeature({
      ask: ask as never,
      settings: { get: async () => undefined, set: async () => undefined, remove: async () => undefined },
      dialogs: { saveFile: async () => null },
      cloudOf: async () => 'global',
      changed: () => undefined,
    });
    const text = await exportText('people', { snapshotId: 's', claim: claim(said), groupIds });
    let whole = '';
    for await (const part of typeof text === 'string' ? [text] : text) whole += part;
    return whole
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 3).join(' '));
  }

  it('holds every group that loses somebody when none is named', async () => {
    expect(await saved({ mode: 'all-groups' }, [])).toEqual([
      'Analysts Analysts ben',
      'Analysts Analysts cy',
      'Builders Builders ben',
      'Builders Builders cy',
      'Letters Letters dee',
    ]);
  });

  it('holds the named groups, and nobody whom the stated login does not send', async () => {
    expect(await saved({ mode: 'all-groups' }, ['Letters'])).toEqual(['Letters Letters dee']);
    expect(await saved({ mode: 'security-groups' }, ['Letters'])).toEqual([]);
  });
});
