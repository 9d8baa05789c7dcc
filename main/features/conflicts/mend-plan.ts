// The dry run of mending one person: whose account it is, what would be sent, what is handed over, and every reason against it. Reads only; the id
// proves that this very text was shown.
import { createHash } from 'node:crypto';
import type { MendOrder, MendPlan } from '../../../contract/conflicts.ts';
import type { Connection, LockState } from '../../../contract/connections.ts';
import { type Proof, samePerson } from '../../domain/conflicts/same-person.ts';
import { type Account, existsWith, readAccount } from './mend-account.ts';
import { patchBody, valueWords } from './mend-run.ts';
import type { ConflictPorts } from './ports.ts';

/** A mapping that breaks one of these sends another value, or one that does not last. */
const rulesOfExternalId = ['mapping.external-id-not-provider-id', 'mapping.provider-id-not-sendable', 'mapping.provider-id-not-stable'];

export function lockWords(lock: LockState): readonly string[] {
  switch (lock.kind) {
    case 'open':
    case 'unlocked':
      return [];
    case 'locked':
      return [
        'This connection is labelled production and is locked. Unlock it for a while, with a reason: on the Connection page, or by “connections unlock” in the terminal.',
      ];
    case 'forbidden':
      return [lock.by];
  }
}

async function mappingRefusals(ports: ConflictPorts, connectionId: string): Promise<readonly string[]> {
  const { mapping, signOn } = await ports.keptMapping(connectionId);
  if (mapping === null)
    return [
      'The attribute mapping is not known, so nobody can tell whether the next cycle would write another value. Read it on the Mapping screen.',
    ];
  const { rules } = await ports.checkMapping(mapping, signOn);
  return rulesOfExternalId.flatMap((id) => {
    const rule = rules.find((one) => one.id === id);
    if (rule === undefined || rule.state === 'kept' || rule.state === 'does not apply') return [];
    if (rule.state === 'not judged' && id !== rulesOfExternalId[0]) return [];
    const why =
      rule.state === 'broken'
        ? 'The next full evaluation would write the old value back. Change the mapping first.'
        : 'Complete it on the Mapping screen.';
    return [`The mapping check is not clean for externalId (${rule.title}): ${rule.reason} ${why}`];
  });
}

async function proofOf(
  ports: ConflictPorts,
  connection: Connection,
  account: Account,
  order: MendOrder,
): Promise<Proof & { readonly from?: string }> {
  const no = (why: string): Proof => ({ kind: 'not proven', why });
  if (order.snapshotId === null) return no('No directory snapshot is chosen: take one on the Directory screen. It must show who the person is.');
  const { mapping } = await ports.keptMapping(connection.id);
  const values = [order.externalId, account.externalId, account.employeeNumber].filter((value) => value !== null);
  const holders = await ports.ask('conflicts.holders', { snapshotId: order.snapshotId, values, mapping });
  if (holders.source === 'scim') return no(`“${holders.name}” is a snapshot of the target. It proves nothing about the directory.`);
  if (holders.practice !== connection.practice || (holders.connectionId !== null && holders.connectionId !== connection.id))
    return no(`“${holders.name}” is a snapshot of another directory.`);
  if (!holders.complete) return no(`“${holders.name}” does not hold every person: somebody else may have the same key.`);
  if (mapping === null) return no('Without the mapping nobody can tell for whom this value is sent.');
  const proof = samePerson(order.externalId, account, holders.people);
  if (proof.kind === 'proven' && proof.person.enabled === false)
    return no(`${proof.person.displayName ?? account.userName} is disabled in the directory.`);
  return { ...proof, from: `${holders.name}, taken ${holders.takenAt.slice(0, 16).replace('T', ' ')} UTC` };
}

async function handedOver(ports: ConflictPorts, connection: Connection, account: Account): Promise<readonly string[]> {
  const known = await ports.handedOver(connection, account.id);
  const same = known !== undefined && known.userName.toLowerCase() === account.userName.toLowerCase() ? known : undefined;
  const bySame = same?.groups ?? (account.groups.length > 0 ? account.groups : null);
  const groups = bySame === null ? 'not known' : bySame.length === 0 ? 'none' : bySame.join(', ');
  return [
    'Whoever signs in with this value gets the account and all that it owns: home folder, shares, permissions.',
    `Its organization: ${same?.organization ?? 'not known'}.`,
    `Its groups: ${groups}.`,
    ...(same === undefined ? ['“Not known”: Foundry’s admin API did not show this account; its access is set on the Connection page.'] : []),
  ];
}

export async function planMend(ports: ConflictPorts, order: MendOrder): Promise<MendPlan> {
  const connection = await ports.requireConnection(order.connectionId);
  const standing = [
    ...lockWords(await ports.lock(connection)),
    ...(await ports.wrongWith(connection)),
    ...(connection.credentialMode === 'none' || !(await ports.secretIsSet(connection)) ? ['The connection has no SCIM credential here.'] : []),
  ];
  const nothing = (refusals: readonly string[]): MendPlan => ({
    planId: '',
    userName: '',
    before: null,
    sends: '',
    says: [],
    refusals: [...refusals],
  });
  if (connection.credentialMode === 'none' || !(await ports.secretIsSet(connection))) return nothing(standing);
  const [read, holders] = await ports.visitScim(
    connection,
    async (scim) => [await readAccount(scim, order.userId), await existsWith(scim, order.externalId)] as const,
  );
  if (read.kind === 'trouble') return nothing([...standing, `The account ${order.userId} could not be read. ${read.why}`]);
  const { account } = read;
  const other = holders.kind === 'read' ? holders.users.find(({ id }) => id !== account.id) : undefined;
  const proof = await proofOf(ports, connection, account, order);
  const refusals = [
    ...standing,
    ...(account.externalId === order.externalId ? [`The account carries “${order.externalId}” already. Let the person sign in.`] : []),
    ...(holders.kind === 'trouble' ? [`Who has this externalId could not be read. ${holders.why}`] : []),
    ...(other === undefined ? [] : [`Another account, ${other.userName} (${other.id}), has “${order.externalId}”.`]),
    ...(await mappingRefusals(ports, connection.id)),
    ...(proof.kind === 'proven' ? [] : [`The directory does not prove that it is the same person. ${proof.why}`]),
  ];
  const said = {
    userName: account.userName,
    before: account.externalId,
    sends: `PATCH Users/${account.id}\n${JSON.stringify(patchBody(order.externalId), null, 2)}`,
    says: [
      `The account of ${account.userName} (${account.displayName ?? 'no name'}) on “${connection.name}” carries ${valueWords(account.externalId)} and gets “${order.externalId}”. Nothing else of it is sent.`,
      ...(proof.kind === 'proven' ? [`The same person by ${proof.by} (${proof.from ?? 'the directory'}).`] : []),
      ...(await handedOver(ports, connection, account)),
      'It is written down before it is sent, read back after, and can be undone while the account still carries the new value.',
    ],
    refusals,
  };
  const shown = [said.userName, said.before, said.sends, said.says, connection.id, connection.scimUrl, connection.production];
  return { planId: createHash('sha256').update(JSON.stringify(shown)).digest('hex'), ...said };
}
