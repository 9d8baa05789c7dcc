// A log-in by single sign-on: the Provider ID that sign-on sends is compared with externalId. Where the documentation gives a message
// it is given word for word; where it gives none the message says that it is the practice tenant's own.
import { textOf } from '../json.ts';
import { type UserRecord, userRecord } from '../state/store.ts';
import { note, type World } from '../state/world.ts';
import { runRules } from './rules.ts';

export interface Login {
  readonly userName: string;
  /** What the identity provider sends in the claim mapped to Provider ID. */
  readonly providerId: string;
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
    ...login,
    outcome: result.kind === 'logged-in' ? 'ok' : 'refused',
    ...(result.kind === 'refused' ? { message: result.message } : {}),
  });
  return result;
}

function decide(login: Login, world: World): LoginResult {
  const { users } = world.store;
  const byProviderId = users.byKey('externalId', login.providerId);
  const byName = users.byKey('userName', login.userName.toLowerCase());
  if (byName !== undefined && byName !== byProviderId && !isUnlinked(byName)) return { kind: 'refused', message: conflictMessage(login, byName) };
  if (byProviderId !== undefined && byName !== undefined && byName !== byProviderId)
    return { kind: 'refused', message: conflictMessage(login, byName) };
  return enter(byProviderId ?? byName ?? arrive(login, world), login, world);
}

/** A pre-registered user waits for its first log-in without a Provider ID. */
const isUnlinked = (user: UserRecord): boolean => user.origin === 'preregistered' && textOf(user.attributes.externalId) === undefined;

/** Someone Foundry has not seen before gets a user at log-in. */
function arrive(login: Login, world: World): UserRecord {
  const user = userRecord(world.newId(), { userName: login.userName, externalId: login.providerId, active: true }, 'login', world.clock.now());
  world.store.users.add(user);
  return user;
}

function enter(user: UserRecord, login: Login, world: World): LoginResult {
  const inactive = user.attributes.active === false && world.questions.inactive === 'cannot-log-in';
  if (user.deleted || inactive) return { kind: 'refused', message: 'Your account has been disabled' };
  if (user.attributes.externalId !== login.providerId || user.attributes.userName !== login.userName) {
    world.store.users.change(user, { ...user.attributes, userName: login.userName, externalId: login.providerId });
    user.revision += 1;
    user.lastModified = world.clock.now();
  }
  runRules(user, 'login', world);
  if (user.organization === null) {
    return {
      kind: 'refused',
      message: 'You belong to no organization and cannot log in. (Wording of the practice tenant: the documentation gives none.)',
    };
  }
  return { kind: 'logged-in', userId: user.id };
}
