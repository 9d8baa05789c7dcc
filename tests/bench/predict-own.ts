// Our side of the benchmark of predictions, in a process of its own: two snapshots are written, then predicted and indexed in turns.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Coverage, DirectorySource, DirectoryUser } from '../../contract/directory.ts';
import { unknownSignOn } from '../../contract/mapping.ts';
import { indexTarget } from '../../main/domain/conflicts/predict.ts';
import { blankMapping } from '../../main/domain/mapping/blank.ts';
import { hashOf } from '../../main/domain/mapping/hashes.ts';
import { predictOperations } from '../../main/features/conflicts/predict-operations.ts';
import { openSnapshotShelf } from '../../main/platform/storage/snapshots/shelf.ts';
import { inTurns, timed } from './measure.ts';
import type { PredictResult } from './predict.ts';

const people = 500_000;
const idOf = (of: string, at: number): string => {
  const hex = `${hashOf(`${of}:${at}`).toString(16).padStart(14, '0')}${hashOf(`${at}:${of}`).toString(16).padStart(14, '0')}0000`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
const given = ['amara', 'lukas', 'mei', 'sofia', 'tomasz', 'priya', 'omar', 'ingrid'];
const userNameOf = (at: number): string => `${given[at % given.length]}.${at.toString(36)}@halden.example`;

const person = (at: number): DirectoryUser => ({
  id: idOf('person', at),
  userName: userNameOf(at),
  displayName: `Person ${at}`,
  mail: userNameOf(at),
  mailNickname: `p${at}`,
  employeeId: String(100_000 + at),
  onPremisesImmutableId: null,
  onPremisesSamAccountName: null,
  externalId: null,
  enabled: at % 50 !== 0,
  type: 'member',
  other: {},
});

/** Most in order; some renamed, some without externalId, some with an old one, some of nobody. */
const account = (at: number): DirectoryUser => ({
  ...person(at),
  id: idOf('account', at),
  userName: at % 97 === 0 ? `old.${at}@halden.example` : at % 101 === 0 ? userNameOf(at).toUpperCase() : userNameOf(at),
  externalId: at % 31 === 0 ? null : at % 53 === 0 ? idOf('earlier', at) : at % 211 === 0 ? idOf('person', at + 1) : idOf('person', at),
  enabled: true,
});

const complete: readonly Coverage[] = [{ set: 'users', state: 'complete', note: '' }];

async function measure(rounds: number): Promise<PredictResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-bench-predict-'));
  const shelf = openSnapshotShelf({ dataDir, readOnly: false });
  try {
    const write = (id: string, source: DirectorySource, row: (at: number) => DirectoryUser) => {
      const writer = shelf.begin({ id, name: id, source, vantage: 'a file', connectionId: null, practice: false, takenAt: '2026-11-24T00:00:00Z' });
      for (let at = 0; at < people; at += 1) writer.user(row(at));
      writer.commit({ coverage: complete, notes: [] });
    };
    write('directory', 'entra', person);
    write('target', 'scim', account);
    const mapping = blankMapping('entra', { ...unknownSignOn, providerId: 'objectId' });
    let counts: Readonly<Record<string, number>> = {};
    const ours = async () =>
      timed(async () => {
        const page = predictOperations(shelf)['conflicts.predict']({
          snapshotId: 'directory',
          targetId: 'target',
          mapping,
          personKey: 'id',
          filter: 'adopted',
          offset: 0,
          limit: 100,
        });
        counts = page.counts;
      });
    const bare = async () =>
      timed(async () => {
        const columns = {
          count: people,
          externalId: new Float64Array(people).fill(-1),
          userName: new Float64Array(people).fill(-1),
          userNameFolded: new Float64Array(people).fill(-1),
        };
        for (const user of shelf.open('target').eachUser()) {
          if (user.externalId !== null) columns.externalId[user.index] = hashOf(user.externalId);
          if (user.userName !== null) columns.userNameFolded[user.index] = hashOf(user.userName.toLowerCase());
        }
        indexTarget(columns);
      });
    const pairs = await inTurns(rounds, ours, bare);
    return { people, pairs, memory: process.resourceUsage().maxRSS * 1024, counts };
  } finally {
    shelf.closeAll();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

process.once('message', async ({ rounds }: { readonly rounds: number }) => {
  process.send?.(await measure(rounds));
});
