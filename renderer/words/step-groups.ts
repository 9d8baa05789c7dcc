// Steps under the headings an administrator thinks in. A step that no group names stands under the last heading, so none is lost.
import type { RunKind, Step } from '../../contract/common.ts';

interface Group {
  readonly title: string;
  readonly ids: readonly string[];
}

const connectionTest: readonly Group[] = [
  { title: 'What was entered', ids: ['settings'] },
  { title: 'Reaching the server', ids: ['dns', 'tcp', 'tls'] },
  { title: 'Signing in', ids: ['token', 'token-altered'] },
  { title: 'What the server says about itself', ids: ['service-provider-config', 'resource-types', 'schemas'] },
  { title: 'What your identity provider asks', ids: ['entra-probe', 'filter-match', 'okta-probe', 'groups-probe', 'paging'] },
];

const testSync: readonly Group[] = [
  { title: 'Signing in', ids: ['sign-in'] },
  { title: 'A new person', ids: ['match-nothing', 'create-user', 'match-external-id', 'match-user-name-case', 'duplicate-create', 'read-user'] },
  { title: 'Changes to the person', ids: ['change-names', 'rename-user', 'disable-user', 'enable-user'] },
  {
    title: 'A group and its members',
    ids: ['create-group', 'add-two-members', 'add-members', 'membership-agrees', 'remove-member', 'rename-group', 'group-as-member'],
  },
  { title: 'Removing everything again', ids: ['delete-group', 'delete-user', 'gone'] },
];

const groups = {
  'connection-test': connectionTest,
  'test-sync': testSync,
  'clean-up': [{ title: 'Removing what was left', ids: [] }],
  'directory-import': [{ title: 'What was read', ids: [] }],
  'log-import': [{ title: 'What was read', ids: [] }],
  'mapping-read': [{ title: 'What was read', ids: [] }],
  'rerun-plan': [{ title: 'What was read', ids: [] }],
  rerun: [{ title: 'Stages', ids: [] }],
  mend: [{ title: 'One account', ids: [] }],
} satisfies Record<RunKind, readonly Group[]>;

/** The steps of a run in their own order, under headings. */
export function grouped(kind: RunKind, steps: readonly Step[]): { readonly title: string; readonly steps: readonly Step[] }[] {
  const result: { title: string; steps: Step[] }[] = [];
  for (const step of steps) {
    const title = groups[kind].find((group) => group.ids.includes(step.id))?.title ?? result.at(-1)?.title ?? groups[kind][0]?.title ?? '';
    const last = result.at(-1);
    if (last?.title === title) last.steps.push(step);
    else result.push({ title, steps: [step] });
  }
  return result;
}
