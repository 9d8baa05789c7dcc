// The claim check: one person's sign-in against what SCIM would send. The pasted text is read, compared and let go: it is neither kept nor logged, and
// what comes back holds only the values compared.
import type { Evidence, Finding } from '../../../contract/common.ts';
import type { ClaimCheck, ClaimComparison, ScimSide } from '../../../contract/mapping.ts';
import { type ClaimNames, type Compared, compareClaims } from '../../domain/claims/compare.ts';
import { readAttributes, type SignIn } from '../../domain/claims/sign-in.ts';
import { counted } from '../../platform/counted.ts';
import { readSamlResponse } from '../../protocols/saml/response.ts';
import * as kinds from './findings-claims.ts';

type Read = { readonly kind: 'sign-in'; readonly signIn: SignIn } | { readonly kind: 'not'; readonly finding: Finding };

const seen = (text: string): readonly Evidence[] => [{ vantage: 'a file', text }];
const pasted = seen('Read from the pasted text.');

function readSignIn(text: string): Read {
  const saml = readSamlResponse(text);
  switch (saml.kind) {
    case 'sign-in':
      return saml;
    case 'encrypted':
      return { kind: 'not', finding: kinds.encrypted.make({}, pasted) };
    case 'refused':
      return { kind: 'not', finding: kinds.refused.make({ status: saml.status }, pasted) };
    case 'unreadable':
      return { kind: 'not', finding: kinds.unreadable.make({ reason: saml.reason }, pasted) };
    case 'not SAML': {
      const signIn = readAttributes(text);
      if (signIn !== undefined) return { kind: 'sign-in', signIn };
      return { kind: 'not', finding: kinds.unreadable.make({ reason: 'No attribute was found in the text.' }, pasted) };
    }
  }
}

const worded = ({ signIn, scim, detail }: ClaimComparison) => seen(`Sign-in: “${signIn ?? ''}”. SCIM: “${scim ?? ''}”. ${detail}`);
const judgedEqual = (relation: ClaimComparison['relation']) => relation === 'equal' || relation === 'not judged';

function personFindings(compared: Compared, signIn: SignIn, names: ClaimNames): readonly Finding[] {
  const found: Finding[] = [];
  const { providerId } = compared;
  const wanted = names.providerId.trim() === '' ? 'NameID, sub or ID' : `claim named ${names.providerId.trim().slice(0, 200)}`;
  if (providerId === undefined || providerId.values.every((value) => value.trim() === ''))
    found.push(kinds.providerIdMissing.make({ wanted }, pasted));
  else if (providerId.values.length > 1)
    found.push(
      kinds.providerIdSeveral.make(
        { claim: providerId.claim, count: providerId.values.length },
        seen(`Values: ${providerId.values.slice(0, 5).join(', ')}.`),
      ),
    );
  const format = signIn.nameId?.format ?? '';
  const opaque = providerId?.claim === 'NameID' && /^(?:transient|persistent)$/.test(format);
  for (const row of compared.comparisons) {
    const facts = { claim: row.claim, relation: row.relation, detail: row.detail };
    if (judgedEqual(row.relation)) continue;
    // One cause, one finding: an opaque NameID is why the two differ.
    if (row.what === 'Provider ID' && !(opaque && row.relation === 'different')) found.push(kinds.providerIdDiffers.make(facts, worded(row)));
    if (row.what === 'userName') found.push(kinds.userNameDiffers.make(facts, worded(row)));
  }
  const equal = compared.comparisons.some((row) => row.what === 'Provider ID' && row.relation === 'equal');
  if (opaque && (format === 'transient' || !equal)) found.push(kinds.nameIdChanges.make({ format }, seen(`The NameID’s format ends in ${format}.`)));
  return found;
}

function groupFindings(compared: Compared, names: ClaimNames, scim: ScimSide): readonly Finding[] {
  if (compared.overage !== undefined) return [kinds.groupsOverage.make({ mark: compared.overage }, pasted)];
  if (compared.groupsClaim === undefined) {
    const wanted = names.groups.trim() === '' ? 'groups claim' : `claim named ${names.groups.trim().slice(0, 200)}`;
    return scim.groups === null || scim.groups.length === 0
      ? []
      : [kinds.groupsAbsent.make({ wanted }, seen(`SCIM would send ${counted(scim.groups.length, 'group', 'groups')}.`))];
  }
  const rows = compared.comparisons.filter(({ what }) => what === 'group');
  const of = (...relations: readonly ClaimComparison['relation'][]) => rows.filter(({ relation }) => relations.includes(relation));
  const [lost, gained, written] = [of('only at sign-in'), of('only by SCIM'), of('case', 'blanks', 'invisible', 'normalization')];
  const claim = compared.groupsClaim;
  return [
    ...(written[0] === undefined
      ? []
      : [
          kinds.groupsWritten.make(
            { claim, names: written.map(({ scim: value }) => value ?? ''), detail: written[0].detail },
            written.slice(0, 5).flatMap(worded),
          ),
        ]),
    ...(lost.length === 0 ? [] : [kinds.groupsLost.make({ claim, names: lost.map(({ signIn }) => signIn ?? '') }, pasted)]),
    ...(gained.length === 0 ? [] : [kinds.groupsGained.make({ claim, names: gained.map(({ scim: value }) => value ?? '') }, pasted)]),
  ];
}

/** Compares a pasted sign-in with SCIM's side of the same person. Pure but for the reading of the text given. */
export function checkClaims(text: string, names: ClaimNames, scim: ScimSide): ClaimCheck {
  const read = readSignIn(text);
  if (read.kind === 'not') return { format: 'unreadable', comparisons: [], findings: [read.finding], notes: [] };
  const { signIn } = read;
  const compared = compareClaims(signIn, names, scim);
  return {
    format: signIn.format,
    comparisons: [...compared.comparisons],
    findings: [...personFindings(compared, signIn, names), ...groupFindings(compared, names, scim)],
    notes: [...signIn.notes, 'The pasted text was compared in memory and was not kept.'],
  };
}
