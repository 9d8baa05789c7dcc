// A test sync against a server that does everything right, in every dialect.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialectName } from '../../../contract/common.ts';
import { stepsOf } from '../../../main/features/test-sync/steps.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../../main/practice/types.ts';
import { concluded, contentOf, sync } from './builders.ts';

const dialects: readonly DialectName[] = ['entra', 'entra-on-demand', 'okta-put', 'okta-patch'];

describe('a server that does everything right', () => {
  let tenant: PracticeTenant;
  beforeAll(async () => {
    tenant = await startPracticeTenant();
  });
  afterAll(() => tenant.close());

  for (const dialect of dialects) {
    it(`passes every step as ${dialect} and is afterwards as it was before`, async () => {
      const before = contentOf(await tenant.inspect());
      const { run, rows, outcome } = await sync(tenant, { options: { dialect } });
      expect(run.steps.map((step) => [step.id, step.status, step.status === 'passed' ? '' : step.reason])).toEqual(
        stepsOf({ nestedGroup: false }).map((id) => [id, 'passed', '']),
      );
      expect(concluded(run.findings)).toEqual([]);
      expect(outcome.verdicts).toEqual(
        dialect.startsWith('okta') ? { rfc: 'passed', entra: 'skipped', okta: 'passed' } : { rfc: 'passed', entra: 'passed', okta: 'skipped' },
      );
      expect(rows.length).toBeGreaterThan(6);
      expect(rows.every((row) => row.state === 'undone')).toBe(true);
      expect(contentOf(await tenant.inspect())).toEqual(before);
    });
  }
});
