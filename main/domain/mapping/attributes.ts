// The directory's attributes as a table: under which names the sign-in and the provisioning call them, whether a renamed person gets another
// value and why, and whether many people have the same value by nature. Sources: Microsoft Learn (Graph user resource, SAML token claims).
import type { Mapping } from '../../../contract/mapping.ts';

type Provider = Mapping['provider'];

export interface AttributeRow {
  /** As the provider's mapping writes it. */
  readonly name: string;
  readonly provider: Provider | 'both';
  /** Other names, lower case: claim sources, claims that carry it unless somebody changed them. */
  readonly aliases: readonly string[];
  readonly onRename: 'changes' | 'stays' | 'unknown';
  readonly why: string;
  readonly values: 'one a person' | 'usually one a person' | 'shared';
}

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

export const attributeRows: readonly AttributeRow[] = [
  {
    name: 'objectId',
    provider: 'entra',
    aliases: ['id', 'oid', 'http://schemas.microsoft.com/identity/claims/objectidentifier'],
    onRename: 'stays',
    why: 'Entra gives it once and never changes it; a person who is deleted and made anew gets another one.',
    values: 'one a person',
  },
  {
    name: 'userPrincipalName',
    provider: 'entra',
    aliases: ['upn', 'preferred_username', `${claims}/upn`],
    onRename: 'changes',
    why: 'It is made from the name and the domain: a marriage or a new domain changes it.',
    values: 'one a person',
  },
  {
    name: 'originalUserPrincipalName',
    provider: 'entra',
    aliases: [],
    onRename: 'changes',
    why: 'It is the user principal name, for guests with #EXT#.',
    values: 'one a person',
  },
  {
    name: 'mail',
    provider: 'entra',
    aliases: ['email', `${claims}/emailaddress`],
    onRename: 'changes',
    why: 'Mail addresses follow the name, and a freed address can be given to somebody else.',
    values: 'usually one a person',
  },
  {
    name: 'mailNickname',
    provider: 'entra',
    aliases: ['alias'],
    onRename: 'changes',
    why: 'It is the part of the mail address before the @ and follows the name; the directory does not keep it unique.',
    values: 'usually one a person',
  },
  {
    name: 'employeeId',
    provider: 'entra',
    aliases: [],
    onRename: 'stays',
    why: 'The personnel system gives it to the person, not to the name; the directory does not keep it unique.',
    values: 'usually one a person',
  },
  {
    name: 'onPremisesImmutableId',
    provider: 'entra',
    aliases: ['immutableid'],
    onRename: 'stays',
    why: 'It ties the person to their object in the local directory; people made in the cloud have none.',
    values: 'one a person',
  },
  {
    name: 'onPremisesSamAccountName',
    provider: 'entra',
    aliases: [],
    onRename: 'changes',
    why: 'It is the local logon name; many companies change it with the name, and two domains can hold the same one.',
    values: 'usually one a person',
  },
  {
    name: 'id',
    provider: 'okta',
    aliases: ['user.getinternalproperty("id")'],
    onRename: 'stays',
    why: 'Okta gives it once and never changes it.',
    values: 'one a person',
  },
  {
    name: 'login',
    provider: 'okta',
    aliases: ['username', 'okta username', 'okta_username', 'preferred_username'],
    onRename: 'changes',
    why: 'It usually is a mail address and follows the name.',
    values: 'one a person',
  },
  {
    name: 'email',
    provider: 'okta',
    aliases: ['mail', `${claims}/emailaddress`],
    onRename: 'changes',
    why: 'Mail addresses follow the name, and a freed address can be given to somebody else.',
    values: 'usually one a person',
  },
  {
    name: 'employeeNumber',
    provider: 'okta',
    aliases: ['employeeid'],
    onRename: 'stays',
    why: 'The personnel system gives it to the person, not to the name; Okta does not keep it unique.',
    values: 'usually one a person',
  },
  {
    name: 'externalId',
    provider: 'both',
    aliases: [],
    onRename: 'unknown',
    why: 'It depends on what it was made from.',
    values: 'one a person',
  },
  ...['displayName', 'givenName', 'surname', 'firstName', 'lastName'].map(
    (name): AttributeRow => ({
      name,
      provider: 'both',
      aliases: [],
      onRename: 'changes',
      why: 'It is the name.',
      values: 'shared',
    }),
  ),
  ...['department', 'companyName', 'jobTitle', 'title', 'country', 'city', 'state', 'officeLocation', 'usageLocation', 'organization'].map(
    (name): AttributeRow => ({
      name,
      provider: 'both',
      aliases: [],
      onRename: 'unknown',
      why: 'It says where somebody works, not who they are.',
      values: 'shared',
    }),
  ),
];

const bare = (name: string) =>
  name
    .trim()
    .replace(/^(?:user|source)\./i, '')
    .toLowerCase();

/** The row of an attribute by any of its names; undefined for one of the company's own. */
export function attributeRow(name: string, provider: Provider): AttributeRow | undefined {
  const wanted = bare(name);
  const rows = attributeRows.filter((row) => row.provider === provider || row.provider === 'both');
  return rows.find((row) => row.name.toLowerCase() === wanted) ?? rows.find((row) => row.aliases.includes(wanted));
}

/** One name for one attribute, however it was written. */
export function canonicalAttribute(name: string, provider: Provider): string {
  return attributeRow(name, provider)?.name ?? name.trim().replace(/^(?:user|source)\./i, '');
}
