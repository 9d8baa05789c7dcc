// The catalogue of findings: complete, each id once, each worded for an administrator, docs/findings.md made from it, and no finding that no
// test has ever seen come about.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeIds } from '../../../main/domain/conflicts/causes.ts';
import { catalogueRow, renderCatalogue } from '../../../main/platform/findings/catalogue.ts';
import { provisioningCodes } from '../../../main/protocols/entra/provisioning-codes.ts';
import { allKinds, definingModules, repository } from './all-findings.ts';

const modules = definingModules();
const kinds = await allKinds();
const ids = kinds.map(({ id }) => id);
const rows = kinds.map((kind) => [kind.id, catalogueRow(kind)] as const);

/** Calls of `defineFinding` that make several kinds, and the ids they make. */
const factories: readonly { readonly path: string; readonly ids: readonly string[] }[] = [
  {
    path: 'main/features/connection-test/probe-findings.ts',
    ids: ['discovery.service-provider-config', 'discovery.resource-types', 'discovery.schemas'],
  },
  {
    path: 'main/protocols/entra/provisioning-findings.ts',
    ids: provisioningCodes.map(({ suffix }) => `entra.${suffix.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}`),
  },
  { path: 'main/features/conflicts/findings.ts', ids: causeIds.map((id) => `conflict.${id}`) },
];

const callsIn = (source: string) => source.match(/\bdefineFinding\s*[<(]/g)?.length ?? 0;
const idsIn = (source: string) => [...source.matchAll(/^\s+id: '([a-z0-9.-]+)',$/gm)].flatMap(([, id]) => (id === undefined ? [] : [id]));

describe('the findings catalogue', () => {
  it('holds every finding that is defined anywhere, and no other', () => {
    expect(modules.length).toBeGreaterThan(10);
    const written = modules.flatMap(({ source }) => idsIn(source));
    expect([...written, ...factories.flatMap((factory) => factory.ids)].sort()).toEqual([...ids].sort());
  });

  it.each(modules.map(({ path, source }) => [path, source] as const))('misses no definition in %s', (path, source) => {
    const several = factories.filter((factory) => factory.path === path).length;
    expect(idsIn(source)).toHaveLength(callsIn(source) - several);
  });

  it('has each id once', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+(\.[a-z0-9-]+)*$/);
  });

  it('is the page docs/findings.md', () => {
    const path = join(repository, 'docs/findings.md');
    if (process.env.STEWARD_WRITE_DOCS === '1') writeFileSync(path, renderCatalogue(kinds));
    expect(readFileSync(path, 'utf8')).toBe(renderCatalogue(kinds));
  });
});

describe('a finding reads well', () => {
  it.each(rows)('%s', (_id, row) => {
    const { title, cause, consequence, remedy, verify, actor, source } = row;
    expect(title).toMatch(/^[^\s].*[^.\s]$/);
    expect(cause).toMatch(/[.”]$/);
    expect(remedy.length).toBeGreaterThan(0);
    expect(actor).not.toBe('');
    expect(source.title).not.toBe('');
    for (const sentence of [consequence, verify, ...remedy]) if (sentence !== undefined) expect(sentence).toMatch(/[.:”)]$/);
    for (const text of [title, cause, consequence, verify, ...remedy]) {
      // An ellipsis may stand in an example; two full stops never.
      expect(text ?? '').not.toMatch(/undefined|\[object|\bNaN\b|\bnull\b|\s\s|(?<!\.)\.\.(?!\.)|\. \.|[:,]\.$/);
    }
  });
});

/** Tests that talk to a server or read a text as the app does; tests of wording alone prove nothing here. */
const evidenceFiles = [
  'tests/faults/**/*.ts',
  'tests/peers/**/*.ts',
  'tests/unit/{connection-test,test-sync,http,oauth,scim,ingress,support,practice,connections,compose,nested-groups,directory,entra,okta,foundry,mapping,claims,conflicts,org-rules,provisioning-log}/**/*.ts',
  'tests/unit/findings/brought-about.test.ts',
  // The table that tests/faults goes through row by row.
  'main/practice/faults.ts',
];

describe('a finding can come about', () => {
  const texts = globSync(evidenceFiles, { cwd: repository })
    .filter((path) => !/unit\/http\/findings\.test\.ts$/.test(path.replaceAll('\\', '/')))
    .map((path) => readFileSync(join(repository, path), 'utf8'));
  const tableOfCodes = provisioningCodes.length;

  it('is looked for in enough tests', () => expect(texts.length).toBeGreaterThan(40));

  it('and every one is expected by a test that brings it about', () => {
    const named = (id: string) => new RegExp(`(?<![\\w.-])${id.replaceAll('.', '\\.')}(?![\\w-])`);
    // The codes of Entra's log are brought about in brought-about.test.ts, one by one from their table.
    const unseen = ids.filter((id) => !id.startsWith('entra.') && !texts.some((text) => named(id).test(text)));
    expect(unseen).toEqual([]);
    expect(ids.filter((id) => id.startsWith('entra.'))).toHaveLength(tableOfCodes);
  });
});
