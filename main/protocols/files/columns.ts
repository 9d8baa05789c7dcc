// The columns of the accepted CSV files and the names that exports give them: the Entra portal, Graph PowerShell, the older AzureAD and MSOnline
// modules, Okta. Case, blanks and punctuation in a header do not count. Knowledge as a table.

export const fileSets = ['users', 'groups', 'memberships'] as const;
export type FileSet = (typeof fileSets)[number];

/** Field of ours -> names it is known by, best first. The first name is ours, accepted without a wizard. */
export const columnNames = {
  users: {
    id: ['id', 'objectId', 'userId', 'externalDirectoryObjectId', 'azureAdObjectId', 'entraObjectId', 'user.id'],
    userName: ['userName', 'userPrincipalName', 'upn', 'login', 'user.login', 'signInName', 'logonName', 'profile.login'],
    displayName: ['displayName', 'name', 'fullName', 'display_name', 'profile.displayName'],
    mail: ['mail', 'email', 'emailAddress', 'primaryEmail', 'user.email', 'primarySmtpAddress', 'profile.email'],
    mailNickname: ['mailNickname', 'alias', 'mailAlias'],
    employeeId: ['employeeId', 'employeeNumber', 'personnelNumber', 'profile.employeeNumber'],
    onPremisesImmutableId: ['onPremisesImmutableId', 'immutableId', 'sourceAnchor'],
    onPremisesSamAccountName: ['onPremisesSamAccountName', 'samAccountName'],
    externalId: ['externalId', 'providerId'],
    enabled: ['enabled', 'accountEnabled', 'active', 'status', 'user.status', 'accountStatus', 'blockCredential'],
    type: ['type', 'userType', 'userTypeName'],
    assigned: ['assigned', 'assignedToScim', 'scimAssigned'],
    assignedToSso: ['assignedToSso', 'ssoAssigned'],
  },
  groups: {
    id: ['id', 'objectId', 'groupId', 'group.id'],
    displayName: ['displayName', 'name', 'groupName', 'group.name', 'profile.name'],
    assigned: ['assigned', 'assignedToScim', 'scimAssigned', 'assignedToApp'],
    assignedToSso: ['assignedToSso', 'ssoAssigned'],
    externalId: ['externalId'],
    onPremisesSamAccountName: ['onPremisesSamAccountName', 'samAccountName'],
    securityEnabled: ['securityEnabled', 'isSecurityEnabled'],
    mailEnabled: ['mailEnabled', 'isMailEnabled'],
    membershipType: ['membershipType', 'groupTypes'],
    dynamicRule: ['dynamicRule', 'membershipRule'],
    membersHidden: ['membersHidden', 'visibility'],
  },
  memberships: {
    groupId: ['groupId', 'groupObjectId', 'parentId', 'parentGroupId', 'group.id', 'group'],
    memberId: ['memberId', 'memberObjectId', 'userId', 'user.id', 'objectId', 'id', 'member'],
    memberType: ['memberType', 'objectType', 'memberObjectType', 'odataType', '@odata.type', 'type'],
  },
} as const satisfies Record<FileSet, Readonly<Record<string, readonly string[]>>>;

export type UserColumn = keyof (typeof columnNames)['users'];
export type GroupColumn = keyof (typeof columnNames)['groups'];
export type MembershipColumn = keyof (typeof columnNames)['memberships'];

/** Without these a file cannot be used. */
export const requiredColumns = {
  users: ['id'],
  groups: ['id'],
  memberships: ['groupId', 'memberId'],
} as const satisfies Record<FileSet, readonly string[]>;

/** A header as it is compared. */
export const plainHeader = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Field of ours -> header in the file. Each header is used once. */
export function matchColumns(set: FileSet, headers: readonly string[]): Readonly<Record<string, string>> {
  const byPlain = new Map<string, string>();
  for (const header of headers) if (!byPlain.has(plainHeader(header))) byPlain.set(plainHeader(header), header);
  const used = new Set<string>();
  const found: Record<string, string> = {};
  for (const [field, names] of Object.entries<readonly string[]>(columnNames[set])) {
    const header = names.map((name) => byPlain.get(plainHeader(name))).find((one) => one !== undefined && !used.has(one));
    if (header === undefined) continue;
    used.add(header);
    found[field] = header;
  }
  // Files made by hand name people by their sign-in name alone; memberships then do the same.
  if (set === 'users' && found.id === undefined && found.userName !== undefined) found.id = found.userName;
  return found;
}

/** What the file seems to hold. */
export function guessSet(headers: readonly string[]): FileSet {
  const has = (set: FileSet, field: string) => matchColumns(set, headers)[field] !== undefined;
  const plain = new Set(headers.map(plainHeader));
  if (has('memberships', 'groupId') && has('memberships', 'memberId') && !plain.has('displayname')) return 'memberships';
  if (has('users', 'userName') || has('users', 'enabled') || has('users', 'mailNickname') || plain.has('usertype')) return 'users';
  if (has('groups', 'securityEnabled') || has('groups', 'membershipType') || has('groups', 'assigned') || plain.has('grouptype')) return 'groups';
  return has('memberships', 'groupId') && has('memberships', 'memberId') ? 'memberships' : plain.has('mail') ? 'users' : 'groups';
}

export const missingColumns = (set: FileSet, columns: Readonly<Record<string, string>>): readonly string[] =>
  requiredColumns[set].filter((field) => columns[field] === undefined);
