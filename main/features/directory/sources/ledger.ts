// What a read has come to: the coverage of each set, what the administrator should know, and the findings, each cause once.
import type { Finding } from '../../../../contract/common.ts';
import type { AsideRow, Coverage, DirectorySet } from '../../../../contract/directory.ts';
import { mergeFindings } from '../../../platform/findings/define.ts';
import type { ReadTrouble } from '../../../protocols/rest/types.ts';
import { type Place, troubleFinding } from './trouble.ts';
import type { SourceOutcome } from './types.ts';

const sets = ['users', 'groups', 'memberships', 'scim-assignments', 'sso-assignments'] as const satisfies readonly DirectorySet[];
/** The step of the run that reads a set. */
export const stepOf = (set: DirectorySet): string => (set === 'scim-assignments' || set === 'sso-assignments' ? 'assignments' : set);

const weight: Readonly<Record<Coverage['state'], number>> = { complete: 0, partial: 1, 'not permitted': 2, 'not read': 3 };
/** Rows kept aside one by one; the rest is counted. */
const excerptLength = 300;

export interface Ledger {
  /** A worse state stands; notes of the same state are joined, three at most. */
  cover(set: DirectorySet, state: Coverage['state'], note: string): void;
  note(text: string): void;
  /** The finding belongs to the step that reads this set. */
  find(set: DirectorySet, finding: Finding): void;
  taken(): SourceOutcome;
  /** The end of an import because of this trouble. */
  stopped(
    set: DirectorySet,
    trouble: ReadTrouble,
    place: Place,
    about: { readonly what: string; readonly permissions: readonly string[]; readonly exchangeId?: string },
  ): SourceOutcome;
  stoppedBy(set: DirectorySet, finding: Finding): SourceOutcome;
}

export function createLedger(): Ledger {
  const states = new Map<DirectorySet, { state: Coverage['state']; notes: string[] }>();
  const notes: string[] = [];
  const findings = new Map<string, Finding>();

  const find = (set: DirectorySet, found: Finding): void => {
    const finding = { ...found, stepIds: [stepOf(set)] };
    const earlier = findings.get(finding.id);
    // Evidence of ten thousand groups is no more telling than that of ten.
    if (earlier === undefined || earlier.evidence.length < 10)
      findings.set(finding.id, earlier === undefined ? finding : mergeFindings(earlier, finding));
  };
  const stoppedBy = (set: DirectorySet, finding: Finding): SourceOutcome => {
    find(set, finding);
    return { kind: 'stopped', summary: `${finding.title}. No snapshot was made.`, findings: [...findings.values()] };
  };

  return {
    cover: (set, state, note) => {
      const known = states.get(set);
      if (known === undefined || weight[state] > weight[known.state]) states.set(set, { state, notes: note === '' ? [] : [note] });
      else if (known.state === state && known.notes.length < 3 && note !== '' && !known.notes.includes(note)) known.notes.push(note);
    },
    note: (text) => {
      if (!notes.includes(text)) notes.push(text);
    },
    find,
    taken: () => ({
      kind: 'taken',
      coverage: sets.map((set) => {
        const known = states.get(set);
        return { set, state: known?.state ?? 'complete', note: known?.notes.join(' ') ?? '' };
      }),
      notes,
      findings: [...findings.values()],
    }),
    stopped: (set, trouble, place, about) =>
      trouble.kind === 'cancelled' ? { kind: 'cancelled' } : stoppedBy(set, troubleFinding(trouble, place, about)),
    stoppedBy,
  };
}

/** A row that cannot be used, as it came. */
export function asideOf(set: DirectorySet, where: string, reason: string, item: unknown): AsideRow {
  return { set, where, line: null, reason, excerpt: (JSON.stringify(item) ?? '').slice(0, excerptLength) };
}
