// Rows cut from bytes are the rows that papaparse cuts from the same text: on any text, however it is cut into parts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AsideRow } from '../../../contract/directory.ts';
import { inspectFile } from '../../../main/protocols/files/inspect.ts';
import { type FileTarget, loadCsv } from '../../../main/protocols/files/load-csv.ts';
import { hasPlainBytes, loadMemberships } from '../../../main/protocols/files/load-memberships.ts';
import fc from '../../properties.ts';

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steward-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a way of loading took from the file, and what it kept aside. */
async function loadedBy(load: typeof loadCsv, path: string) {
  const taken: string[] = [];
  const aside: AsideRow[] = [];
  const text = (bytes: Uint8Array, { from, to }: { readonly from: number; readonly to: number }) =>
    new TextDecoder().decode(bytes.subarray(from, to));
  const target: FileTarget = {
    user: () => 'added',
    group: () => 'added',
    assignment: () => {},
    membership: (group, member, type) => taken.push(JSON.stringify([group, member, type])),
    membershipBytes: (bytes, group, member, type) => taken.push(JSON.stringify([text(bytes, group), text(bytes, member), type])),
    aside: (row) => aside.push(row),
  };
  const { form, suggestedColumns: columns } = await inspectFile(path, 'memberships');
  const order = { path, name: 'm.csv', set: 'memberships', form, columns } as const;
  expect(hasPlainBytes(order)).toBe(true);
  const { rows } = await load(order, target, { signal: new AbortController().signal, progress: () => {} });
  return { taken, rows, aside: aside.map(({ line, reason }) => `${line}: ${reason}`) };
}

async function expectSame(path: string): Promise<Awaited<ReturnType<typeof loadedBy>>> {
  const [bytes, plain] = [await loadedBy(loadMemberships, path), await loadedBy(loadCsv, path)];
  expect(bytes).toEqual(plain);
  return bytes;
}

describe('memberships read from bytes', () => {
  const id = fc.oneof(
    fc.constantFrom('g1', '00000000-0000-4000-8000-00000000000a', ' u2 ', '', 'Ünïcode', '\u202Eu3', 'a b', "=cmd()'", '"q"'),
    fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\r', '')),
  );
  const type = fc.constantFrom('user', 'group', '#microsoft.graph.device', '', 'GROUP');
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const written = (text: string, delimiter: string, always: boolean) =>
    always || /["\r\n]/.test(text) || text.includes(delimiter) ? quoted(text) : text;

  it('are those of the plain way, for any ids, delimiter and end of line', async () => {
    const folder = freshFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(id, id, type, fc.boolean()), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, delimiter, end, mark) => {
          const lines = rows.map(([group, member, kind, always]) =>
            [group, member, kind].map((text) => written(text, delimiter, always)).join(delimiter),
          );
          const path = join(folder, 'm.csv');
          writeFileSync(path, `${mark ? '\uFEFF' : ''}${['groupId', 'memberId', 'memberType'].join(delimiter)}${end}${lines.join(end)}${end}`);
          await expectSame(path);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a quotation mark that is never closed', 'groupId,memberId\ng1,u1\n"g2,u2\ng3,u3\n', ['["g1","u1","unknown"]', '["g3","u3","unknown"]']],
    ['rows with too few and too many values', 'groupId,memberId\ng1\ng1,u1,x\ng2,u2,\n', ['["g2","u2","unknown"]']],
    ['no end of line at the end', 'groupId,memberId\ng1,u1', ['["g1","u1","unknown"]']],
    ['blank lines', 'groupId,memberId\n\n\ng1,u1\n   \n', ['["g1","u1","unknown"]']],
  ])('come through %s', async (_what, text, taken) => {
    const path = join(freshFolder(), 'm.csv');
    writeFileSync(path, text);
    expect((await expectSame(path)).taken).toEqual(taken);
  });

  it('keep aside a row with text behind its quotation marks, as the plain way does in other words', async () => {
    const path = join(freshFolder(), 'm.csv');
    writeFileSync(path, 'groupId,memberId\n"g1"x,u1\ng2,u2\n');
    for (const load of [loadMemberships, loadCsv])
      expect(await loadedBy(load, path)).toMatchObject({ taken: ['["g2","u2","unknown"]'], aside: [expect.stringMatching(/^2: A quotation mark/)] });
  });

  it('are whole where a part of the file ends, and say the line of what is wrong', async () => {
    const path = join(freshFolder(), 'm.csv');
    const rows = Array.from({ length: 60_000 }, (_, index) => `group-${index % 7},"member ${index}\n,second line ${index}",user`);
    rows[59_998] = ',nobody,user';
    writeFileSync(path, `groupId,memberId,memberType\n${rows.join('\n')}`);
    const { rows: count, taken, aside } = await expectSame(path);
    expect(count).toBe(59_999);
    expect(taken.at(-1)).toBe(JSON.stringify(['group-2', 'member 59999\n,second line 59999', 'user']));
    expect(aside).toEqual(['119998: The id of the group is empty.']);
  });
});
