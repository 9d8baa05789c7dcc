// What is judged of the values that the mapping of people sends: Foundry's identifiers against the sign-in's claims, and what is missing or too much.
import type { AttributeMapping } from '../../../contract/mapping.ts';
import { attributeRow } from './attributes.ts';
import { attributesIn } from './expression.ts';
import { breaks, flowing, foreignTo, inUser, type Judged, keeps, mappedText, matchingRows, noUser, unjudged, type View } from './judge.ts';
import { baseOf, claimSource, isExtension, mappedSource } from './sources.ts';

export interface SourceDiffers {
  readonly target: string;
  readonly mapped: string;
  readonly claim: string;
}

function sameAsClaim(view: View, target: 'externalId' | 'userName', written: string, claimName: string): Judged<SourceDiffers> {
  const row = inUser(view, target);
  if (view.user === undefined) return noUser;
  // Okta sends its own id as externalId where nothing is mapped; its userName is set in the app, not in the mapping.
  const okta = view.mapping.provider === 'okta';
  if (row === undefined && okta && target === 'userName')
    return unjudged('Okta sets the user name in the app (Application username format), not in the mapping.');
  if (row === undefined && !okta) return unjudged(`${target} is not mapped.`);
  const mapped = row === undefined ? claimSource('id', 'okta') : mappedSource(row.source, view.mapping.provider);
  const claim = claimSource(written, view.mapping.provider);
  if (claim.kind === 'not given') return unjudged(`Nobody said which claim is Foundry’s ${claimName}.`);
  if (claim.kind === 'made up') return unjudged(claim.reason);
  if (claim.kind === 'unreadable') return unjudged(claim.reason);
  if (mapped.kind === 'unreadable') return unjudged(`${target} cannot be read. ${mapped.reason}`);
  const words = row === undefined ? 'id (Okta’s own, since nothing is mapped)' : flowing(row);
  if (mapped.kind === 'known' && mapped.text === claim.text) return keeps(`Both come from ${claim.words}.`);
  return breaks(
    { target, mapped: words, claim: claim.words },
    row === undefined ? `${target} is not mapped, so Okta sends the user’s id` : mappedText(row),
    `The claim for Foundry’s ${claimName} comes from ${claim.words}`,
    ...(claim.assumed === null ? [] : [claim.assumed]),
  );
}

export const externalIdIsProviderId = (view: View) => sameAsClaim(view, 'externalId', view.signOn.providerId, 'ID (Provider ID)');
export const userNameIsClaim = (view: View) => sameAsClaim(view, 'userName', view.signOn.userName, 'Username');

export interface MadeUp {
  readonly claim: string;
  readonly reason: string;
}

export function providerIdCanBeSent({ mapping, signOn }: View): Judged<MadeUp> {
  const claim = claimSource(signOn.providerId, mapping.provider);
  if (claim.kind === 'made up') return breaks({ claim: claim.words, reason: claim.reason }, `Foundry’s ID is mapped to ${claim.words}`);
  if (claim.kind === 'not given') return unjudged('Nobody said which claim is Foundry’s ID (Provider ID).');
  return claim.kind === 'unreadable' ? unjudged(claim.reason) : keeps(`${claim.words} is held by the directory.`);
}

export interface Unstable {
  readonly attribute: string;
  readonly why: string;
}

export function providerIdIsStable({ mapping, signOn }: View): Judged<Unstable> {
  const claim = claimSource(signOn.providerId, mapping.provider);
  if (claim.kind !== 'known') return unjudged('The source of the Provider ID is not known.');
  const rows = attributesIn(claim.expression).map((name) => attributeRow(name, mapping.provider));
  const changing = rows.find((row) => row?.onRename === 'changes');
  if (changing !== undefined)
    return breaks(
      { attribute: changing.name, why: changing.why },
      `The claim for the Provider ID comes from ${claim.words}`,
      ...(claim.assumed === null ? [] : [claim.assumed]),
    );
  return rows.length > 0 && rows.every((row) => row?.onRename === 'stays')
    ? keeps(`${claim.words} stays when a person is renamed.`)
    : unjudged(`Whether ${claim.words} changes when a person is renamed is not known here.`);
}

export interface Matching {
  readonly order: readonly string[];
}

export function matchingOrder(view: View): Judged<Matching> {
  if (view.mapping.provider === 'okta') return foreignTo('Okta looks people up by the one attribute set in the app.');
  if (view.user === undefined) return noUser;
  const missing = ['externalId', 'userName'].find((target) => inUser(view, target) === undefined);
  if (missing !== undefined) return unjudged(`${missing} is not mapped.`);
  const rows = matchingRows(view.user.attributes);
  const order = rows.map((row) => row.target);
  if (
    order.map((target) => target.split(':').at(-1)?.toLowerCase()).join() === 'externalid,username' &&
    rows[0]?.matchingPriority !== rows[1]?.matchingPriority
  )
    return keeps('externalId is asked for first, userName second.');
  return breaks({ order }, order.length === 0 ? 'No attribute has a matching priority' : `Entra asks in this order: ${order.join(', ')}`);
}

export interface SharedValues {
  readonly target: string;
  readonly attribute: string;
  readonly why: string;
}

/** By the nature of the attribute alone; how many people really share a value, the simulator counts. */
export function matchingIsUnique(view: View): Judged<SharedValues> {
  if (view.user === undefined) return noUser;
  const okta = view.mapping.provider === 'okta';
  const rows = okta ? [inUser(view, 'externalId'), inUser(view, 'userName')].filter((row) => row !== undefined) : matchingRows(view.user.attributes);
  for (const row of rows) {
    const source = mappedSource(row.source, view.mapping.provider);
    if (row.source.kind === 'constant' || row.source.kind === 'none')
      return breaks({ target: row.target, attribute: flowing(row), why: 'It is the same for everybody.' }, mappedText(row));
    if (source.kind !== 'known') continue;
    const names = attributesIn(source.expression).map((name) => attributeRow(name, view.mapping.provider));
    const shared = names.find((known) => known?.values === 'shared');
    if (shared !== undefined && names.every((known) => known?.values === 'shared'))
      return breaks({ target: row.target, attribute: shared.name, why: shared.why }, mappedText(row));
  }
  return rows.length === 0 ? unjudged('No attribute is used for matching.') : keeps('None of the matching attributes is shared by nature.');
}

export interface Missing {
  readonly object: string;
  readonly targets: readonly string[];
}

/** Without these nobody can be found or made: Foundry's two identifiers, and what the schema itself calls required. */
export function requiredMapped(view: View): Judged<Missing> {
  const { mapping, user, group } = view;
  if (user === undefined && group === undefined) return noUser;
  const wanted = [
    { object: user, label: 'people', targets: mapping.provider === 'okta' ? [] : ['userName', 'externalId'] },
    { object: group, label: 'groups', targets: ['displayName', 'externalId', 'members'] },
  ];
  for (const { object, label, targets } of wanted) {
    if (object === undefined) continue;
    const required = mapping.required
      .filter((entry) => entry.object === object.targetObject && entry.attribute.toLowerCase() !== 'id')
      .map((entry) => entry.attribute);
    const has = (target: string) =>
      object.attributes.some((row) => row.target.toLowerCase() === target.toLowerCase() || baseOf(row.target) === baseOf(target));
    const missing = [...new Set([...targets, ...required])].filter((target) => !has(target));
    if (missing.length > 0) return breaks({ object: label, targets: missing }, `The mapping of ${label} has no row for ${missing.join(', ')}`);
  }
  return keeps('What Foundry needs is mapped.');
}

const synced = ['username', 'externalid', 'active', 'displayname', 'emails', 'name'];

export interface Listed {
  readonly targets: readonly string[];
}

export function syncedMapped(view: View): Judged<Listed> {
  if (view.user === undefined) return noUser;
  const has = (target: string) =>
    view.user?.attributes.some((row) => !isExtension(row.target) && (baseOf(row.target) === target || row.target.toLowerCase() === target));
  const okta = view.mapping.provider === 'okta';
  const wanted: readonly (readonly [string, string])[] = okta
    ? [['displayname', 'displayName']]
    : [
        ['displayname', 'displayName'],
        ['emails', 'emails'],
        ['name', 'name'],
      ];
  const targets = wanted.filter(([base]) => has(base) !== true).map(([, name]) => name);
  return targets.length === 0 ? keeps('Name and mail address are mapped.') : breaks({ targets }, `There is no row for ${targets.join(', ')}`);
}

function onlyAtLogin(row: AttributeMapping, okta: boolean): boolean {
  if (isExtension(row.target)) return true;
  const base = baseOf(row.target);
  if (synced.includes(base)) return false;
  // Okta's app profile has flat names for what goes out as name and emails.
  return !(okta && ['givenname', 'familyname', 'firstname', 'lastname', 'email', 'middlename'].includes(base));
}

export function loginOnly(view: View): Judged<Listed> {
  if (view.user === undefined) return noUser;
  const targets = view.user.attributes.filter((row) => onlyAtLogin(row, view.mapping.provider === 'okta')).map((row) => row.target);
  return targets.length === 0
    ? keeps('Every mapped attribute is one that Foundry takes by SCIM.')
    : breaks({ targets }, `Mapped, and taken at the next login only: ${targets.join(', ')}`);
}
