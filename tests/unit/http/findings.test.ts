import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../contract/common.ts';
import { networkFindings } from '../../../main/platform/http/findings.ts';
import { tokenFindings } from '../../../main/protocols/oauth/findings.ts';
import { scimFindings } from '../../../main/protocols/scim/findings.ts';

const made: readonly Finding[] = [
  ...networkFindings.map((kind) => (kind.make as (facts: unknown, evidence: readonly never[]) => Finding)(kind.example, [])),
  ...tokenFindings.map((kind) => kind.make(kind.example, [])),
  ...scimFindings.map((kind) => kind.make(kind.example, [])),
];

describe('Findings about network, token and SCIM answers', () => {
  it('each have an id of their own', () => {
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
  });

  it.each(made.map((finding) => [finding.id, finding] as const))('%s reads as whole sentences', (_id, finding) => {
    const texts = [finding.cause, ...finding.remedy, ...(finding.consequence === undefined ? [] : [finding.consequence])];
    for (const text of texts) {
      expect(text).toMatch(/[.:)”]$/);
      expect(text).not.toMatch(/undefined|null|NaN|\s\s|\.\.|\[object/);
    }
    expect(finding.title).not.toMatch(/undefined|\s\s|\.$/);
    expect(finding.remedy.length).toBeGreaterThan(0);
  });
});
