// The hand-over packet: what must be done in the identity provider, for a colleague who may do it. Exact clicks, the values to paste, how to verify.
// Sources: Microsoft Learn (customize attribute mappings), Okta Help (app profile mappings), Foundry documentation (SCIM with Entra ID).
import type { ConflictCase } from '../../../contract/conflicts.ts';
import type { AttributeMapping, Mapping, SignOn } from '../../../contract/mapping.ts';
import { printExpression } from '../../domain/mapping/expression.ts';
import { claimSource } from '../../domain/mapping/sources.ts';

export interface PacketFacts {
  readonly conflict: ConflictCase;
  readonly connectionName: string;
  readonly mapping: Mapping | null;
  readonly signOn: SignOn;
  /** How many people and memberships an initial cycle covers, and its hours; null when no snapshot tells. */
  readonly cycle: { readonly objects: number; readonly fromHours: number; readonly toHours: number } | null;
}

function rowNow({ mapping }: PacketFacts): AttributeMapping | undefined {
  const users = mapping?.objects.find(({ kind }) => kind === 'user');
  return users?.attributes.find(({ target }) => target.toLowerCase() === 'externalid');
}

const quoted = (text: string) => (text === '' ? 'not known' : text);

function entraSteps(facts: PacketFacts, source: string): readonly string[] {
  const row = rowNow(facts);
  const changed =
    source === ''
      ? undefined
      : {
          targetAttributeName: 'externalId',
          matchingPriority: 1,
          flowType: 'Always',
          flowBehavior: 'FlowWhenChanged',
          source: { expression: source, type: /^\[[^\]]+\]$/.test(source) ? 'Attribute' : 'Function' },
        };
  return [
    'Who may do it: Application Administrator, Cloud Application Administrator, or Hybrid Identity Administrator.',
    '',
    '1. Open entra.microsoft.com > Identity > Applications > Enterprise applications > the provisioning app > Provisioning.',
    '2. Overview > Stop provisioning (the running cycle still ends).',
    '3. Attribute mapping > Provision Microsoft Entra ID Users. Note the present mapping, or save it: Show advanced options > Review your schema here > Download.',
    `4. Open the row externalId. Source attribute now: ${quoted(row?.source.expression ?? '')}. Set it to: ${quoted(source)}.`,
    '5. In the same row: Match objects using this attribute = Yes, Matching precedence = 1, Apply this mapping = Always. Then userName: Matching precedence = 2.',
    '6. Save and confirm: an initial cycle will run for everybody.',
    '7. Try one person: Provision on demand. Its step “Match user” shows the externalId that Foundry has, its step “Perform action” what would be sent.',
    '   (An app that signs in with OAuth needs the job stopped for this, which step 2 did.)',
    '8. Overview > Start provisioning.',
    '',
    'Diff of the schema',
    `- externalId <- ${quoted(row?.source.expression ?? '')}${row === undefined ? '' : `, matching precedence ${row.matchingPriority}`}`,
    `+ externalId <- ${quoted(source)}, matching precedence 1`,
    '',
    ...(changed === undefined ? [] : ['The row as the schema editor takes it', JSON.stringify(changed, null, 2), '']),
    'What this does not do: Entra keeps the SCIM id it once found. Neither this change nor Restart looks people up again; only a restart with “Full” does, for everybody.',
  ];
}

function oktaSteps(facts: PacketFacts, source: string): readonly string[] {
  const row = rowNow(facts);
  return [
    'Who may do it: Super Administrator, or Application Administrator for this app.',
    '',
    '1. Open the Okta Admin Console > Directory > Profile Editor > the app’s profile > Mappings > Okta User to the app.',
    `2. Find externalId. Expression now: ${quoted(row?.source.expression ?? '')}. Set it to: ${quoted(source)}. Apply mapping on user create and update.`,
    '   If the profile has no externalId: Add attribute, variable name externalId, external name externalId, namespace urn:ietf:params:scim:schemas:core:2.0:User.',
    '3. Save mappings > Apply updates now.',
    '4. Applications > the app > Provisioning > To App: Update User Attributes must be on.',
    '5. Applications > the app > Sign On: the value mapped to Provider ID must be the same one.',
    '6. Assignments > Force sync, or for one person: Assignments > the person > Edit > Save.',
  ];
}

/** As the provider's editor takes it; empty when the claim does not tell its source, as `NameID` does not. */
function sourceFor(providerId: string, provider: 'entra' | 'okta'): string {
  if (provider === 'okta') return providerId;
  const claim = claimSource(providerId, provider);
  return claim.kind === 'known' ? printExpression(claim.expression) : '';
}

/** Plain text that can be pasted into a ticket or a mail. */
export function packetText(facts: PacketFacts, provider: 'entra' | 'okta'): string {
  const { conflict, connectionName, signOn, cycle } = facts;
  const source = sourceFor(signOn.providerId, provider);
  const steps = provider === 'entra' ? entraSteps(facts, source) : oktaSteps(facts, source);
  return [
    `Sign-in conflict of ${conflict.username}: change to the mapping of externalId (${connectionName})`,
    '',
    'Why',
    conflict.finding.cause,
    `Single sign-on sends:          ${conflict.providerUserId}`,
    `The existing account carries:  ${conflict.existingProviderUserId}`,
    `User ID of that account:       ${conflict.existingUserId}`,
    '',
    ...(source === ''
      ? [
          'First find out what Provider ID is made from: Foundry’s Control Panel > Authentication > the provider > Attribute mapping > ID, and that claim’s source in the sign-in app. externalId needs the same source.',
          '',
        ]
      : []),
    'Do not change the Provider ID side of a provider in use: every person would get a new, empty account.',
    '',
    'What to do',
    ...steps,
    '',
    'How long it takes',
    cycle === null
      ? 'An initial cycle takes 0.01 to 0.08 minutes for each assigned person, group and membership (Microsoft’s figure).'
      : `An initial cycle of ${cycle.objects.toLocaleString('en-US')} objects takes ${cycle.fromHours} to ${cycle.toHours} hours (Microsoft’s figure).`,
    '',
    'How to verify',
    `The SCIM user ${conflict.existingUserId} has the externalId “${conflict.providerUserId}”, and ${conflict.username} signs in.`,
    'Say “still failing” only after a cycle that began after the change has covered this person.',
  ].join('\n');
}
