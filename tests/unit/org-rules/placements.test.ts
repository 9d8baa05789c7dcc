// Where people are, read from Foundry's admin API on the practice tenant's twin of it.
import { describe, expect, it } from 'vitest';
import { foundryPlacements } from '../../../main/features/org-rules/foundry-placements.ts';
import { readTwin } from '../foundry/read-twin.ts';

describe('where people are, by the admin API', () => {
  it('is the name of their organization, found by id or by exact username, and not known of others', async () => {
    const { tenant, client } = await readTwin();
    const { users } = await tenant.inspect();
    const thabo = users.find(({ userName }) => userName.startsWith('thabo'));
    const priya = users.find(({ userName }) => userName.startsWith('priya'));
    if (thabo === undefined || priya === undefined) throw new Error('The company has changed.');
    const placements = foundryPlacements(client, new AbortController().signal);
    const people = [
      { id: thabo.id, userName: thabo.userName, externalId: '' },
      { id: 'another-id', userName: priya.userName.toUpperCase(), externalId: '' },
      { id: priya.id, userName: 'somebody.else@halden.example', externalId: '' },
    ];
    const found = await placements.of(people);
    expect([...found]).toEqual([
      [thabo.id, { kind: 'known', name: thabo.organization }],
      ['another-id', { kind: 'known', name: priya.organization }],
    ]);
  });
});
