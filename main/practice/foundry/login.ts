// A log-in by single sign-on: the Provider ID that sign-on sends is compared with externalId. Where the documentation gives a message
// it is given word for word; where it gives none the message says that it is the practice tenant's own.
import { isObject, type JsonObject, textOf } from '../json.ts';
import { groupRecord, type UserRecord, userRecord } from '../state/store.ts';
import { note, type World } from '../state/world.ts';
import { runRules } from './rules.ts';

export interface Login {
  readonly userName: string;
  /** What the identity provider sends in the claim mapped to Provider ID. */
  readonly providerId: string;
  /** What else it sends; kept until the next log-in. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  /** Values of the group claim. Absent: groups are not imported at log-in, and memberships stay. */
  readonly groups?: readonly string[];
  /** The authentication provider; absent: the one that SCIM provisions into. */
  readonly realm?: string;
}

export type LoginResult = { readonly kind: 'logged-in'; readonly userId: string } | { readonly kind: 'refused'; readonly message: string };

/** The message of Foundry's FAQ. */
export function conflictMessage(login: Login, existing: UserRecord): string {
  const existingProviderId = textOf(existing.attributes.externalId) ?? '';
  return (
    `Cannot complete login for your user with username ${login.userName} and provider user ID ${login.providerId} because that username is ` +
    `already being used by the user with user ID ${existing.id} and provider user ID ${existingProviderId}.`
  );
}

export function logIn(login: Login, world: World): LoginResult {
  const result = decide(login, world);
  note(world.logins, {
    at: world.clock.now(),
    userName: login.userName,
    providerId: login.providerId,
    outcome: result.kind === 'logged-in' ? 'ok' : 'refused',
    ...(result.kind === 'refused' ? { message: result.message } : {}),
  });
  return result;
}

function decide(login: Login, world: World): LoginResult {
  const { users } = world.store;
  const realm = login.realm ?? world.realm;
  const linked = users.byKey('externalId', login.providerId);
  const known = linked?.realm === realm ? linked : undefined;
  const sameName = users.byKey('userName', login.userName.toLowerCase());
  const waits = sameName !== undefined && known === undefined && sameName.realm === realm && isUnlinked(sameName);
  if (sameName !== undefined && sameName !== known && !waits) return { kind: 'refused', message: conflictMessage(login, sameName) };
  return enter(known ?? sameName ?? arrive(login, realm, world), login, world);
}

/** A pre-registered user waits for its first log-in without a Provider ID. */
const isUnlinked = (user: UserRecord): boolean => user.origin === 'preregistered' && textOf(user.attributes.externalId) === undefined;

/** Someone Foundry has not seen before gets a user at log-in. */
function arrive({ userName, providerId }: Login, realm: string, world: World): UserRecord {
  const user = userRecord(world.newId(), { userName, externalId: providerId, active: true }, 'login', world.clock.now(), realm);
  world.store.users.add(user);
  return user;
}

function enter(user: UserRecord, login: Login, world: World): LoginResult {
  const inactive = user.attributes.active === false && world.questions.inactive === 'cannot-log-in';
  if (user.deleted || inactive) return { kind: 'refused', message: 'Your account has been disabled' };
  const now = world.clock.now();
  const attributes = broughtBy(login, user.attributes);
  if (JSON.stringify(attributes) !== JSON.stringify(user.attributes)) {
    world.store.users.change(user, attributes);
    user.revision += 1;
    user.lastModified = now;
  }
  user.loginAttributes = login.attributes ?? user.loginAttributes;
  user.lastLoginAt = now;
  if (login.groups !== undefined) importGroups(user, login.groups, world);
  runRules(user, 'login', world);
  if (user.organization === null) {
    return {
      kind: 'refused',
      message: 'You belong to no organization and cannot log in. (Wording of the practice tenant: the documentation gives none.)',
    };
  }
  return { kind: 'logged-in', userId: user.id };
}

/** What a log-in sends for the fields that Control Panel maps: user name, Provider ID, first name, last name, email. */
function broughtBy({ userName, providerId, attributes: sent = {} }: Login, before: JsonObject): JsonObject {
  const [givenName, familyName, email] = [sent.givenName?.[0], sent.familyName?.[0], sent.email?.[0]];
  const name = {
    ...(isObject(before.name) ? before.name : {}),
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
  };
  return {
    ...before,
    userName,
    externalId: providerId,
    ...(givenName === undefined && familyName === undefined ? {} : { name }),
    ...(email === undefined ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
  };
}

/** The user's groups become those of the claim: by externalId, else by name; a group that is not there is made. */
function importGroups(user: UserRecord, values: readonly string[], world: World): void {
  const { store, clock } = world;
  const wanted = new Set(
    values.map((value) => {
      const known = store.groups.byKey('externalId', value) ?? store.groups.all().find((group) => group.attributes.displayName === value);
      if (known !== undefined) return known;
      const made = groupRecord(world.newId(), { displayName: value, externalId: value }, clock.now());
      store.groups.add(made);
      return made;
    }),
  );
  for (const group of store.groupsOf(user.id)) {
    if (!wanted.has(group))
      store.setMembers(
        group,
        [...group.members.keys()].filter((id) => id !== user.id),
      );
  }
  for (const group of wanted) if (!group.members.has(user.id)) store.setMembers(group, [...group.members.keys(), user.id]);
}
