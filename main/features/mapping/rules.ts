// The rules of a mapping as one list: a question, how it is judged, the finding it makes. A rule without what it needs is “not judged”.
import type { Evidence, Finding } from '../../../contract/common.ts';
import type { Mapping, MappingCheck, RuleResult, SignOn } from '../../../contract/mapping.ts';
import { type Judged, type View, viewOf } from '../../domain/mapping/judge.ts';
import { byOidc, flagSet, groupNamesAreSent, groupValuesAreClaim, oldJob, ownApp } from '../../domain/mapping/judge-groups.ts';
import * as life from '../../domain/mapping/judge-life.ts';
import * as people from '../../domain/mapping/judge-people.ts';
import type { FindingKind } from '../../platform/findings/define.ts';
import { parseScimUrl } from '../../protocols/foundry/scim-url.ts';
import * as values from './findings.ts';
import * as lives from './findings-life.ts';

interface Rule {
  readonly id: string;
  readonly title: string;
  readonly apply: (view: View) => { readonly result: RuleResult; readonly finding?: Finding };
}

function rule<F>(title: string, kind: FindingKind<F>, judge: (view: View) => Judged<F>): Rule {
  return {
    id: kind.id,
    title,
    apply: (view) => {
      const judged = judge(view);
      if (judged.kind !== 'broken') return { result: { id: kind.id, title, state: judged.kind, reason: judged.reason } };
      const evidence = judged.evidence.map((text): Evidence => ({ vantage: view.mapping.vantage, text: `${text.replace(/\.$/, '')}.` }));
      const finding = kind.make(judged.facts, evidence);
      return { result: { id: kind.id, title, state: 'broken', reason: finding.cause }, finding };
    },
  };
}

function hasFlag(mapping: Mapping): boolean | null {
  const read = parseScimUrl(mapping.tenantUrl ?? '');
  return read.kind === 'invalid' ? null : read.hadFlag;
}

export const rules: readonly Rule[] = [
  rule('externalId is the Provider ID of sign-in', values.externalIdDiffers, people.externalIdIsProviderId),
  rule('userName is the Username of sign-in', values.userNameDiffers, people.userNameIsClaim),
  rule('The Provider ID is something SCIM can send', values.providerIdMadeUp, people.providerIdCanBeSent),
  rule('The Provider ID stays when a person is renamed', values.providerIdUnstable, people.providerIdIsStable),
  rule('People are matched by externalId first, userName second', values.wrongMatching, people.matchingOrder),
  rule('Matching values are each one person’s', values.sharedMatching, people.matchingIsUnique),
  rule('What Foundry needs is mapped', values.requiredMissing, people.requiredMapped),
  rule('Names and mail addresses are mapped', values.syncedMissing, people.syncedMapped),
  rule('Nothing is mapped that only a sign-in brings', values.loginOnlyMapped, people.loginOnly),
  rule('Group displayName and externalId are the groups claim’s value', values.groupValuesDiffer, groupValuesAreClaim),
  rule('The groups claim can carry what it is set to', values.groupNamesNotSent, groupNamesAreSent),
  rule('active is mapped', lives.activeMissing, life.activeMapped),
  rule('active turns false for a leaver', lives.activeDeaf, life.activeFollowsLeavers),
  rule('People are provisioned', lives.peopleOff, life.peopleOn),
  rule('Groups are provisioned', lives.groupsOff, life.groupsOn),
  rule('Creating is switched on', lives.creates, life.createsOn),
  rule('Updating is switched on', lives.updates, life.updatesOn),
  rule('Deleting is switched on', lives.deletes, life.deletesOn),
  rule('Who leaves the scope is disabled', lives.scopeSkipped, life.leavesScope),
  rule('Identifiers are kept up to date', lives.createOnly, life.keptUpToDate),
  rule('Expressions can be worked out here', lives.notEvaluatedHere, life.expressionsRead),
  rule('The defaults were adapted', lives.untouched, life.adapted),
  rule('The app that provisions is not the gallery app', lives.galleryApp, ownApp),
  rule('The job is of the newer kind', lives.oldKindOfJob, oldJob),
  rule('Single sign-on is SAML', lives.oidcSignOn, byOidc),
  rule('The Tenant URL carries the flag', lives.flagMissing, (view) => flagSet(view, hasFlag(view.mapping))),
];

/** Judges a mapping against the sign-in beside it. Pure: nothing is read or sent. */
export function checkMapping(mapping: Mapping, signOn: SignOn): MappingCheck {
  const view = viewOf(mapping, signOn);
  const judged = rules.map((entry) => entry.apply(view));
  const others = mapping.objects.filter(({ kind }) => kind === 'other').length;
  return {
    findings: judged.map(({ finding }) => finding).filter((finding) => finding !== undefined),
    rules: judged.map(({ result }) => result),
    notes: [
      ...mapping.notes,
      ...(others === 0 ? [] : [`${others} object ${others === 1 ? 'mapping' : 'mappings'} of neither people nor groups were left aside.`]),
      ...(mapping.memberObjects.length === 0 ? [] : [`By the schema, members of a group may be: ${mapping.memberObjects.join(', ')}.`]),
    ],
  };
}
