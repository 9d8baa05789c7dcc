// What kind of value a Provider ID or externalId is, by its shape alone or by an exact match with a person of the directory; and how two of
// them differ. Pure. A shape proves nothing, it only suggests; an exact match in the directory does.
import type { DirectoryUser } from '../../../contract/directory.ts';
import { relate } from '../claims/relate.ts';

/** Attributes of a person a value can be made of, by the names identity providers give them. */
export const attributeNames = {
  objectId: 'the object ID',
  userPrincipalName: 'the user principal name',
  mail: 'the mail address',
  mailNickname: 'the mail nickname',
  employeeId: 'the employee ID',
  immutableId: 'the on-premises immutable ID',
  samAccountName: 'the on-premises account name',
  oktaId: 'the Okta user ID',
  login: 'the Okta login',
} as const;
export type AttributeName = keyof typeof attributeNames;

export type Shape = 'guid' | 'okta-id' | 'guest-upn' | 'address' | 'immutable-id' | 'number' | 'domain-account' | 'name' | 'empty';

export const shapeWords: Readonly<Record<Shape, string>> = {
  guid: 'an object ID (GUID)',
  'okta-id': 'an Okta user ID',
  'guest-upn': 'the user principal name of a guest',
  address: 'a mail address or user principal name',
  'immutable-id': 'an on-premises immutable ID',
  number: 'a number, such as an employee ID',
  'domain-account': 'a Windows account name with its domain',
  name: 'a short name, such as a mail nickname',
  empty: 'nothing',
};

export function shapeOf(value: string): Shape {
  const text = value.replace(/\p{Cf}/gu, '').trim();
  if (text === '' || /^(?:null|none|undefined|n\/a|-)$/i.test(text)) return 'empty';
  if (/^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(text)) return 'guid';
  if (/^00u[0-9A-Za-z]{17}$/.test(text)) return 'okta-id';
  if (/#EXT#/i.test(text)) return 'guest-upn';
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return 'address';
  if (/^[A-Za-z0-9+/]{22}==$/.test(text)) return 'immutable-id';
  if (/^\d+$/.test(text)) return 'number';
  if (/^[^\\\s]+\\[^\\\s]+$/.test(text)) return 'domain-account';
  return 'name';
}

export interface AttributeMatch {
  readonly attribute: AttributeName;
  /** `exact`, or equal but for what `relate` overlooks. */
  readonly relation: 'equal' | 'case' | 'blanks' | 'invisible' | 'normalization';
}

/** The attributes of this person that hold the value; exact matches first. */
export function attributesWith(value: string, user: DirectoryUser, provider: 'entra' | 'okta'): readonly AttributeMatch[] {
  const okta = provider === 'okta';
  const held: readonly (readonly [AttributeName, string | null])[] = [
    [okta ? 'oktaId' : 'objectId', user.id],
    ['employeeId', user.employeeId],
    ['immutableId', user.onPremisesImmutableId],
    [okta ? 'login' : 'userPrincipalName', user.userName],
    ['mail', user.mail],
    ['mailNickname', user.mailNickname],
    ['samAccountName', user.onPremisesSamAccountName],
  ];
  const matches = held.flatMap(([attribute, own]): readonly AttributeMatch[] => {
    if (own === null || own === '') return [];
    const relation = relate(value, own);
    return relation === 'different' ? [] : [{ attribute, relation }];
  });
  return [...matches.filter(({ relation }) => relation === 'equal'), ...matches.filter(({ relation }) => relation !== 'equal')];
}

/** How two Provider IDs differ, in words, when the difference itself tells something. */
export function describeDifference(sent: string, existing: string): string | undefined {
  switch (relate(sent, existing)) {
    case 'equal':
      return 'Both values look the same here: a blank or an invisible character may differ, or the message was changed on its way.';
    case 'blanks':
      return 'They differ only by blanks.';
    case 'invisible':
      return 'They differ only by characters that cannot be seen.';
    case 'normalization':
      return 'They look alike and are written with other code points.';
    case 'case':
      return 'They differ only by upper and lower case, and Provider IDs are compared exactly.';
    case 'different': {
      const [a, b] = [shapeOf(sent), shapeOf(existing)];
      return a === b ? undefined : `Single sign-on sends ${shapeWords[a]}; the existing user carries ${shapeWords[b]}.`;
    }
  }
}
