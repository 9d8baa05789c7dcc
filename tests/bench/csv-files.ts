// Writes the generated directory as the CSV files that the import takes, in a process of its own: its memory is not the import's.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { generateDirectory } from '../../main/practice/directory/generate.ts';
import { typicalSize } from '../../main/practice/directory/sizes.ts';
import type { FilesOrder, FilesResult } from './csv-import.ts';

const field = (value: string | boolean | null) =>
  value === null ? '' : /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
const line = (values: readonly (string | boolean | null)[]) => `${values.map(field).join(',')}\n`;
const rowsAtOnce = 1000;

async function write(path: string, lines: Iterable<string>): Promise<void> {
  function* parts() {
    let part: string[] = [];
    for (const one of lines) {
      part.push(one);
      if (part.length < rowsAtOnce) continue;
      yield part.join('');
      part = [];
    }
    yield part.join('');
  }
  await pipeline(parts, createWriteStream(path));
}

async function writeFiles({ folder }: FilesOrder): Promise<FilesResult> {
  const { graph, user, group } = generateDirectory(typicalSize);
  const userIds = Array.from({ length: graph.userCount }, (_, index) => user(index).id);
  const groupIds = Array.from({ length: graph.groupCount }, (_, index) => group(index).id);
  function* users() {
    yield 'id,userName,displayName,mail,mailNickname,employeeId,enabled,type\n';
    for (let index = 0; index < graph.userCount; index += 1) {
      const { id, userName, displayName, mail, mailNickname, employeeId, enabled, type } = user(index);
      yield line([id, userName, displayName, mail, mailNickname, employeeId, enabled, type]);
    }
  }
  function* groups() {
    yield 'id,displayName,securityEnabled\n';
    for (let index = 0; index < graph.groupCount; index += 1) {
      const { id, displayName, securityEnabled } = group(index);
      yield line([id, displayName, securityEnabled]);
    }
  }
  function* memberships() {
    yield 'groupId,memberId,memberType\n';
    for (let index = 0; index < graph.groupCount; index += 1)
      for (const [rows, ids, type] of [
        [graph.people, userIds, 'user'],
        [graph.children, groupIds, 'group'],
      ] as const)
        for (const member of rows.items.subarray(rows.start[index], rows.start[index + 1])) yield `${groupIds[index]},${ids[member]},${type}\n`;
  }
  await write(join(folder, 'users.csv'), users());
  await write(join(folder, 'groups.csv'), groups());
  await write(join(folder, 'memberships.csv'), memberships());
  return { memberships: graph.people.items.length + graph.children.items.length };
}

process.once('message', (order: FilesOrder) => {
  writeFiles(order).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
