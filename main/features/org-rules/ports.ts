// What the feature is given by compose.
import type { Exchange } from '../../../contract/common.ts';
import type { Connection, LockState, Receipt } from '../../../contract/connections.ts';
import type { RuleSet } from '../../../contract/org-rules.ts';
import type { Placement } from '../../domain/org-rules/rules.ts';
import type { HttpClient } from '../../platform/http/types.ts';
import type { Clock, Dialogs, Random } from '../../platform/ports.ts';
import type { CrashPolicy, RunJob, RunOutcome, RunStart, StartedRun } from '../../platform/runs/types.ts';
import type { LeaseStore, RerunStore, SettingStore } from '../../platform/storage/types.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';

export interface RerunOrder {
  readonly kind: 'rerun-plan' | 'rerun';
  readonly connection: Connection;
  readonly faults: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly crash: CrashPolicy;
  readonly keeps: 'some';
  readonly alone?: NonNullable<RunStart['alone']>;
}

export interface RerunTools {
  readonly job: RunJob;
  readonly network: {
    /** With the addresses that are really asked. */
    readonly connection: Connection;
    readonly http: HttpClient;
    makeTokenSource(authStyle: Connection['authStyle']): TokenSource;
  };
  readonly exchangesOf: (stepId: string) => readonly Exchange[];
}

/** Who is looked up: SCIM's id, and what else may find the person. */
export interface Sought {
  readonly id: string;
  readonly userName: string;
  readonly externalId: string;
}

/** Where people are, as somebody beside SCIM sees it. */
export interface Placements {
  /** In words: “the practice tenant”, “Foundry’s admin API”. */
  readonly by: string;
  /** Up to 500 people at once; one who is not in the answer is not known. */
  of(people: readonly Sought[]): Promise<ReadonlyMap<string, Placement>>;
}

export type PlacementSight = { readonly kind: 'seen'; readonly placements: Placements } | { readonly kind: 'not-seen'; readonly why: string };

export interface OrgRulesDeps {
  readonly requireConnection: (id: string) => Promise<Connection>;
  readonly lock: (connection: Connection, kind: 'rerun') => Promise<LockState>;
  /** Why the connection cannot be used as it is, each a sentence. */
  readonly wrongWith: (connection: Connection) => Promise<readonly string[]>;
  readonly secretIsSet: (connection: Connection) => Promise<boolean>;
  readonly startRun: (order: RerunOrder, body: (tools: RerunTools) => Promise<RunOutcome>) => Promise<StartedRun>;
  /** How the organization of people is seen on this connection, in a run that has begun. */
  readonly sightOf: (connection: Connection, tools: RerunTools) => Promise<PlacementSight>;
  /** The rules that are known without having been typed in: those of the practice tenant. */
  readonly ownRules: (connection: Connection) => Promise<RuleSet | undefined>;
  readonly reruns: RerunStore;
  readonly leases: Pick<LeaseStore, 'isHeld'>;
  readonly settings: SettingStore;
  readonly dialogs: Pick<Dialogs, 'saveFile' | 'openFile'>;
  readonly writeReceipt: (receipt: Omit<Receipt, 'id' | 'at' | 'who'>) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly changed: () => void;
}
