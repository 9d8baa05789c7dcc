// What is judged of groups, and of the app itself: group values against the groups claim, and what Foundry says of gallery apps, OIDC and the flag.
import type { SignOn } from '../../../contract/mapping.ts';
import { breaks, flowing, foreignTo, inGroup, type Judged, keeps, mappedText, noGroup, unjudged, type View } from './judge.ts';
import { mappedSource } from './sources.ts';

export interface GroupValues {
  /** Source of the groups claim in words; null when nobody said it. */
  readonly claim: string | null;
  readonly differing: readonly { readonly target: string; readonly mapped: string }[];
}

const sameGroupSource: Readonly<Record<string, string>> = {
  id: 'objectid',
  'group id': 'objectid',
  groupid: 'objectid',
  'object id': 'objectid',
  oid: 'objectid',
  name: 'displayname',
  'cloud-only group display names': 'displayname',
  'display name': 'displayname',
  samaccountname: 'onpremisessamaccountname',
};

const plain = (name: string) => {
  const bare = name
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^(?:group|user)\./i, '')
    .toLowerCase();
  return sameGroupSource[bare] ?? bare;
};

/** Which group attribute the claim carries, in one form; empty when not known. */
export const groupClaimSource = (signOn: SignOn): string => plain(signOn.groups.source);

export function groupValuesAreClaim(view: View): Judged<GroupValues> {
  if (view.mapping.provider === 'okta') return foreignTo('Okta pushes a group by its name; see the groups claim’s filter in Okta.');
  if (view.group === undefined) return noGroup;
  if (view.signOn.groups.mode === 'none') return unjudged('Single sign-on sends no groups.');
  const rows = ['displayName', 'externalId'].map((target) => inGroup(view, target));
  const [name, id] = rows;
  if (name === undefined || id === undefined) return unjudged('displayName or externalId of groups is not mapped.');
  const given = groupClaimSource(view.signOn);
  const sources = [name, id].map((row) => ({ row, source: mappedSource(row.source, view.mapping.provider) }));
  const unread = sources.find(({ source }) => source.kind === 'unreadable');
  if (unread !== undefined) return unjudged(`The expression of ${unread.row.target} cannot be read.`);
  const texts = sources.map(({ row, source }) => ({ row, text: source.kind === 'known' ? plain(source.text) : '' }));
  if (given === '') {
    const [one, other] = texts;
    return one?.text === other?.text
      ? unjudged('displayName and externalId have one source; whether it is that of the groups claim nobody said.')
      : breaks({ claim: null, differing: [name, id].map((row) => ({ target: row.target, mapped: flowing(row) })) }, mappedText(name), mappedText(id));
  }
  const differing = texts.filter(({ text }) => text !== given).map(({ row }) => row);
  if (differing.length === 0) return keeps(`Both come from ${given === 'objectid' ? 'the object id' : given}, as the groups claim does.`);
  return breaks(
    { claim: view.signOn.groups.source, differing: differing.map((row) => ({ target: row.target, mapped: flowing(row) })) },
    ...differing.map(mappedText),
    `The groups claim carries ${view.signOn.groups.source}`,
  );
}

export interface AppFacts {
  readonly detail: string;
}

export function ownApp({ mapping, signOn }: View): Judged<AppFacts> {
  if (mapping.provider === 'okta') return foreignTo('This is said of Entra’s gallery app.');
  const template = mapping.template?.toLowerCase();
  if (signOn.scimApp === 'gallery')
    return breaks({ detail: 'You said that the gallery app provisions.' }, 'The app that provisions is said to be a gallery app');
  if (template !== undefined && template !== 'scim' && template !== 'customappsso')
    return breaks({ detail: `The job was made from the template “${mapping.template}”.` }, `The schema’s id begins with ${mapping.template}`);
  return template === undefined && signOn.scimApp === 'unknown'
    ? unjudged('The file does not tell what the job was made from, and nobody said it.')
    : keeps('The job belongs to an app of your own.');
}

export function oldJob({ mapping }: View): Judged<AppFacts> {
  if (mapping.provider === 'okta') return foreignTo('This is said of Entra’s jobs.');
  if (mapping.template === null) return unjudged('The file does not tell what the job was made from.');
  return mapping.template.toLowerCase() === 'customappsso'
    ? breaks({ detail: '' }, 'The schema’s id begins with customappsso')
    : keeps('The job is of the newer kind, which heeds the flag.');
}

export function byOidc({ signOn }: View): Judged<AppFacts> {
  if (signOn.protocol === 'unknown') return unjudged('Nobody said whether single sign-on is SAML or OIDC.');
  return signOn.protocol === 'oidc'
    ? breaks({ detail: '' }, 'Single sign-on is said to be OIDC')
    : keeps('Single sign-on is SAML, for which Foundry documents the steps.');
}

/** `hasFlag` is told by whoever can read a SCIM URL; null: it cannot be read. */
export function flagSet({ mapping }: View, hasFlag: boolean | null): Judged<AppFacts> {
  if (mapping.provider === 'okta') return foreignTo('The flag is Entra’s.');
  if (mapping.tenantUrl === null || mapping.tenantUrl === '')
    return unjudged('The Tenant URL is not in this file. Give it, or see the connection’s own advice.');
  if (hasFlag === null) return unjudged('The Tenant URL cannot be read.');
  return hasFlag ? keeps('The Tenant URL carries the flag.') : breaks({ detail: '' }, `The Tenant URL is ${mapping.tenantUrl}`);
}
