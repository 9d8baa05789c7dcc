// Which columns were chosen for files with these headers the last time, so that the next export of the same kind needs no wizard.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { InspectedFile } from '../../../contract/directory.ts';
import type { SettingStore } from '../../platform/storage/types.ts';
import { type FileSet, fileSets } from '../../protocols/files/columns.ts';
import type { WantedSet } from './ports.ts';

const settingKey = 'file-columns';
const mostKept = 50;

const keptSchema = z.array(z.object({ headers: z.string(), set: z.enum(fileSets), columns: z.record(z.string(), z.string()) }));

const keyOf = (headers: readonly string[]) => createHash('sha256').update(JSON.stringify(headers)).digest('hex');

async function kept(settings: SettingStore): Promise<z.infer<typeof keptSchema>> {
  const text = await settings.get(settingKey);
  if (text === undefined) return [];
  const parsed = keptSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : [];
}

/** What was chosen for these headers, where it fits what is wanted now. */
export async function rememberedColumns(
  settings: SettingStore,
  { headers }: Pick<InspectedFile, 'headers'>,
  wanted?: WantedSet,
): Promise<Pick<InspectedFile, 'remembered'> & Partial<Pick<InspectedFile, 'suggestedSet' | 'suggestedColumns'>>> {
  const key = keyOf(headers);
  const known = (await kept(settings)).find((one) => one.headers === key && (wanted === undefined || one.set === wanted));
  return known === undefined ? { remembered: false } : { remembered: true, suggestedSet: known.set, suggestedColumns: known.columns };
}

export async function rememberColumns(
  settings: SettingStore,
  files: readonly { readonly headers: readonly string[]; readonly set: FileSet; readonly columns: Readonly<Record<string, string>> }[],
): Promise<void> {
  const now = files.map(({ headers, set, columns }) => ({ headers: keyOf(headers), set, columns: { ...columns } }));
  const old = (await kept(settings)).filter((one) => now.every((file) => file.headers !== one.headers || file.set !== one.set));
  await settings.set(settingKey, JSON.stringify([...now, ...old].slice(0, mostKept)));
}
