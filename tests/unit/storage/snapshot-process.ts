// Another process that writes a snapshot, says so when rows of it are on the disk, and never ends by itself.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSnapshotShelf } from '../../../main/platform/storage/snapshots/shelf.ts';
import { head, person } from './snapshot-samples.ts';

const [dataDir = ''] = process.argv.slice(2);
const writer = openSnapshotShelf({ dataDir, readOnly: false }).begin(head('other'));
const path = join(dataDir, 'snapshots', readdirSync(join(dataDir, 'snapshots'))[0] ?? '');
for (let index = 0; statSync(path).size < 1_000_000; index += 1) writer.user(person(`u${index}`, { displayName: 'x'.repeat(500) }));
process.stdout.write('writing\n');
setInterval(() => {}, 1000);
