// What is judged of an account's life by the mapping: whether leavers are disabled, changes and deletions go out, values are kept up to date,
// and whether anybody has adapted the mapping at all.
import type { ObjectMapping } from '../../../contract/mapping.ts';
import { evaluate, unknownFunctions } from './evaluate.ts';
import { parseExpression } from './expression.ts';
import { breaks, flowing, foreignTo, inUser, type Judged, keeps, mappedText, matchingRows, noUser, unjudged, type View } from './judge.ts';
import { mappedSource } from './sources.ts';

const oktaSays = foreignTo('Okta sends active by itself, without a mapping.');

export interface Plain {
  readonly detail: string;
}

export function activeMapped(view: View): Judged<Plain> {
  if (view.mapping.provider === 'okta') return oktaSays;
  if (view.user === undefined) return noUser;
  return inUser(view, 'active') === undefined ? breaks({ detail: '' }, 'The mapping of people has no row for active') : keeps('active is mapped.');
}

/** True for a leaver, false for everybody else, is what `active` must turn round. */
export function activeFollowsLeavers(view: View): Judged<Plain> {
  if (view.mapping.provider === 'okta') return oktaSays;
  const row = inUser(view, 'active');
  if (row === undefined) return unjudged('active is not mapped.');
  if (row.source.kind === 'constant' || row.source.kind === 'none')
    return breaks({ detail: `${flowing(row)} is the same for everybody` }, mappedText(row));
  const parsed = parseExpression(row.source.expression);
  if (parsed.kind === 'unreadable') return unjudged(`The expression of active cannot be read: ${parsed.reason}.`);
  if (!/\[\s*IsSoftDeleted\s*\]/i.test(row.source.expression))
    return breaks({ detail: `${flowing(row)} does not look at IsSoftDeleted` }, mappedText(row));
  const [gone, here] = ['True', 'False'].map((value) =>
    evaluate(parsed.expression, (name) => (name.toLowerCase() === 'issoftdeleted' ? value : undefined)),
  );
  if (gone?.kind !== 'value' || here?.kind !== 'value') return unjudged('What active becomes for a leaver depends on more than IsSoftDeleted.');
  const [whenGone, whenHere] = [gone.value, here.value].map((value) => String(value).toLowerCase());
  return whenGone === 'false' && whenHere === 'true'
    ? keeps('active turns false for a leaver and is true for everybody else.')
    : breaks({ detail: `it gives “${whenGone}” for a leaver and “${whenHere}” for everybody else` }, mappedText(row));
}

export interface Flow {
  readonly object: string;
  readonly flows: string;
}

const flowWords = ({ flows }: ObjectMapping) =>
  [flows.add ? 'Create' : '', flows.update ? 'Update' : '', flows.delete ? 'Delete' : ''].filter(Boolean).join(', ') || 'none';

function flowOn(view: View, flow: 'add' | 'update' | 'delete'): Judged<Flow> {
  if (view.mapping.provider === 'okta') return foreignTo('In Okta these switches stand in the app (To App), not in the mapping.');
  for (const [label, object] of [
    ['people', view.user],
    ['groups', view.group],
  ] as const)
    if (object?.enabled === true && !object.flows[flow])
      return breaks({ object: label, flows: flowWords(object) }, `Target object actions of ${label}: ${flowWords(object)}`);
  return view.user === undefined ? noUser : keeps('The action is switched on.');
}

export const createsOn = (view: View) => flowOn(view, 'add');
export const updatesOn = (view: View) => flowOn(view, 'update');
export const deletesOn = (view: View) => flowOn(view, 'delete');

export function leavesScope({ mapping }: View): Judged<Plain> {
  if (mapping.provider === 'okta') return foreignTo('This is a setting of Entra’s.');
  if (mapping.skipOutOfScopeDeletions === null)
    return unjudged('SkipOutOfScopeDeletions is not in this file: it is read from the job’s secrets through Graph.');
  return mapping.skipOutOfScopeDeletions
    ? breaks({ detail: '' }, 'SkipOutOfScopeDeletions is true')
    : keeps('People who leave the scope are disabled.');
}

export function peopleOn({ user }: View): Judged<Plain> {
  if (user === undefined) return breaks({ detail: 'The file holds no mapping of people.' }, 'No object mapping has a userName');
  return user.enabled ? keeps('The mapping of people is enabled.') : breaks({ detail: 'It is switched off.' }, `“${user.name}” has enabled: false`);
}

export function groupsOn({ mapping, group }: View): Judged<Plain> {
  if (mapping.provider === 'okta') return foreignTo('Okta pushes groups by Push Groups, not by a mapping.');
  if (group === undefined) return breaks({ detail: 'The file holds no mapping of groups.' }, 'No object mapping has members');
  return group.enabled ? keeps('The mapping of groups is enabled.') : breaks({ detail: 'It is switched off.' }, `“${group.name}” has enabled: false`);
}

export interface CreateOnly {
  readonly targets: readonly string[];
}

/** Rows of Foundry's identifiers and of `active` that flow only while an account is created. */
export function keptUpToDate(view: View): Judged<CreateOnly> {
  if (view.user === undefined) return noUser;
  const rows = ['externalId', 'userName', 'active'].map((target) => inUser(view, target)).filter((row) => row !== undefined);
  const targets = rows.filter((row) => row.flowType.toLowerCase() === 'objectaddonly').map((row) => row.target);
  return targets.length === 0
    ? keeps('They are sent whenever they change.')
    : breaks({ targets }, `Only during object creation: ${targets.join(', ')}`);
}

export interface Unread {
  readonly target: string;
  readonly expression: string;
  readonly reason: string;
}

/** Expressions of what Foundry's rules are about; what stands elsewhere changes nothing here. */
export function expressionsRead(view: View): Judged<Unread> {
  if (view.user === undefined) return noUser;
  const matching = matchingRows(view.user.attributes);
  const rows = ['externalId', 'userName', 'active'].map((target) => inUser(view, target)).filter((row) => row !== undefined);
  for (const row of new Set([...rows, ...matching])) {
    const source = mappedSource(row.source, view.mapping.provider);
    const facts = { target: row.target, expression: flowing(row).slice(0, 300) };
    if (source.kind === 'unreadable') return breaks({ ...facts, reason: source.reason }, mappedText(row));
    const unknown = source.kind === 'known' ? unknownFunctions(source.expression) : [];
    if (unknown.length > 0) return breaks({ ...facts, reason: `This app does not evaluate ${unknown.join(', ')}.` }, mappedText(row));
  }
  return keeps('This app can work them out for each person.');
}

/** Entra's custom app: externalId from mailNickname, userName alone for matching. Okta: the user's id. */
export function adapted(view: View): Judged<Plain> {
  if (view.user === undefined) return noUser;
  const [externalId, userName] = [inUser(view, 'externalId'), inUser(view, 'userName')];
  const known = view.signOn.providerId.trim() !== '';
  const from = externalId === undefined ? undefined : mappedSource(externalId.source, view.mapping.provider);
  if (view.mapping.provider === 'okta') {
    const untouched = externalId === undefined || (from?.kind === 'known' && from.text === '[id]');
    return untouched && !known
      ? breaks({ detail: 'the Okta user’s id' }, externalId === undefined ? 'externalId is not mapped' : mappedText(externalId))
      : keeps('externalId was mapped on purpose, or is judged against the Provider ID.');
  }
  const nickname = from?.kind === 'known' && from.text === '[mailnickname]';
  const alone =
    matchingRows(view.user.attributes)
      .map((row) => row.target.toLowerCase())
      .join() === 'username';
  const whole = nickname && alone && userName !== undefined;
  if (externalId !== undefined && nickname && (whole || !known))
    return breaks({ detail: 'the mail nickname' }, mappedText(externalId), ...(alone ? ['userName is the only matching attribute'] : []));
  return keeps('externalId is not what Entra fills in by itself, or it was chosen with the Provider ID in view.');
}
