// Packs the app for Linux with a stand-in for Electron's binary and says what is wrong with the result: what the archive
// holds beside what is needed, what lies inside it that must lie beside it, and whether the packed app opens its window.
// Not looked at here, since they need the real binary: fuses, signatures, installers.

import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { build, Platform } from 'electron-builder';
import { launchHost } from '../../tests/host/driver/launch.ts';

const root = path.resolve(import.meta.dirname, '../..');

const keytarFiles = ['build/Release/keytar.node', 'lib/keytar.js', 'package.json'].map((file) => `node_modules/keytar/${file}`);

/** Answers sentences, none when all is well. `folder` is emptied and left with the packed app for a look. */
export async function checkPackage(folder: string): Promise<readonly string[]> {
  const archive = await pack(folder);
  const extracted = path.join(folder, 'extracted');
  extractAll(archive, extracted);
  return [...troublesInside(archive), ...troublesOfManifest(path.join(extracted, 'package.json')), ...(await troublesOfStart(extracted))];
}

async function pack(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const standIn = path.join(folder, 'electron');
  mkdirSync(standIn, { recursive: true });
  writeFileSync(path.join(standIn, 'electron'), '#!/bin/sh\nexit 1\n');
  chmodSync(path.join(standIn, 'electron'), 0o755);
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
  writeFileSync(path.join(standIn, 'version'), version);
  await build({
    projectDir: root,
    publish: 'never',
    targets: Platform.LINUX.createTarget('dir'),
    // Fuses are bits in the real binary: the stand-in has none.
    config: { extends: 'electron-builder.yml', electronDist: standIn, electronFuses: null, directories: { output: path.join(folder, 'packed') } },
  });
  return path.join(folder, 'packed/linux-unpacked/resources/app.asar');
}

function filesUnder(folder: string): readonly string[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** Exactly what belongs into the archive: what was built, but for maps and the terminal, and keytar's three files. */
function wantedFiles(): readonly string[] {
  const built = filesUnder('dist').filter((file) => !file.endsWith('.map') && file !== 'dist/main/cli.js');
  return ['package.json', ...built, ...keytarFiles];
}

function mustLieBeside(file: string): boolean {
  return file.startsWith('dist/main/workers/') || file.startsWith('dist/main/chunks/') || file.endsWith('.node');
}

function troublesInside(archive: string): readonly string[] {
  const all = listPackage(archive, { isPack: false }).map((name) => name.replace(/^[/\\]/, '').replaceAll('\\', '/'));
  const files = all.filter((name) => !('files' in statFile(archive, name)));
  const wanted = new Set(wantedFiles());
  const isUnpacked = (file: string): boolean => {
    const entry = statFile(archive, file);
    return 'unpacked' in entry && entry.unpacked === true;
  };
  return [
    ...files.filter((file) => !wanted.has(file)).map((file) => `${file} is in the archive and not needed`),
    ...[...wanted].filter((file) => !files.includes(file)).map((file) => `${file} is missing from the archive`),
    ...files.filter((file) => mustLieBeside(file) && !isUnpacked(file)).map((file) => `${file} lies inside the archive, where it cannot be started`),
    ...[
      'dist/main/workers/storage.js',
      'dist/main/workers/practice.js',
      'dist/main/workers/directory.js',
      'dist/main/workers/logs.js',
      'dist/main/workers/nesting.js',
      'dist/preload/index.cjs',
      'dist/renderer/index.html',
    ]
      .filter((file) => !files.includes(file))
      .map((file) => `${file} was not built`),
  ];
}

function troublesOfManifest(file: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  const leaked = ['scripts', 'devDependencies', 'allowScripts', 'bin'].filter((name) => manifest[name] !== undefined && manifest[name] !== null);
  return leaked.map((name) => `the packed package.json still has ${name}`);
}

/** Opens the packed app's window without a display, waits for its first heading, and closes it. */
async function troublesOfStart(appFolder: string): Promise<readonly string[]> {
  const troubles: string[] = [];
  const dataDir = mkdtempSync(path.join(tmpdir(), 'steward-packed-'));
  let output = '';
  try {
    const host = await launchHost({
      appFolder,
      entry: 'dist/main/index.js',
      environment: { ...process.env, STEWARD_DATA_DIR: dataDir },
      show: 'without-display',
      size: { width: 1280, height: 840 },
      output: (text) => {
        output += text;
      },
      violation: (text) => void troubles.push(text),
      answer: async (request) => (request.kind === 'message' ? { kind: 'choice', choice: 1 } : { kind: 'path', path: null }),
      menu: () => undefined,
      chooseFromMenu: async () => undefined,
      said: () => undefined,
    });
    await host.page().locator('#page-heading').waitFor();
    const code = await host.close();
    if (code !== 0) troubles.push(`the packed app ended with code ${code}: ${output}`);
  } catch (error) {
    troubles.push(`the packed app did not open its window: ${error instanceof Error ? error.message : error}\n${output}`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return troubles;
}
