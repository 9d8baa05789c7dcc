// What one test sync knows while it runs: who it speaks as, what it made, and what it expects to find.
import type { Connection } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';
import type { AccessToken } from '../../protocols/oauth/types.ts';
import { type Dialect, dialects } from '../../protocols/scim/dialects.ts';
import type { JsonObject } from '../../protocols/scim/types.ts';
import type { TestSyncContext } from './context.ts';
import type { Maker } from './create.ts';
import { type GroupNames, groupNames, type PersonNames, personNames, runPrefix } from './names.ts';
import type { Thing } from './things.ts';

export interface TestPerson {
  readonly id: string;
  readonly names: PersonNames;
  /** The row of its own; undefined for a reusable test person that was there before. */
  readonly thing: Thing | undefined;
  /** As it was found, for a reusable test person: what is put back at the end. */
  readonly before?: JsonObject;
}

export interface TestGroup {
  readonly id: string;
  readonly names: GroupNames;
  readonly thing: Thing;
}

export interface Session extends Maker {
  readonly connection: Connection;
  readonly options: TestSyncOptions;
  readonly dialect: Dialect;
  /** As it stands at the beginning of a sentence. */
  readonly idp: 'Entra' | 'Okta';
  /** Okta sends one with each new person; nobody ever signs in with it. */
  readonly password: string;
  readonly prefix: string;
  readonly firstNames: PersonNames;
  readonly groupNames: GroupNames;
  readonly spared: Set<string>;
  /** The person every single step is tried on. */
  person: TestPerson | undefined;
  /** Further people, for membership. */
  readonly others: TestPerson[];
  group: TestGroup | undefined;
  /** Ids that were added to the group and not removed again, as far as the server was seen to keep them. */
  members: ReadonlySet<string>;
  /** Members that were sent were not kept: what is missing later may be missing for that. */
  dropsMembers: boolean;
  /** The token last seen at work, for telling when one dies before its time. */
  token: AccessToken | undefined;
}

export function newSession(context: TestSyncContext): Session {
  const { options, scim, clock, journal, connection, random } = context;
  const dialect = dialects[options.dialect];
  const prefix = runPrefix(random.word(8));
  return {
    scim,
    clock,
    journal,
    connection,
    options,
    dialect,
    idp: dialect.idp === 'okta' ? 'Okta' : 'Entra',
    password: `${random.word(16)}-${random.word(16).toUpperCase()}-7`,
    prefix,
    firstNames: personNames(prefix, 1, options),
    groupNames: groupNames(prefix),
    things: [],
    spared: new Set(),
    person: undefined,
    others: [],
    group: undefined,
    members: new Set(),
    dropsMembers: false,
    token: undefined,
  };
}
