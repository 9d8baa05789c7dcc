// A finding for each cause of a sign-in conflict. The cause's words come from the judge, which knows the evidence; here stand what follows, what to
// do, who must act and how to see that it is mended.
import type { Actor, Source } from '../../../contract/common.ts';
import type { CauseId } from '../../domain/conflicts/causes.ts';
import { defineFinding, type FindingKind } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

export interface CauseFacts {
  readonly username: string;
  readonly text: string;
  readonly confidence: 'settled' | 'likely' | 'possible';
}

interface Row {
  readonly title: (username: string) => string;
  readonly actor: Actor;
  readonly severity?: 'info';
  readonly consequence?: string;
  readonly remedy: readonly string[];
  readonly verify: string;
  readonly source: Source;
  readonly example: string;
}

const waitForCycle = 'A mapping change starts an initial cycle. Wait until one that began after the change has covered this person.';
const agree = 'The SCIM user’s externalId is the value that single sign-on sends, and the person signs in.';
const neverProviderId = 'Do not change the Provider ID mapping of a provider in use: every person would get a new, empty account.';
const mend = 'Or mend this one person: set externalId of the existing account to the value that single sign-on sends, once the mapping sends it too.';

const rows = {
  'already-agrees': {
    title: (name) => `${name}: the two values agree by now`,
    actor: 'you',
    severity: 'info',
    remedy: ['Let the person sign in again.', 'If the message comes again, paste the new one: its values tell what differs now.'],
    verify: 'The person signs in.',
    source: sources.foundryFaq,
    example: 'The existing account carries “3f2c9d1e” by now, the value that single sign-on sends: the conflict of the message is over.',
  },
  'pre-registered': {
    title: (name) => `${name} was registered before the first sign-in`,
    actor: 'Foundry authentication administrator',
    remedy: [
      'Let SCIM write the externalId of this account: with userName as a matching attribute the identity provider finds it.',
      'If SCIM does not show the account, ask Palantir Support how a pre-registered user is linked.',
      mend,
    ],
    verify: agree,
    source: sources.foundryUsers,
    example: 'The existing user has no Provider ID and no externalId.',
  },
  'other-provider': {
    title: (name) => `${name} belongs to another authentication provider`,
    actor: 'Palantir Support',
    consequence: 'SCIM of this realm can neither see nor change the account of the other one.',
    remedy: [
      'Moving people between authentication providers goes through Palantir Support. Name both realms and the user ID of the message.',
      'Do not delete the old account: its home folder and its shares belong to it.',
    ],
    verify: 'The user’s realm in Control Panel is the one this connection provisions into.',
    source: sources.foundryProviderUpdate,
    example: 'The existing user belongs to the realm b6; this connection provisions into 6f.',
  },
  'soft-deleted': {
    title: (name) => `${name} is taken by an account that was deleted or disabled`,
    actor: 'Foundry authentication administrator',
    remedy: [
      'If it is the same person: undelete the account in Foundry, or enable it, and let SCIM write the new externalId.',
      'If it is somebody else: rename the old account, so that the user name is free. It keeps what it owns.',
      'Entra keeps its link to the old account: Restart does not break it, only a restart with “Full” does, and that matches everybody again.',
    ],
    verify: agree,
    source: sources.foundryUsers,
    example: 'The existing account is disabled, and nobody in the directory holds its value any more.',
  },
  'shared-user-name': {
    title: (name) => `Two people share the user name ${name}`,
    actor: 'IdP admin',
    consequence: 'Only one of them can have an account. Linking the other one to it would hand over what the account owns.',
    remedy: [
      'Give one of the two another user name in the directory.',
      'Until then provision only one of them: take the other out of the assignment.',
      'Do not set externalId of the existing account: it belongs to the other person.',
    ],
    verify: 'The directory has each user name once, upper and lower case not told apart.',
    source: sources.foundryFaq,
    example: '2 people of the directory have the user name “maria.silva@halden.example”.',
  },
  'wrong-account': {
    title: (name) => `${name} is linked to the wrong account`,
    actor: 'IdP admin',
    consequence: 'The identity provider keeps the SCIM id it once found. A mapping change does not make it look again, and neither does Restart.',
    remedy: [
      'Find out which of the two accounts is the person’s: by what it owns, and by who signed in with it.',
      'In Entra take the person out of the assignment, wait for a cycle, correct externalId of both accounts, and assign again.',
      'Only a restart with “Full” breaks links, and it breaks all of them: everybody is matched again, and whoever matches nobody is created again.',
    ],
    verify: 'The account with this user name has the externalId that single sign-on sends, and no other account has it.',
    source: sources.entraLifeCycle,
    example: 'Another account, m.silva (77), carries “3f2c9d1e”, and “maria.silva” belongs to 78.',
  },
  blanks: {
    title: (name) => `${name}: the two values differ by a character that cannot be seen`,
    actor: 'IdP admin',
    remedy: [
      'Correct the attribute in the directory, or trim it in the mapping of externalId: Trim([attribute]).',
      'Trim the same value in the claim for Provider ID only if nobody signs in with it yet.',
      waitForCycle,
      mend,
    ],
    verify: agree,
    source: sources.foundryFaq,
    example: 'The two values look alike. From character 6: sign-in has nothing more; the existing account has U+0020.',
  },
  'letter-case': {
    title: (name) => `${name}: the two values differ by upper and lower case`,
    actor: 'IdP admin',
    remedy: [
      'Let both sides send the value from the same attribute without a change of case.',
      'If one side must change it, use ToLower in the mapping of externalId and in the claim alike.',
      waitForCycle,
      mend,
    ],
    verify: agree,
    source: sources.foundryFaq,
    example: 'The two values differ by upper and lower case alone, and Provider IDs are compared exactly.',
  },
  'guest-upn': {
    title: (name) => `${name} is a guest, and the two sides name guests differently`,
    actor: 'IdP admin',
    remedy: [
      'Use a value that is the same for guests and members: the object ID.',
      'If it must be the user principal name, map originalUserPrincipalName: Entra strips #EXT# from userPrincipalName.',
      waitForCycle,
      mend,
    ],
    verify: agree,
    source: sources.entraMapping,
    example: 'Both are names of one guest.',
  },
  're-created': {
    title: (name) => `${name} was deleted in the directory and made again`,
    actor: 'IdP admin',
    consequence: 'The account still belongs to the earlier object ID. Whoever gets it now takes over what it owns.',
    remedy: [
      'Make sure that it is the same person, by a key that nobody else can have: the employee number, for one.',
      'If it is: set externalId of the existing account to the new value. If the old object can still be restored in the directory, restoring it is better.',
      'If it is somebody else who got the old user name: rename the old account and let SCIM create a new one.',
      'Entra keeps its link of the old object: Restart does not change that.',
    ],
    verify: agree,
    source: sources.entraLifeCycle,
    example: '“3f2c9d1e” is this person’s id in the directory, and “a1b2c3d4” is nobody’s.',
  },
  renamed: {
    title: (name) => `${name}: a user principal name or a domain was renamed`,
    actor: 'IdP admin',
    consequence: 'Everybody whose name or domain changes next meets the same message.',
    remedy: [
      'Let externalId and Provider ID be made from a value that no renaming changes: the object ID or the employee number. The Mapping screen counts which attribute fits.',
      'Until then let SCIM write the new value: externalId must flow at every update, not only at creation.',
      waitForCycle,
      mend,
    ],
    verify: agree,
    source: sources.foundryEntra,
    example: 'Both are addresses that differ in one part: the domain contoso.com became halden.example.',
  },
  'value-kinds': {
    title: (name) => `${name}: single sign-on and SCIM send different attributes`,
    actor: 'IdP admin',
    consequence: 'Everybody that this mapping provisions meets the same message at the first sign-in.',
    remedy: [
      'In Foundry’s Control Panel, open the attribute mapping of the authentication provider and note which claim is mapped to the ID (Provider ID).',
      'In the provisioning app of your identity provider, map externalId to the source of that claim.',
      neverProviderId,
      waitForCycle,
    ],
    verify: agree,
    source: sources.foundryFaq,
    example: 'Single sign-on sends the object ID of Amara Okafor, and the existing account carries the mail nickname of the same person.',
  },
  'made-by-login': {
    title: (name) => `${name} signed in before provisioning began`,
    actor: 'Foundry authentication administrator',
    consequence: 'A filter by externalId finds nobody, and a create answers 409: the user name is taken.',
    remedy: [
      'Let the identity provider match by userName as well: externalId first, userName second. It then finds the account and writes its externalId.',
      'If SCIM does not show such users, ask Palantir Support to link them. Name the user ID of the message.',
      mend,
    ],
    verify: agree,
    source: sources.foundryEntra,
    example: 'The mapping sends “3f2c9d1e” for this person, and the account carries what single sign-on used to send before.',
  },
} as const satisfies Record<CauseId, Row>;

function kindOf(id: CauseId): FindingKind<CauseFacts> {
  const row: Row = rows[id];
  return defineFinding<CauseFacts>({
    id: `conflict.${id}`,
    severity: row.severity ?? 'error',
    actor: row.actor,
    title: ({ username }) => row.title(username),
    cause: ({ text, confidence }) => (confidence === 'settled' ? text : `${confidence === 'likely' ? 'Likely' : 'Possibly'}: ${text}`),
    ...(row.consequence === undefined ? {} : { consequence: () => row.consequence ?? '' }),
    remedy: () => row.remedy,
    verify: () => row.verify,
    source: row.source,
    example: { username: 'amara.okafor@contoso.com', text: row.example, confidence: 'settled' },
  });
}

export const causeFindings: ReadonlyMap<CauseId, FindingKind<CauseFacts>> = new Map((Object.keys(rows) as CauseId[]).map((id) => [id, kindOf(id)]));
