// Every fault of the practice tenant's table, through a whole test sync: exactly the findings of the row, and nothing left on the target unless
// the fault is that nothing can be removed, which is then said.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultRow, faults } from '../../main/practice/faults.ts';
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../main/practice/types.ts';
import { concluded, contentOf, sync } from '../unit/test-sync/builders.ts';

/** Faults by which the target keeps what the run made, whatever the run does. */
const keepsWhatWasMade: ReadonlySet<string> = new Set(['delete-not-done']);

/** Small limits, so that a server that hangs and one that sends 50 MB are told soon. */
const limits = { connectMs: 500, bodyBytes: 5 * 1024 * 1024 };

describe('a test sync against a server with one fault', () => {
  let tenant: PracticeTenant;
  beforeAll(async () => {
    tenant = await startPracticeTenant();
  });
  afterAll(() => tenant.close());

  for (const row of faults as readonly FaultRow[]) {
    const expected = row.sync.map(({ id, severity }) => `${severity} ${id}`).sort();
    it(`${row.name}: ${row.title} gives ${expected.length === 0 ? 'no finding' : expected.join(', ')}`, async () => {
      await tenant.setFaults([]);
      await tenant.reset();
      const before = contentOf(await tenant.inspect());
      await tenant.setFaults([row.name]);
      const { members = 3, dialect = 'entra', nestedGroup = false } = row.syncWith ?? {};
      const { run, rows } = await sync(tenant, {
        options: { members, dialect, nestedGroup },
        limits,
        connection: { idp: dialect.startsWith('okta') ? 'okta' : 'entra' },
      });
      const infos = row.sync.filter(({ severity }) => severity === 'info').map(({ id }) => id);

      expect(concluded(run.findings, infos)).toEqual(expected);
      for (const step of run.steps) {
        const own = run.findings.filter((finding) => step.findingIds.includes(finding.id));
        expect(step.reason, step.id).not.toBe('');
        if (step.status === 'failed')
          expect(
            own.map((finding) => finding.severity),
            step.id,
          ).toContain('error');
        if (step.status === 'passed')
          expect(
            own.map((finding) => finding.severity),
            step.id,
          ).not.toContain('error');
      }
      const after = await tenant.inspect();
      expect(after.bugs).toEqual([]);
      if (keepsWhatWasMade.has(row.name)) {
        const left = rows.filter((one) => one.state !== 'undone');
        expect(contentOf(after).users.length + contentOf(after).groups.length).toBe(before.users.length + before.groups.length + left.length);
        expect(left.length).toBeGreaterThan(0);
        expect(left.every((one) => one.state === 'abandoned' && (one.note ?? '') !== '')).toBe(true);
      } else {
        expect(contentOf(after)).toEqual(before);
        expect(rows.filter((one) => one.state !== 'undone')).toEqual([]);
      }
    });
  }
});

describe('a test sync that also tries a group inside a group', () => {
  let tenant: PracticeTenant;
  beforeAll(async () => {
    tenant = await startPracticeTenant();
  });
  afterAll(() => tenant.close());

  const nested = ['nested-refused', 'nested-dropped', 'nested-not-in-list'];
  const alone = faults.map((row) => [row.name]);
  const pairs = faults
    .filter((row) => row.actsAt === 'engine' && !nested.includes(row.name))
    .flatMap((row) => nested.map((name) => [name, row.name]));

  it.each([...alone, ...pairs, nested].map((names) => [names.join(' and '), names] as const))(
    'leaves nothing behind with %s',
    async (_title, names) => {
      await tenant.setFaults([]);
      await tenant.reset();
      const before = contentOf(await tenant.inspect());
      await tenant.setFaults(names);
      const { rows } = await sync(tenant, { options: { nestedGroup: true }, limits });
      const after = await tenant.inspect();
      const left = rows.filter((row) => row.state !== 'undone');
      expect(after.bugs).toEqual([]);
      if (names.some((name) => keepsWhatWasMade.has(name))) {
        expect(left.length).toBe(contentOf(after).users.length + contentOf(after).groups.length - before.users.length - before.groups.length);
        return;
      }
      expect(contentOf(after)).toEqual(before);
      expect(left).toEqual([]);
    },
  );
});
