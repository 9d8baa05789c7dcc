// A mapping to type into: the one that keeps Foundry's rules for what is known of the sign-in, so that only what differs need be changed.
import type { AttributeMapping, Mapping, SignOn } from '../../../contract/mapping.ts';
import { printExpression } from './expression.ts';
import { claimSource } from './sources.ts';

function row(target: string, expression: string, matchingPriority = 0): AttributeMapping {
  const kind = /^\[[^[\]]*\]$/.test(expression) ? 'attribute' : 'function';
  return { target, source: { kind, expression }, defaultValue: null, matchingPriority, flowType: 'Always' };
}

const groupSource = {
  'object-id': '[objectId]',
  'display-name': '[displayName]',
  'sam-account-name': '[onPremisesSamAccountName]',
  unknown: '[displayName]',
} as const;

/** Where the Provider ID's claim is not known, externalId is left out, so that the check asks for it. */
export function blankMapping(provider: Mapping['provider'], signOn: SignOn): Mapping {
  const claim = claimSource(signOn.providerId, provider);
  const entra = provider === 'entra';
  const userName = claimSource(signOn.userName, provider);
  const login = userName.kind === 'known' ? printExpression(userName.expression) : entra ? '[userPrincipalName]' : '[login]';
  const group = groupSource[signOn.groups.sourceAttribute];
  const whole = { enabled: true, flows: { add: true, update: true, delete: true }, scope: [] };
  return {
    provider,
    vantage: 'a file',
    origin: 'Typed in',
    template: null,
    tenantUrl: null,
    skipOutOfScopeDeletions: null,
    memberObjects: [],
    required: [],
    objects: [
      {
        ...whole,
        kind: 'user',
        name: 'People',
        sourceObject: 'User',
        targetObject: 'User',
        attributes: [
          ...(claim.kind === 'known' ? [row('externalId', printExpression(claim.expression), entra ? 1 : 0)] : []),
          row('userName', login, entra ? 2 : 0),
          ...(entra ? [row('active', 'Switch([IsSoftDeleted], , "False", "True", "True", "False")')] : []),
          row('displayName', '[displayName]'),
          row('emails[type eq "work"].value', entra ? '[mail]' : '[email]'),
          row('name.givenName', entra ? '[givenName]' : '[firstName]'),
          row('name.familyName', entra ? '[surname]' : '[lastName]'),
        ],
      },
      ...(entra
        ? [
            {
              ...whole,
              kind: 'group' as const,
              name: 'Groups',
              sourceObject: 'Group',
              targetObject: 'Group',
              attributes: [row('displayName', group, 1), row('externalId', group), row('members', '[members]')],
            },
          ]
        : []),
    ],
    notes: [],
  };
}
