// When each cause of a conflict holds, as a table: how sure, in which words, and what would settle it. Pure. A row says nothing that its evidence
// does not show; what follows for the administrator stands with the findings.
import { codePoints } from '../claims/relate.ts';
import type { CauseId, Confidence, Facts } from './causes.ts';
import { type Evidence, foundIn, nobodyIn } from './evidence.ts';
import { attributeNames, shapeOf, shapeWords } from './value-kinds.ts';

type Verdict = readonly [confidence: Confidence, text: string, settle?: string] | undefined;

const idOf = ({ user }: Facts['people'][number]) => user.id;

/** `pat_fabrikam.example#EXT#@contoso.onmicrosoft.com` -> the forms that stand for the same guest. */
function guestForms(upn: string): readonly string[] {
  const [before = '', after = ''] = upn.split(/#EXT#/i);
  const cut = before.lastIndexOf('_');
  return [`${before}${after}`, ...(cut < 0 ? [] : [`${before.slice(0, cut)}@${before.slice(cut + 1)}`])].map((form) => form.toLowerCase());
}

const guest = (text: string) => /#EXT#/i.test(text);

export const causeRules: Readonly<Record<CauseId, (facts: Facts, evidence: Evidence) => Verdict>> = {
  'already-agrees': ({ account, sent, existing }) =>
    account !== undefined && account.externalId === sent && existing !== sent
      ? ['settled', `The existing account carries “${sent}” by now, the value that single sign-on sends: the conflict of the message is over.`]
      : undefined,

  'pre-registered': ({ existing, account }, { admin }) => {
    const [record] = foundIn(admin);
    if (record?.providerId === null)
      return ['settled', 'Foundry has no Provider ID for the existing user: it was registered before its first sign-in.'];
    if (shapeOf(existing) !== 'empty') return undefined;
    return account !== undefined && account.externalId === null
      ? [
          'settled',
          'The existing user has no Provider ID and no externalId: it was pre-registered, or made by hand, and nobody signed in with it yet.',
        ]
      : [
          'likely',
          'The message names no Provider ID for the existing user: it was pre-registered and nobody signed in with it yet.',
          'The user in SCIM or in Foundry’s admin API: it has no externalId and no Provider ID.',
        ];
  },

  'other-provider': ({ existing, account }, { admin, realm, byUserName, byId }) => {
    const [record] = foundIn(admin);
    if (record?.realm != null && realm !== null && record.realm !== realm)
      return [
        'settled',
        `The existing user belongs to the realm ${record.realm}; this connection provisions into ${realm}. The person was moved to another authentication provider.`,
      ];
    if (shapeOf(existing) === 'empty' || account !== undefined || !nobodyIn(byUserName) || byId.kind !== 'answered') return undefined;
    return [
      'possible',
      'SCIM shows nobody with this user name: the user may belong to another realm, from before the authentication provider was changed.',
      'The realm of the existing user, in Foundry’s admin API or in Control Panel.',
    ];
  },

  'soft-deleted': ({ account, ofExisting, complete, named }, { admin, byUserName, byId }) => {
    const [record] = foundIn(admin);
    if (record?.status === 'DELETED')
      return ['settled', 'Foundry says that the existing user is deleted: it left, and its user name is still taken.'];
    if (account?.active === false && complete && ofExisting.length === 0 && named.length > 0)
      return [
        'settled',
        'The existing account is disabled, and nobody in the directory holds its value any more: it is what is left of an earlier account, and it keeps the user name.',
      ];
    if (account?.active === false)
      return [
        'likely',
        'The existing account is disabled: it may be what a soft delete left behind.',
        'Whether anybody in a complete directory snapshot still holds its externalId.',
      ];
    if (account === undefined && nobodyIn(byUserName) && nobodyIn(byId))
      return [
        'possible',
        'SCIM shows nobody with this user name, yet it is taken: the user may be deleted and hidden.',
        'Foundry’s list of deleted users.',
      ];
    return undefined;
  },

  'shared-user-name': ({ named, ofSent, ofExisting, username }) => {
    const holders = new Set(named.map(idOf));
    if (holders.size > 1)
      return [
        'settled',
        `${holders.size} people of the directory have the user name “${username}” when case is not told apart: ${named.map(({ user }) => user.displayName ?? user.id).join(', ')}.`,
      ];
    const [mine] = ofSent;
    const [theirs] = ofExisting;
    if (mine === undefined || theirs === undefined || mine.user.id === theirs.user.id) return undefined;
    return [
      'settled',
      `The value that single sign-on sends belongs to ${mine.user.displayName ?? mine.user.id}, and the value of the existing account to ${theirs.user.displayName ?? theirs.user.id}: two people, one user name.`,
    ];
  },

  'wrong-account': ({ sent, account, username }, { byExternalId, conflict }) => {
    const other = foundIn(byExternalId).find(({ id }) => id !== (account?.id ?? conflict.existingUserId));
    if (other === undefined) return undefined;
    return [
      'settled',
      `Another account, ${other.userName} (${other.id}), carries “${sent}”, and “${username}” belongs to ${account?.id ?? conflict.existingUserId}: this person is linked to the wrong account.`,
    ];
  },

  blanks: ({ relation, sent, existing, account }) => {
    if (relation === 'blanks' || relation === 'invisible' || relation === 'normalization')
      return ['settled', `The two values look alike. ${codePoints(sent, existing).replace('SCIM has', 'the existing account has')}`];
    if (relation !== 'equal') return undefined;
    const real = account?.externalId;
    if (real != null && real !== sent)
      return [
        'settled',
        `The message prints two equal values; the account’s externalId differs from them. ${codePoints(sent, real).replace('SCIM has', 'the account has')}`,
      ];
    return [
      'likely',
      'The two values are the same in the text that was pasted: what differs, a blank or an invisible character, was lost on its way.',
      'The externalId as SCIM shows it, character by character.',
    ];
  },

  'letter-case': ({ relation }) =>
    relation === 'case' ? ['settled', 'The two values differ by upper and lower case alone, and Provider IDs are compared exactly.'] : undefined,

  'guest-upn': ({ sent, existing, relation }) => {
    if (relation !== 'different' || guest(sent) === guest(existing)) return undefined;
    const [upn, plain] = guest(sent) ? [sent, existing] : [existing, sent];
    return guestForms(upn).includes(plain.toLowerCase())
      ? ['settled', `Both are names of one guest: “${upn}” is the user principal name in this tenant, “${plain}” the same person without #EXT#.`]
      : ['likely', `“${upn}” is the user principal name of a guest; the other value is not.`, 'The guest’s attributes in a directory snapshot.'];
  },

  're-created': ({ sent, existing, relation, ofSent, ofExisting, complete }, { directory }) => {
    const [a, b] = [shapeOf(sent), shapeOf(existing)];
    if (relation !== 'different' || a !== b || (a !== 'guid' && a !== 'okta-id')) return undefined;
    const earlier = directory?.earlier.find(({ id }) => id.toLowerCase() === existing.toLowerCase());
    if (earlier !== undefined && ofExisting.length === 0)
      return [
        'settled',
        `An earlier snapshot has “${existing}” as the id of ${earlier.displayName ?? earlier.userName ?? 'this person'}; today that id is gone and ${ofSent[0]?.user.displayName ?? 'the person'} has “${sent}”.`,
      ];
    if (ofExisting.length > 0) return undefined;
    if (complete && ofSent.length > 0)
      return [
        'settled',
        `“${sent}” is this person’s id in the directory, and “${existing}” is nobody’s: the person was deleted there and made again under the same user name.`,
      ];
    return [
      'likely',
      'Both values are ids of the directory, and they are different ones: the person was probably deleted and made again.',
      'A complete directory snapshot: whether anybody still has the old id.',
    ];
  },

  renamed: ({ sent, existing, relation, ofSent, ofExisting, complete }, { directory }) => {
    if (relation !== 'different' || shapeOf(sent) !== 'address' || shapeOf(existing) !== 'address') return undefined;
    const [mine] = ofSent;
    if (ofExisting.length > 0) return undefined;
    const [local, domain] = existing.toLowerCase().split('@');
    const [newLocal, newDomain] = sent.toLowerCase().split('@');
    const what =
      local === newLocal
        ? `the domain ${domain} became ${newDomain}`
        : domain === newDomain
          ? 'the person was renamed'
          : 'the person got another name and domain';
    const before = directory?.earlier.find((user) => [user.userName, user.mail].some((name) => name?.toLowerCase() === existing.toLowerCase()));
    const other =
      mine === undefined ? undefined : Object.entries(mine.user.other).find(([, value]) => value.toLowerCase().includes(existing.toLowerCase()));
    if (before !== undefined && (mine === undefined || before.id === mine.user.id))
      return ['settled', `An earlier snapshot has the same person as “${existing}”: ${what}, and the account kept the old value.`];
    if (other !== undefined)
      return ['settled', `The directory still lists “${existing}” among this person’s ${other[0]}: ${what}, and the account kept the old value.`];
    if (complete && mine !== undefined)
      return [
        'likely',
        `“${sent}” is this person’s today, and “${existing}” is nobody’s: ${what}, and the account kept the old value.`,
        'An older snapshot, or the audit log of the directory.',
      ];
    return local === newLocal || domain === newDomain
      ? ['likely', `Both are addresses that differ in one part: ${what}.`, 'The person in a directory snapshot.']
      : ['possible', 'Both are addresses: the person may have been renamed.', 'The person in a directory snapshot.'];
  },

  'value-kinds': (facts, { mapping }) => {
    const { sent, existing, relation, people, attribute } = facts;
    if (relation !== 'different' || shapeOf(existing) === 'empty') return undefined;
    const at = people.findIndex((_, index) => attribute(sent, index) !== undefined && attribute(existing, index) !== undefined);
    const made = mapping === null || mapping.externalId === '' ? '' : ` The mapping makes externalId from ${mapping.externalId}.`;
    if (at >= 0) {
      const [a, b] = [attribute(sent, at), attribute(existing, at)];
      const who = people[at]?.user.displayName ?? people[at]?.user.id;
      if (a !== undefined && b !== undefined && a !== b) {
        const current = people[at]?.sentExternalId;
        if (current === sent && mapping !== null)
          return [
            'likely',
            `Single sign-on sends ${attributeNames[a]} of ${who}, the existing account carries ${attributeNames[b]} from an earlier mapping.${made}`,
            'Whether a cycle that began after the mapping was changed has covered this person.',
          ];
        return [
          'settled',
          `Single sign-on sends ${attributeNames[a]} of ${who}, and the existing account carries ${attributeNames[b]} of the same person.${made}`,
        ];
      }
    }
    const [a, b] = [shapeOf(sent), shapeOf(existing)];
    if (a === b || guest(sent) !== guest(existing)) return undefined;
    return [
      'likely',
      `By their form single sign-on sends ${shapeWords[a]}, and the existing account carries ${shapeWords[b]}.${made}`,
      'The person in a directory snapshot: which attribute holds which value.',
    ];
  },

  'made-by-login': ({ sent, existing, relation, account, people, attribute }, { byUserName, byId, mapping }) => {
    if (relation !== 'different' || shapeOf(existing) === 'empty') return undefined;
    if (account === undefined && nobodyIn(byUserName) && nobodyIn(byId))
      return [
        'likely',
        'SCIM shows nobody with this user name, and yet it is taken: the user was made by a sign-in before provisioning began, and SCIM does not show such users.',
        'Whether the provisioning log ever says “Create” for this person.',
      ];
    const person = people.find((_, at) => attribute(sent, at) !== undefined || attribute(existing, at) !== undefined);
    if (mapping !== null && person?.sentExternalId === sent && ['address', 'guest-upn', 'name'].includes(shapeOf(existing)))
      return [
        'likely',
        `The mapping sends “${sent}” for this person, and the account carries what single sign-on used to send before: it was made by a sign-in before provisioning began.`,
        'Whether the provisioning log ever says “Create” for this person.',
      ];
    return [
      'possible',
      'Nothing that was seen says why the values differ. The account may have been made by a sign-in before provisioning began, with what single sign-on sent then.',
      'A directory snapshot; when the account was made, against the day provisioning was switched on; the provisioning log.',
    ];
  },
};
