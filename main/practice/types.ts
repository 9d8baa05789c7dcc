// What the practice tenant offers to the app and to tests; the same whether it runs in this thread or in a worker.
import type { PracticeRule } from '../../contract/practice.ts';
import type { Clock } from '../platform/ports.ts';
import type { Login, LoginResult } from './foundry/login.ts';
import type { JsonObject } from './json.ts';
import type { OpenQuestions } from './questions.ts';
import type { Origin } from './state/store.ts';
import type { LoginRecord, RuleRun } from './state/world.ts';
import type { TwinAccess, TwinOptions } from './twins/index.ts';

export interface PracticeOptions {
  readonly faults?: readonly string[];
  /** Changes the generated people only; the company is always the same. */
  readonly seed?: number;
  /** Generated people beside the company. */
  readonly users?: number;
  /** 0 or absent: a free port. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Settings of what the documentation leaves open. */
  readonly questions?: Partial<OpenQuestions>;
  /** The largest page of the admin API; 1000 unless given. */
  readonly adminPage?: number;
  /** The twins of the identity providers: their directory, the size of their pages. */
  readonly twins?: TwinOptions;
}

/** How this tenant must be reached: plain data, so that it crosses from a worker. See network.ts. */
export interface PracticeNetwork {
  /** PEM certificates to trust. */
  readonly extraRoots: readonly string[];
  /** `http://host:port` that every request must take. */
  readonly proxy?: string;
  /** Hosts whose name must fail to resolve, and how. */
  readonly lookup?: Readonly<Record<string, 'not-found' | 'try-again'>>;
  /** A shorter limit for connecting, so that trying a hanging server does not take long. */
  readonly connectMs?: number;
}

/** What an administrator would enter. Changes when a fault changes the address. */
export interface PracticeEndpoints {
  readonly scimUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly realm: string;
  readonly network: PracticeNetwork;
  /** How to read the identity providers' twins. */
  readonly idp: TwinAccess;
}

export interface SeenUser {
  readonly id: string;
  readonly userName: string;
  readonly externalId?: string;
  readonly attributes: JsonObject;
  readonly origin: Origin;
  readonly organization: string | null;
  /** What the rules would give if they ran now, group rules included. */
  readonly expectedOrganization: string | null;
  readonly deleted: boolean;
  readonly groups: readonly string[];
  /** Of the authentication provider. */
  readonly realm: string;
  readonly lastLoginAt?: string;
  readonly created: string;
  readonly lastModified: string;
}

export interface SeenGroup {
  readonly id: string;
  readonly displayName: string;
  readonly externalId?: string;
  readonly members: readonly { readonly id: string; readonly type: 'User' | 'Group' }[];
}

export interface PracticeSnapshot {
  readonly users: readonly SeenUser[];
  readonly groups: readonly SeenGroup[];
  readonly organizations: readonly string[];
  readonly defaultOrganization: string | null;
  readonly rules: readonly PracticeRule[];
  readonly ruleRuns: readonly RuleRun[];
  readonly logins: readonly LoginRecord[];
  /** `GET Users`, `POST token`, ... -> how often since start or reset. */
  readonly requests: Readonly<Record<string, number>>;
  /** The same of the twins: `GET groups/members`, ... since their faults were set. */
  readonly idpRequests: Readonly<Record<string, number>>;
  /** The same of the admin API: `GET users/providerInfo`, ... */
  readonly adminRequests: Readonly<Record<string, number>>;
  readonly questions: OpenQuestions;
  readonly faults: readonly string[];
  /** Messages of bugs in the tenant itself; always empty when all is well. */
  readonly bugs: readonly string[];
}

export interface Stranger {
  readonly userName: string;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly active?: boolean;
  readonly origin?: Origin;
  /** Absent: the one that SCIM provisions into. */
  readonly realm?: string;
}

export interface StrangerGroup {
  readonly displayName: string;
  readonly externalId?: string;
  readonly members?: readonly string[];
}

export interface PracticeTenant extends PracticeEndpoints {
  /** Aborted when the tenant ends without having been closed: its worker died. */
  readonly died: AbortSignal;
  /** Switches to exactly these faults and returns the addresses, which network faults change. Unknown names are refused. */
  setFaults(names: readonly string[]): Promise<PracticeEndpoints>;
  faults(): readonly string[];
  setQuestions(questions: Partial<OpenQuestions>): Promise<void>;
  /** Replaces the organization rules and what is given when none matches; organizations they name come to be. Unreadable patterns are refused. */
  setRules(rules: readonly PracticeRule[], defaultOrganization: string | null): Promise<void>;
  /** Back to the state at start; faults and settings stay, tokens die. */
  reset(): Promise<void>;
  inspect(): Promise<PracticeSnapshot>;
  counts(): Promise<{ readonly users: number; readonly groups: number }>;
  login(login: Login): Promise<LoginResult>;
  /** Into an organization by hand; rules do not run. */
  place(userId: string, organization: string | null): Promise<void>;
  /** Something that neither the app nor an identity provider made; returns its id. Organization rules do not run. */
  addStranger(stranger: Stranger): Promise<string>;
  addStrangerGroup(group: StrangerGroup): Promise<string>;
  close(): Promise<void>;
}
