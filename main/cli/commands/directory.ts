// `directory`: snapshots of a directory in the terminal: import, list, remove, compare, and the script that exports one from Entra.
import type { InspectedFile, Snapshot } from '../../../contract/directory.ts';
import { counted } from '../../platform/counted.ts';
import { cloudNames } from '../../protocols/entra/clouds.ts';
import { oneOf, usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { endRun, followRun, reportFormat } from '../follow-run.ts';
import { clean } from '../report.ts';
import { directoryAccess } from './directory-access.ts';
import { compareSnapshots } from './directory-compare.ts';
import { importLive, refreshSnapshot } from './directory-source.ts';

const sources = ['csv', 'json', 'entra', 'okta', 'scim'] as const;

type Set = InspectedFile['suggestedSet'];

function row(snapshot: Snapshot, selected: boolean): string {
  const { counts } = snapshot;
  const notComplete = snapshot.coverage.filter(({ state }) => state !== 'complete').map(({ set, state }) => `${set} ${state}`);
  return [
    `${selected ? '*' : ' '} ${snapshot.id}  ${snapshot.takenAt.slice(0, 16).replace('T', ' ')}  ${snapshot.source.padEnd(5)}  ${clean(snapshot.name)}${snapshot.practice ? '  (PRACTICE TENANT)' : ''}`,
    `    ${counted(counts.users, 'user', 'users')}, ${counted(counts.groups, 'group', 'groups')}, ${counted(counts.memberships, 'membership', 'memberships')} (${counted(counts.nested, 'group in a group', 'groups in groups')}), ${counted(counts.assignedGroups, 'assigned group', 'assigned groups')}`,
    ...(notComplete.length === 0 ? [] : [`    not complete: ${notComplete.join(', ')}`]),
  ].join('\n');
}

/** A snapshot by its id or its name, any case. */
export async function namedSnapshot({ app }: Context, name: string | undefined): Promise<Snapshot> {
  const { snapshots } = await app.handlers['directory.list']({});
  if (name === undefined) throw usage('Name the snapshot, by its name or id. “scim-steward directory list” lists them.');
  const found = snapshots.filter((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
  const [first, second] = found;
  if (first === undefined) throw usage(`There is no snapshot “${name}”. “scim-steward directory list” lists them.`);
  if (second !== undefined) throw usage(`${found.length} snapshots are named “${name}”. Give the id: ${found.map(({ id }) => id).join(', ')}.`);
  return first;
}

async function importFiles(context: Context, format: 'csv' | 'json'): Promise<number> {
  const { app, args } = context;
  const { options } = args;
  const given: readonly (readonly [Set | undefined, readonly string[]])[] = [
    ['users', options.users ?? []],
    ['groups', options.groups ?? []],
    ['memberships', options.memberships ?? []],
    [undefined, options.file === undefined ? [] : [options.file]],
  ];
  if (given.every(([, paths]) => paths.length === 0))
    throw usage('Name the files: --users FILE --groups FILE --memberships FILE. “scim-steward help directory” says which columns they have.');
  const files: InspectedFile[] = [];
  for (const [set, paths] of given)
    for (const path of paths) {
      const file = await app.inspectDirectoryFile(path, set);
      if (file.format !== format) throw usage(`“${path}” is ${file.format === 'json' ? 'JSON' : 'no JSON'}: say --source ${file.format}.`);
      files.push(file);
    }
  const { runId } = await app.handlers['directory.importFiles']({
    name: options.name ?? '',
    files: files.map(({ handle, suggestedSet, suggestedColumns }) => ({ handle, set: suggestedSet, columns: suggestedColumns })),
  });
  return endRun(context, await followRun(context, runId));
}

/** An import that died leaves no snapshot: said until another one is made. */
async function sayInterrupted({ app, terminal }: Context): Promise<void> {
  const [last] = (await app.handlers['runs.list']({ kind: 'directory-import', offset: 0, limit: 1 })).runs;
  if (last?.state !== 'interrupted') return;
  const at = last.startedAt.slice(0, 16).replace('T', ' ');
  terminal.note(`The import begun on ${at} UTC was interrupted: the app stopped while it lived. Nothing of it was kept. Import again.`);
}

export async function directory(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const json = args.options.json === true;
  const [verb = 'list', first, second] = args.words;
  switch (verb) {
    case 'list': {
      const { snapshots, selectedId } = await app.handlers['directory.list']({});
      await sayInterrupted(context);
      if (json) terminal.print(JSON.stringify({ command: 'directory', snapshots, selectedId }, null, 2));
      else if (snapshots.length === 0) terminal.print('No snapshots yet. “scim-steward help directory” says how to import one.');
      else terminal.print(snapshots.map((snapshot) => row(snapshot, snapshot.id === selectedId)).join('\n'));
      return 0;
    }
    case 'import': {
      (args.options.report ?? []).forEach(reportFormat);
      const source = sources.find((one) => one === args.options.source);
      if (source === undefined) throw usage(`Say where from: --source ${sources.join(' | ')}.`);
      if (source === 'csv' || source === 'json') return importFiles(context, source);
      return importLive(context, source);
    }
    case 'access':
      return directoryAccess(context);
    case 'export-script': {
      const { options } = args;
      const { path } = await app.handlers['directory.saveExportScript']({
        cloud: oneOf('graph-cloud', options['graph-cloud'], cloudNames, 'global'),
        scimApp: options['scim-app'] ?? '',
        ssoApp: options['sso-app'] ?? '',
      });
      terminal.note(`Written: ${path}. Read it, then run it in PowerShell; “directory import --source csv” takes its files.`);
      if (json) terminal.print(JSON.stringify({ command: 'directory', path }, null, 2));
      return 0;
    }
    case 'compare':
      return compareSnapshots(context, first, second);
    case 'refresh': {
      (args.options.report ?? []).forEach(reportFormat);
      return refreshSnapshot(context, await namedSnapshot(context, first));
    }
    case 'remove': {
      const snapshot = await namedSnapshot(context, first);
      await app.handlers['directory.remove']({ snapshotId: snapshot.id });
      terminal.note(`Removed ${clean(snapshot.name)}.`);
      if (json) terminal.print(JSON.stringify({ command: 'directory', removed: snapshot.id }, null, 2));
      return 0;
    }
    default:
      throw usage(`“directory ${verb}” does not exist. There are: list, import, refresh, access, compare, export-script, remove.`);
  }
}
