// From a pasted text to judged conflicts: reads the messages, gathers what may be asked, judges each. Nothing pasted is kept here.

import type { ConflictCase, ConflictExplanation } from '../../../contract/conflicts.ts';
import type { Connection } from '../../../contract/connections.ts';
import { unknownSignOn } from '../../../contract/mapping.ts';
import type { Cause } from '../../domain/conflicts/causes.ts';
import { type Evidence, nothingAsked, onlyTheMessage } from '../../domain/conflicts/evidence.ts';
import { judgeConflict } from '../../domain/conflicts/judge.ts';
import { type ConflictMessage, readMessages } from '../../domain/conflicts/read-messages.ts';
import { viewOf } from '../../domain/mapping/judge.ts';
import { rowOf } from '../../domain/mapping/sources.ts';
import { parseScimUrl } from '../../protocols/foundry/scim-url.ts';
import { askTarget, type TargetAnswers } from './ask-target.ts';
import { caseId } from './cases.ts';
import { causeFindings } from './findings.ts';
import type { ConflictPorts } from './ports.ts';

interface Distinct {
  readonly message: ConflictMessage;
  readonly occurrences: number;
}

/** A thread quotes the same message again and again. */
function distinct(messages: readonly ConflictMessage[]): readonly Distinct[] {
  const found = new Map<string, { message: ConflictMessage; occurrences: number }>();
  for (const message of messages) {
    const key = caseId(null, message);
    const known = found.get(key);
    if (known === undefined) found.set(key, { message, occurrences: 1 });
    else known.occurrences += 1;
  }
  return [...found.values()];
}

/** A paste of thousands is a log: the target is asked for the first of them only. */
const mostAsked = 50;

const contractCause = ({ id, ...cause }: Cause) => ({ ...cause, id: `conflict.${id}` });

export interface ExplainOrder {
  readonly text: string;
  readonly connectionId: string | null;
  readonly snapshotId: string | null;
}

type Gather = Pick<Evidence, 'realm' | 'mapping' | 'directory'> & {
  readonly answers: ReadonlyMap<ConflictMessage, TargetAnswers>;
  readonly admin: ReadonlyMap<string, Evidence['admin']>;
  readonly why: string;
};

export async function explainConflicts(ports: ConflictPorts, order: ExplainOrder): Promise<ConflictExplanation> {
  const { conflicts, unread } = readMessages(order.text);
  const found = distinct(conflicts);
  const notes: string[] = [];
  const gathered = await gather(ports, order, found, notes);
  const now = ports.clock.now();
  return {
    conflicts: found.map(({ message, occurrences }) => caseOf(message, occurrences, order.connectionId, evidenceOf(message, gathered), now)),
    unread: [...unread],
    notes,
  };
}

function evidenceOf(message: ConflictMessage, { answers, admin, why, realm, mapping, directory }: Gather): Evidence {
  const target = answers.get(message) ?? { byUserName: nothingAsked(why), byExternalId: nothingAsked(why), byId: nothingAsked(why) };
  return {
    ...onlyTheMessage(message),
    ...target,
    realm,
    mapping,
    directory,
    admin: admin.get(message.existingUserId) ?? nothingAsked('Foundry’s admin API was not asked.'),
  };
}

export function caseOf(message: ConflictMessage, occurrences: number, connectionId: string | null, evidence: Evidence, now: string): ConflictCase {
  const { cause, alternatives, evidence: rows } = judgeConflict(evidence);
  const kind = causeFindings.get(cause.id);
  if (kind === undefined) throw new Error(`The cause ${cause.id} has no finding.`);
  const { username, providerUserId, existingUserId, existingProviderUserId, line } = message;
  const finding = kind.make({ username, text: cause.text, confidence: cause.confidence }, [
    { vantage: 'a file', text: `Single sign-on sends “${providerUserId}”; the user ${existingUserId} carries “${existingProviderUserId}”.` },
    ...rows
      .filter(({ vantage }) => vantage === 'the target' || vantage === 'the IdP')
      .map((row) => ({ vantage: row.vantage, text: [row.what, row.signOn, row.existing].filter(Boolean).join(': ') })),
  ]);
  const agrees = cause.id === 'already-agrees';
  return {
    id: caseId(connectionId, message),
    connectionId,
    username,
    providerUserId,
    existingUserId,
    existingProviderUserId,
    occurrences,
    line,
    cause: contractCause(cause),
    alternatives: alternatives.map(contractCause),
    evidence: [...rows],
    finding,
    state: agrees ? 'verified' : 'open',
    stateNote: agrees ? cause.text : 'Nothing was changed yet.',
    mappingChangedAt: null,
    seenAt: now,
  };
}

async function gather(ports: ConflictPorts, order: ExplainOrder, found: readonly Distinct[], notes: string[]): Promise<Gather> {
  const { mapping, signOn } = await ports.keptMapping(order.connectionId);
  const values = found.flatMap(({ message }) => [message.username, message.providerUserId, message.existingProviderUserId]);
  const holders =
    order.snapshotId === null || values.length === 0 ? null : await ports.ask('conflicts.holders', { snapshotId: order.snapshotId, values, mapping });
  if (holders === null) notes.push('No directory snapshot was chosen: kinds of values are told by their form alone.');
  else if (!holders.complete)
    notes.push(`The snapshot “${holders.name}” does not hold every person: that somebody is missing from it proves nothing.`);
  if (mapping === null) notes.push('The attribute mapping is not known: the Mapping screen reads it from a file or from Entra.');

  const connection = order.connectionId === null ? null : await ports.requireConnection(order.connectionId);
  const target = await askAll(ports, connection, found, notes);
  return {
    ...target,
    realm: connection === null ? null : realmOf(connection),
    directory: holders,
    mapping: mapping === null ? null : { externalId: externalIdWords(mapping), providerId: signOn.providerId },
  };
}

async function askAll(
  ports: ConflictPorts,
  connection: Connection | null,
  found: readonly Distinct[],
  notes: string[],
): Promise<Pick<Gather, 'answers' | 'admin' | 'why'>> {
  const answers = new Map<ConflictMessage, TargetAnswers>();
  const silent = (why: string) => {
    notes.push(why);
    return { answers, admin: new Map(), why };
  };
  if (connection === null) return silent('No connection was chosen: the target’s users were not looked up.');
  if (connection.credentialMode === 'none' || !(await ports.secretIsSet(connection)))
    return silent('The connection has no SCIM credential here: the target’s users were not looked up.');
  const asked = found.slice(0, mostAsked).map(({ message }) => message);
  if (found.length > mostAsked) notes.push(`${found.length} conflicts were read; the target was asked about the first ${mostAsked}.`);
  await ports.visitScim(connection, async (scim) => {
    for (const message of asked) answers.set(message, await askTarget(scim, message));
  });
  const failed = [...answers.values()].flatMap(({ byUserName }) => (byUserName.kind === 'not asked' ? [byUserName.why] : []));
  if (failed[0] !== undefined) notes.push(`The target’s users could not be looked up. ${failed[0]}`);
  const admin = (await ports.adminUsers?.(connection, [...new Set(asked.map(({ existingUserId }) => existingUserId))])) ?? new Map();
  return { answers, admin, why: 'The target was not asked about this one.' };
}

function realmOf({ scimUrl }: Connection): string | null {
  const url = parseScimUrl(scimUrl);
  return url.kind === 'foundry' ? url.realm : null;
}

function externalIdWords(mapping: Parameters<typeof viewOf>[0]): string {
  const { user } = viewOf(mapping, unknownSignOn);
  const row = rowOf(user?.attributes ?? [], 'externalId');
  return row?.source.expression ?? (mapping.provider === 'okta' ? '[id]' : '');
}
