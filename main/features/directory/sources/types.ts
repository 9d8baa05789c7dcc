// What a source of a directory snapshot promises, and where its rows go. A source streams: it never holds the whole directory, waits until
// the sink has taken a batch, and ends either taken (with the coverage of every set) or stopped (and then nothing of it may be kept).
import type { Finding } from '../../../../contract/common.ts';
import type {
  AsideRow,
  Coverage,
  DirectoryAssignment,
  DirectoryGroup,
  DirectoryMembership,
  DirectorySet,
  DirectoryUser,
  MemberType,
} from '../../../../contract/directory.ts';

/** Takes rows in batches, in any order of sets; members may come before their groups and people. Resolves when it can take more. */
export interface DirectorySink {
  users(rows: readonly DirectoryUser[]): Promise<void>;
  groups(rows: readonly DirectoryGroup[]): Promise<void>;
  memberships(rows: readonly DirectoryMembership[]): Promise<void>;
  assignments(rows: readonly DirectoryAssignment[]): Promise<void>;
  aside(rows: readonly AsideRow[]): Promise<void>;
}

/** How far a set has come; `expected` when the source knows it. */
export interface SourceProgress {
  readonly set: DirectorySet;
  readonly read: number;
  readonly expected?: number;
}

export type SourceOutcome =
  | {
      readonly kind: 'taken';
      /** One row a set, each set once. */
      readonly coverage: readonly Coverage[];
      /** What the administrator should know beside the coverage: flattened at the source, hidden members, rows kept aside. */
      readonly notes: readonly string[];
      /** Warnings and infos; a set without permission is a finding and a coverage of `not permitted`. */
      readonly findings: readonly Finding[];
      /** The source's own note of the moment from which changes can be asked for; kept with the snapshot, shown nowhere. */
      readonly mark?: string | undefined;
    }
  /** It could not be read to the end: drop what came. `summary` is one sentence; the findings say cause and remedy. */
  | { readonly kind: 'stopped'; readonly summary: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'cancelled' };

/** A group with all its direct members. */
export interface KnownGroup {
  readonly group: DirectoryGroup;
  readonly members: readonly { readonly id: string; readonly type: MemberType }[];
}

/** What an earlier read left, to be asked for by ids; those it does not know are left out of the answer. */
export interface EarlierRead {
  readonly kind: 'snapshot' | 'cut import';
  readonly name: string;
  /** When it was begun, ISO 8601. */
  readonly at: string;
  readonly mark: string;
  groups(ids: readonly string[]): Promise<readonly KnownGroup[]>;
  users(ids: readonly string[]): Promise<readonly DirectoryUser[]>;
}

/** Keeps whole groups and people while they are read, so that an import that is cut need not begin anew. */
export interface Keeper {
  /** Throws away what was kept before. */
  begin(mark: string): Promise<void>;
  keep(rows: { readonly groups?: readonly KnownGroup[]; readonly users?: readonly DirectoryUser[] }): Promise<void>;
}

export interface SourceContext {
  readonly earlier?: EarlierRead | undefined;
  readonly keeper?: Keeper | undefined;
  readonly sink: DirectorySink;
  readonly progress: (progress: SourceProgress) => void;
  readonly signal: AbortSignal;
}

/** Entra, Okta or a SCIM server, ready to be read once. */
export interface DirectorySourceReader {
  take(context: SourceContext): Promise<SourceOutcome>;
}
