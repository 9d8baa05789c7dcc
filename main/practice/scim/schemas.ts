// The schemas of RFC 7643 sections 4.1, 4.2 and 4.3 as data, and the way from an attribute's name (any case, with or without its
// URN) to its definition. The engine, the filters and /Schemas read the same tables, so they cannot disagree.
export type AttributeType = 'string' | 'boolean' | 'complex' | 'reference' | 'dateTime' | 'binary';

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readWrite' | 'readOnly' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'default' | 'never' | 'request';
  readonly uniqueness: 'none' | 'server';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
}

export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

type More = Partial<Omit<Attribute, 'name' | 'description'>>;

function attribute(name: string, description: string, more: More = {}): Attribute {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  };
}

const complex = (name: string, description: string, subAttributes: readonly Attribute[], more: More = {}): Attribute =>
  attribute(name, description, { type: 'complex', subAttributes, ...more });

/** A multi-valued attribute with the usual value, display, type and primary. */
const several = (name: string, description: string, types: readonly string[], value: More = {}): Attribute =>
  complex(
    name,
    description,
    [
      attribute('value', `The value of this entry of ${name}.`, value),
      attribute('display', 'A human-readable name, for display only.'),
      attribute('type', 'A label for the function of this entry.', types.length === 0 ? {} : { canonicalValues: types }),
      attribute('primary', 'Whether this is the preferred entry; true at most once.', { type: 'boolean' }),
    ],
    { multiValued: true },
  );

export const urns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  search: 'urn:ietf:params:scim:api:messages:2.0:SearchRequest',
} as const;

const reference = (types: readonly string[], mutability: Attribute['mutability']): More => ({
  type: 'reference',
  referenceTypes: types,
  caseExact: true,
  mutability,
});

export const userSchema: Schema = {
  id: urns.user,
  name: 'User',
  description: 'User Account',
  attributes: [
    attribute('userName', 'Unique identifier for the user, used to sign in.', { required: true, uniqueness: 'server' }),
    complex('name', "The components of the user's name.", [
      attribute('formatted', 'The full name, formatted for display.'),
      attribute('familyName', 'The family name.'),
      attribute('givenName', 'The given name.'),
      attribute('middleName', 'The middle name.'),
      attribute('honorificPrefix', 'The honorific prefix, such as a title.'),
      attribute('honorificSuffix', 'The honorific suffix.'),
    ]),
    attribute('displayName', 'The name of the user, suitable for display.'),
    attribute('nickName', 'The casual way to address the user.'),
    attribute('profileUrl', "A URL of the user's online profile.", { type: 'reference', referenceTypes: ['external'], caseExact: true }),
    attribute('title', "The user's title, such as Vice President."),
    attribute('userType', 'The relationship between the organization and the user.'),
    attribute('preferredLanguage', "The user's preferred language."),
    attribute('locale', "The user's default location, for localising currency, dates and numbers."),
    attribute('timezone', "The user's time zone in the Olson format."),
    attribute('active', "The user's administrative status.", { type: 'boolean' }),
    attribute('password', 'Accepted and thrown away: sign-in is by single sign-on only.', { mutability: 'writeOnly', returned: 'never' }),
    several('emails', 'Email addresses of the user.', ['work', 'home', 'other']),
    several('phoneNumbers', 'Phone numbers of the user.', ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
    several('ims', 'Instant messaging addresses of the user.', []),
    several('photos', 'URLs of photos of the user.', ['photo', 'thumbnail'], reference(['external'], 'readWrite')),
    complex(
      'addresses',
      'Physical mailing addresses of the user.',
      [
        ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'].map((name) => attribute(name, `The ${name} component.`)),
        attribute('type', 'A label for the function of this entry.', { canonicalValues: ['work', 'home', 'other'] }),
        attribute('primary', 'Whether this is the preferred entry; true at most once.', { type: 'boolean' }),
      ],
      { multiValued: true },
    ),
    complex(
      'groups',
      'The groups the user belongs to; changed through the Group resource only.',
      [
        attribute('value', 'The id of the group.', { mutability: 'readOnly', caseExact: true }),
        attribute('$ref', 'The address of the group.', reference(['Group'], 'readOnly')),
        attribute('display', 'The name of the group.', { mutability: 'readOnly' }),
        attribute('type', 'Direct or indirect membership.', { mutability: 'readOnly', canonicalValues: ['direct', 'indirect'] }),
      ],
      { multiValued: true, mutability: 'readOnly' },
    ),
    several('entitlements', 'Entitlements of the user.', []),
    several('roles', 'Roles of the user.', []),
    several('x509Certificates', 'Certificates of the user.', [], { type: 'binary', caseExact: true }),
  ],
};

export const enterpriseSchema: Schema = {
  id: urns.enterprise,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    attribute('employeeNumber', 'Identifier assigned by the organization.'),
    attribute('costCenter', 'The name of a cost center.'),
    attribute('organization', 'The name of an organization.'),
    attribute('division', 'The name of a division.'),
    attribute('department', 'The name of a department.'),
    complex('manager', "The user's manager.", [
      attribute('value', 'The id of the manager.', { caseExact: true }),
      attribute('$ref', 'The address of the manager.', reference(['User'], 'readWrite')),
      attribute('displayName', 'The display name of the manager.', { mutability: 'readOnly' }),
    ]),
  ],
};

export const groupSchema: Schema = {
  id: urns.group,
  name: 'Group',
  description: 'Group',
  attributes: [
    attribute('displayName', 'The name of the group.', { required: true }),
    complex(
      'members',
      'The members of the group.',
      [
        attribute('value', 'The id of the member.', { mutability: 'immutable', caseExact: true }),
        attribute('$ref', 'The address of the member.', reference(['User', 'Group'], 'immutable')),
        attribute('display', 'The name of the member.', { mutability: 'readOnly' }),
        attribute('type', 'Whether the member is a user or a group.', { mutability: 'immutable', canonicalValues: ['User', 'Group'] }),
      ],
      { multiValued: true },
    ),
  ],
};

/** The attributes every resource has (RFC 7643 3.1); they are not part of a schema. */
export const commonAttributes: readonly Attribute[] = [
  attribute('schemas', 'The schemas of the resource.', { multiValued: true, returned: 'always', caseExact: true }),
  attribute('id', "The server's identifier.", { mutability: 'readOnly', returned: 'always', caseExact: true, uniqueness: 'server' }),
  attribute('externalId', "The client's identifier.", { caseExact: true }),
  complex(
    'meta',
    'Metadata of the resource.',
    [
      attribute('resourceType', 'The type of the resource.', { mutability: 'readOnly', caseExact: true }),
      attribute('created', 'When it was made.', { type: 'dateTime', mutability: 'readOnly' }),
      attribute('lastModified', 'When it was last changed.', { type: 'dateTime', mutability: 'readOnly' }),
      attribute('location', 'Its address.', reference([], 'readOnly')),
      attribute('version', 'Its version, as in the ETag.', { mutability: 'readOnly', caseExact: true }),
    ],
    { mutability: 'readOnly' },
  ),
];
