// What is judged of groups, and of the app itself: group values against the groups claim, and what Foundry says of gallery apps, OIDC and the flag.
import type { SignOn } from '../../../contract/mapping.ts';
import { breaks, flowing, foreignTo, inGroup, type Judged, keeps, mappedText, noGroup, unjudged, type View } from './judge.ts';
import { mappedSource } from './sources.ts';

export interface GroupValues {
  /** Source of the groups claim in words; null when nobody said it. */
  readonly claim: string | null;
  readonly differing: readonly { readonly target: string; readonly mapped: string }[];
}

type Claimed = SignOn['groups']['sourceAttribute'];

/** The group attribute behind each choice of the claim, as a mapping writes it, and in words. */
const claimed: Readonly<Record<Exclude<Claimed, 'unknown'>, { readonly attribute: string; readonly words: string }>> = {
  'object-id': { attribute: 'objectid', words: 'the object id' },
  'display-name': { attribute: 'displayname', words: 'the display name' },
  'sam-account-name': { attribute: 'onpremisessamaccountname', words: 'the local account name (sAMAccountName)' },
};

export function groupValuesAreClaim(view: View): Judged<GroupValues> {
  if (view.mapping.provider === 'okta') return foreignTo('Okta pushes a group by its name; see the groups claim’s filter in Okta.');
  if (view.group === undefined) return noGroup;
  const rows = ['displayName', 'externalId'].map((target) => inGroup(view, target));
  const [name, id] = rows;
  if (name === undefined || id === undefined) return unjudged('displayName or externalId of groups is not mapped.');
  const choice = view.signOn.groups.sourceAttribute;
  const sources = [name, id].map((row) => ({ row, source: mappedSource(row.source, view.mapping.provider) }));
  const unread = sources.find(({ source }) => source.kind === 'unreadable');
  if (unread !== undefined) return unjudged(`The expression of ${unread.row.target} cannot be read.`);
  const texts = sources.map(({ row, source }) => ({ row, text: source.kind === 'known' ? source.text.replace(/^\[(.*)\]$/, '$1') : '' }));
  if (choice === 'unknown') {
    if (texts[0]?.text === texts[1]?.text)
      return unjudged('displayName and externalId have one source; whether it is that of the groups claim nobody said.');
    const differing = [name, id].map((row) => ({ target: row.target, mapped: flowing(row) }));
    return breaks({ claim: null, differing }, mappedText(name), mappedText(id));
  }
  const { attribute, words } = claimed[choice];
  const differing = texts.filter(({ text }) => text !== attribute).map(({ row }) => row);
  if (differing.length === 0) return keeps(`Both come from ${words}, as the groups claim does.`);
  return breaks(
    { claim: words, differing: differing.map((row) => ({ target: row.target, mapped: flowing(row) })) },
    ...differing.map(mappedText),
    `The groups claim carries ${words}`,
  );
}

/** Entra sends names of groups made in the cloud only in the mode for assigned groups. */
export function groupNamesAreSent({ mapping, signOn }: View): Judged<AppFacts> {
  if (mapping.provider === 'okta') return foreignTo('This is said of Entra’s groups claim.');
  const { mode, sourceAttribute } = signOn.groups;
  if (mode === 'unknown' || sourceAttribute === 'unknown') return unjudged('Nobody said which groups the claim carries, and by what.');
  if (mode === 'directory-roles' || mode === 'no-groups') return unjudged('The claim is said to carry no groups.');
  return sourceAttribute === 'display-name' && mode !== 'assigned-groups'
    ? breaks({ detail: mode === 'all-groups' ? 'all groups' : 'security groups' }, `The groups claim carries display names in the mode ${mode}`)
    : keeps('The groups claim can carry what it is said to carry.');
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
  const { protocol } = signOn.groups;
  if (protocol === 'unknown') return unjudged('Nobody said whether single sign-on is SAML or OIDC.');
  return protocol === 'oidc'
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
