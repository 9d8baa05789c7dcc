// One person's story: what the snapshots, the provisioning log, remembered conflicts and Foundry's admin API know, put into one chain and one timeline.
import type { CallInput, Handlers } from '../../../contract/calls.ts';
import type { ConflictCase } from '../../../contract/conflicts.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import type { PersonStory } from '../../../contract/person.ts';
import type { LogEvent } from '../../../contract/provisioning-log.ts';
import { type AdminFact, type ConflictFact, chainOf } from '../../domain/person/chain.ts';
import { wantedBy } from '../../domain/person/query.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import type { Look, PersonOperations } from './worker-operations.ts';

export interface PersonPorts {
  readonly ask: Ask<PersonOperations>;
  readonly keptMapping: (connectionId: string | null) => Promise<Mapping | null>;
  readonly logIsLoaded: () => Promise<boolean>;
  /** Events about an object by its id or name, newest first. */
  readonly eventsOf: (object: string) => Promise<readonly LogEvent[]>;
  readonly conflicts: (connectionId: string | null) => Promise<readonly ConflictCase[]>;
  /** Foundry's own record of a user; null: without access, or not there. */
  readonly adminUser: (connectionId: string, userId: string) => Promise<AdminFact | null>;
}

type Line = PersonStory['timeline'][number];

const newestFirst = (one: { readonly at: string }, other: { readonly at: string }) => other.at.localeCompare(one.at);

function conflictOf(cases: readonly ConflictCase[], names: ReadonlySet<string>): ConflictCase | undefined {
  const about = ({ username, providerUserId, existingUserId }: ConflictCase) =>
    [username, providerUserId, existingUserId].some((value) => value !== '' && names.has(value.toLowerCase()));
  return cases.filter(about).toSorted((one, other) => other.seenAt.localeCompare(one.seenAt))[0];
}

function timelineOf(look: Look, events: readonly LogEvent[], conflict: ConflictCase | undefined): Line[] {
  const lines: Line[] = events.map(({ at, action, status, code, reason }) => ({
    at,
    vantage: 'the IdP',
    text: [`${action}: ${status}`, code ?? '', reason?.slice(0, 200) ?? ''].filter(Boolean).join('. '),
  }));
  const { directory, target } = look;
  if (directory !== null) {
    const { person } = directory;
    const said = person === null ? 'Not in the directory snapshot.' : `In the directory snapshot${person.enabled === false ? ', disabled' : ''}.`;
    lines.push({ at: directory.at, vantage: directory.vantage, text: said });
  }
  if (target !== null) {
    const { account } = target;
    const state = account?.active === false ? 'disabled' : account?.active === true ? 'active' : 'active or not is not said';
    lines.push({
      at: target.at,
      vantage: target.vantage,
      text: account === null ? 'No account in the target’s snapshot.' : `Account ${account.id}: ${state}.`,
    });
  }
  if (conflict !== undefined)
    lines.push({ at: conflict.seenAt, vantage: 'this desk', text: `Sign-in conflict, ${conflict.state}: ${conflict.cause.text}` });
  return lines.toSorted(newestFirst);
}

export function createPersonFeature(ports: PersonPorts): Pick<Handlers, 'person.find'> {
  async function eventsAbout(objects: Iterable<string>): Promise<readonly LogEvent[] | null> {
    if (!(await ports.logIsLoaded())) return null;
    const found = new Map<string, LogEvent>();
    for (const object of objects) for (const event of await ports.eventsOf(object)) found.set(event.id, event);
    return [...found.values()].toSorted(newestFirst);
  }

  async function find({ query, connectionId, snapshotId, targetId, personKey, mapping: given }: CallInput<'person.find'>): Promise<PersonStory> {
    const wanted = wantedBy(query);
    const mapping = given === undefined ? await ports.keptMapping(connectionId) : given;
    const look = await ports.ask('person.look', { snapshotId, targetId, wanted, mapping, personKey });
    const personId = look.directory?.person?.id ?? null;
    const accountId = look.target?.account?.id ?? null;
    const ids = [personId, accountId].filter((id) => id !== null);
    const events = await eventsAbout(ids.length > 0 ? ids : wanted);
    const names = new Set([...wanted, ...ids, look.userName ?? ''].filter(Boolean).map((name) => name.toLowerCase()));
    const remembered = conflictOf(await ports.conflicts(connectionId), names);
    const conflict: ConflictFact | null =
      remembered === undefined
        ? null
        : {
            vantage: 'this desk',
            at: remembered.seenAt,
            open: remembered.state !== 'verified',
            sent: remembered.providerUserId,
            existing: remembered.existingProviderUserId,
          };
    const admin = connectionId === null || accountId === null ? null : await ports.adminUser(connectionId, accountId);
    const { links, firstBroken } = chainOf({ directory: look.directory, target: look.target, events, admin, conflict });
    return {
      query: [...wanted],
      name: look.name,
      personId,
      accountId,
      links: [...links],
      firstBroken,
      timeline: timelineOf(look, events ?? [], remembered),
    };
  }

  return { 'person.find': find };
}
