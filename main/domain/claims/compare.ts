// Compares what a sign-in carried with what SCIM would send for the same person: Provider ID, userName, groups. Pure: values in, comparisons out.
import type { ClaimComparison, ScimSide } from '../../../contract/mapping.ts';
import { folded, relate, relationText } from './relate.ts';
import type { SignIn } from './sign-in.ts';

export interface ClaimNames {
  /** Empty: the usual ones are looked for. */
  readonly providerId: string;
  readonly userName: string;
  readonly groups: string;
}

export interface Compared {
  readonly comparisons: readonly ClaimComparison[];
  readonly providerId: { readonly claim: string; readonly values: readonly string[] } | undefined;
  readonly userNameClaim: string | undefined;
  readonly groupsClaim: string | undefined;
  /** The identity provider left the list out, since it is too long. */
  readonly overage: string | undefined;
}

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const usual = {
  providerId: ['nameid', `${claims}/nameidentifier`, 'sub', 'provider id', 'providerid', 'id'],
  userName: [`${claims}/name`, 'preferred_username', 'username', 'user name', 'name', 'upn', `${claims}/upn`],
  groups: ['http://schemas.microsoft.com/ws/2008/06/identity/claims/groups', 'groups', 'group', 'memberof'],
} as const;
const overageNames = ['http://schemas.microsoft.com/claims/groups.link', 'groups.link', 'hasgroups'];

const lastPart = (name: string) => (name.split(/[/:]/).at(-1) ?? name).toLowerCase();

interface Found {
  readonly claim: string;
  readonly values: readonly string[];
}

function find(signIn: SignIn, name: string): Found | undefined {
  const wanted = name.trim().toLowerCase();
  if (signIn.nameId !== null && ['nameid', 'name id', 'subject'].includes(wanted)) return { claim: 'NameID', values: [signIn.nameId.value] };
  const { attributes } = signIn;
  const found =
    attributes.find((one) => one.name.toLowerCase() === wanted) ?? attributes.find((one) => !/[/:]/.test(wanted) && lastPart(one.name) === wanted);
  return found === undefined ? undefined : { claim: found.name, values: found.values };
}

const findAny = (signIn: SignIn, given: string, names: readonly string[]): Found | undefined =>
  given.trim() !== '' ? find(signIn, given) : names.map((name) => find(signIn, name)).find((found) => found !== undefined);

function overageOf(signIn: SignIn): string | undefined {
  const mark = signIn.attributes.find(({ name }) => overageNames.includes(name.toLowerCase()));
  if (mark !== undefined && mark.values[0]?.toLowerCase() !== 'false') return mark.name;
  return signIn.attributes.find(({ name, values }) => name === '_claim_names' && values.includes('groups'))?.name;
}

function compareOne(what: 'Provider ID' | 'userName', found: Found | undefined, scim: string | null): ClaimComparison {
  const [signIn = null] = found?.values ?? [];
  const row = { what, claim: found?.claim ?? '', signIn, scim };
  if (signIn === null) return { ...row, relation: 'not judged', detail: 'The sign-in does not carry it.' };
  if (scim === null) return { ...row, relation: 'not judged', detail: 'What SCIM would send is not known.' };
  const relation = relate(signIn, scim);
  return { ...row, relation, detail: relationText(relation, signIn, scim) };
}

function compareGroups(claim: string, sent: readonly string[], scim: readonly string[]): readonly ClaimComparison[] {
  const [atSignIn, byScim] = [new Set(sent), new Set(scim)];
  const rows: ClaimComparison[] = [];
  const row = (signIn: string | null, value: string | null, relation: ClaimComparison['relation'], detail: string) =>
    rows.push({ what: 'group', claim, signIn, scim: value, relation, detail });
  const left = new Map<string, string[]>();
  for (const value of byScim) {
    if (atSignIn.has(value)) continue;
    left.set(folded(value), [...(left.get(folded(value)) ?? []), value]);
  }
  for (const value of atSignIn) {
    if (byScim.has(value)) {
      row(value, value, 'equal', 'The same, character by character.');
      continue;
    }
    const twin = left.get(folded(value))?.pop();
    if (twin === undefined) row(value, null, 'only at sign-in', 'The sign-in sends this group and SCIM does not.');
    else row(value, twin, relate(value, twin), relationText(relate(value, twin), value, twin));
  }
  for (const values of left.values()) for (const value of values) row(null, value, 'only by SCIM', 'SCIM sends this group and the sign-in does not.');
  return rows;
}

export function compareClaims(signIn: SignIn, names: ClaimNames, scim: ScimSide): Compared {
  const providerId = findAny(signIn, names.providerId, usual.providerId);
  const userName = findAny(signIn, names.userName, usual.userName);
  const groups = findAny(signIn, names.groups, usual.groups);
  const overage = groups === undefined ? overageOf(signIn) : undefined;
  return {
    comparisons: [
      compareOne('Provider ID', providerId, scim.externalId),
      compareOne('userName', userName, scim.userName),
      ...(groups === undefined || scim.groups === null ? [] : compareGroups(groups.claim, groups.values, scim.groups)),
    ],
    providerId,
    userNameClaim: userName?.claim,
    groupsClaim: groups?.claim,
    overage,
  };
}
