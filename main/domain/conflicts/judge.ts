// One conflict judged: its cause, what else it could be, and the evidence side by side. Pure.
import type { Vantage } from '../../../contract/common.ts';
import { type Cause, factsOf, rankCauses } from './causes.ts';
import type { Asked, Evidence, TargetUser } from './evidence.ts';
import { foundIn } from './evidence.ts';
import { attributeNames, attributesWith, shapeOf, shapeWords } from './value-kinds.ts';

/** One thing seen of both sides: of what single sign-on sends, and of the existing account. Empty: nothing is known. */
export interface EvidenceRow {
  readonly what: string;
  readonly signOn: string;
  readonly existing: string;
  readonly vantage: Vantage;
}

export interface Judgement {
  readonly cause: Cause;
  readonly alternatives: readonly Cause[];
  readonly evidence: readonly EvidenceRow[];
}

export function judgeConflict(evidence: Evidence): Judgement {
  const [cause, ...alternatives] = rankCauses(evidence);
  if (cause === undefined) throw new Error('Causes are never empty.');
  // Where the two agree again, what caused it is history.
  return { cause, alternatives: cause.id === 'already-agrees' ? [] : alternatives, evidence: sideBySide(evidence) };
}

const invisible = (value: string) =>
  value.replace(/[\p{Cf}\u00A0]|^\s|\s$/gu, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

function userWords(user: TargetUser): string {
  const parts = [
    `${user.userName} (${user.id})`,
    user.externalId === null ? 'no externalId' : `externalId ${invisible(user.externalId)}`,
    user.active === null ? '' : user.active ? 'active' : 'disabled',
    user.created === null ? '' : `made ${user.created.slice(0, 10)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

const seenWords = (asked: Asked<TargetUser>): string =>
  asked.kind === 'not asked' ? `Not asked. ${asked.why}` : asked.found.length === 0 ? 'Nobody' : asked.found.map(userWords).join('; ');

function sideBySide(evidence: Evidence): readonly EvidenceRow[] {
  const { conflict, directory, mapping, byExternalId, byUserName, byId } = evidence;
  const { sent, existing, account, ofSent, ofExisting, named, provider } = factsOf(evidence);
  const inDirectory = (value: string) => {
    if (directory === null || value === '') return '';
    const held = directory.people.flatMap(({ user }) =>
      attributesWith(value, user, provider).map(
        ({ attribute, relation }) =>
          `${attributeNames[attribute]} of ${user.displayName ?? user.userName ?? user.id}${relation === 'equal' ? '' : ` (but for ${relation})`}`,
      ),
    );
    return held.length > 0 ? held.join('; ') : directory.complete ? 'nobody’s' : 'not found (the snapshot is not complete)';
  };
  const person = ofSent[0] ?? named[0] ?? ofExisting[0];
  const [record] = foundIn(evidence.admin);
  return [
    { what: 'Value', signOn: invisible(sent), existing: invisible(existing), vantage: 'a file' },
    { what: 'By its form', signOn: shapeWords[shapeOf(sent)], existing: shapeWords[shapeOf(existing)], vantage: 'a file' },
    ...(directory === null
      ? []
      : [{ what: `In the directory (${directory.name})`, signOn: inDirectory(sent), existing: inDirectory(existing), vantage: 'the IdP' as const }]),
    ...(byExternalId.kind === 'not asked' && byUserName.kind === 'not asked'
      ? []
      : [
          {
            what: 'In the target, by SCIM',
            signOn: `Who has this externalId: ${seenWords(byExternalId)}`,
            existing:
              account === undefined ? `Who has this user name: ${seenWords(byUserName)}. Who has this id: ${seenWords(byId)}` : userWords(account),
            vantage: 'the target' as const,
          },
        ]),
    ...(record === undefined
      ? []
      : [
          {
            what: 'In Foundry’s admin API',
            signOn: '',
            existing: `${record.username}, realm ${record.realm ?? 'not told'}, ${record.status ?? 'status not told'}, Provider ID ${record.providerId === undefined ? 'not permitted to see' : (record.providerId ?? 'none')}`,
            vantage: 'the target' as const,
          },
        ]),
    ...(mapping === null
      ? []
      : [
          {
            what: 'Made from, by the mapping',
            signOn: mapping.providerId === '' ? 'not told' : mapping.providerId,
            existing: `${mapping.externalId === '' ? 'not mapped' : mapping.externalId}${person?.sentExternalId == null ? '' : `; for ${person.user.displayName ?? conflict.username} it sends ${invisible(person.sentExternalId)}`}`,
            vantage: 'a file' as const,
          },
        ]),
  ];
}
