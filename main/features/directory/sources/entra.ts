// A snapshot from Entra by Microsoft Graph, and only what is needed: who is assigned to the SCIM app and the SSO app, every group below
// (breadth first, each once, so that cycles end), and the people in them. What may not be read is marked, never taken for empty.
import type { Finding } from '../../../../contract/common.ts';
import type { DirectoryAssignment } from '../../../../contract/directory.ts';
import type { GraphClient } from '../../../protocols/entra/graph.ts';
import { assignmentRow } from '../../../protocols/entra/rows.ts';
import { isObject, textIn } from '../../../protocols/rest/json.ts';
import type { JsonObject } from '../../../protocols/rest/types.ts';
import { takeGroups } from './entra-groups.ts';
import { takePeople } from './entra-people.ts';
import { beginRead, type Since } from './entra-since.ts';
import { appNotFound, nothingAssigned } from './findings.ts';
import { asideOf, createLedger, type Ledger } from './ledger.ts';
import { faultFinding, type Place, troubleFinding } from './trouble.ts';
import type { DirectorySourceReader, SourceContext, SourceOutcome } from './types.ts';

export interface EntraChoice {
  /** The tenant, to know a mark of another one. */
  readonly tenant: string;
  /** Object ID (or application ID) of the enterprise app that provisions. */
  readonly scimApp: string;
  /** That of the app that signs in, if it is another one; empty: not read. */
  readonly ssoApp: string;
}

/** What one read of Entra shares. */
export interface EntraRead extends SourceContext {
  readonly graph: GraphClient;
  readonly place: Place;
  readonly ledger: Ledger;
  /** Ids of everybody who is assigned or a member. */
  readonly people: Set<string>;
  /** Name by id, as assignments tell them: for groups that may not be read themselves. */
  readonly names: Map<string, string>;
  /** What need not be read again. */
  readonly since: Since | undefined;
}

/** A part either went on or ended the import. */
export type PartEnd = { readonly kind: 'went-on' } | { readonly kind: 'ended'; readonly outcome: SourceOutcome };
export const wentOn: PartEnd = { kind: 'went-on' };
export const ended = (outcome: SourceOutcome): PartEnd => ({ kind: 'ended', outcome });

const appPermissions = ['Application.Read.All'];

interface App {
  readonly id: string;
  readonly name: string;
}

/** The app by its object id, or by its application id, which is taken for it easily. */
async function findApp(read: EntraRead, id: string, app: 'SCIM' | 'SSO'): Promise<App | SourceOutcome> {
  const { graph, signal, place, ledger } = read;
  const what = `the ${app} app`;
  const select = '?$select=id,appId,displayName';
  const ways = [
    `/servicePrincipals/${encodeURIComponent(id)}${select}`,
    `/servicePrincipals(appId='${encodeURIComponent(id.replaceAll("'", "''"))}')${select}`,
  ];
  let notFound: Finding = appNotFound.make({ source: 'Entra', id, app }, []);
  for (const [index, path] of ways.entries()) {
    const result = await graph.read(path, { purpose: what, stepId: 'assignments', signal, cost: 1 });
    if (result.kind === 'read') {
      const found = isObject(result.json) ? result.json : {};
      if (index === 1) ledger.note(`${what} was given by its application ID; its object ID is ${textIn(found, 'id') ?? '?'}.`);
      return { id: textIn(found, 'id') ?? id, name: textIn(found, 'displayName') ?? id };
    }
    const { trouble, exchange } = result;
    // Graph answers 400 to an id that is no GUID.
    if (trouble.kind !== 'not-found' && !(trouble.kind === 'refused' && trouble.status === 400))
      return ledger.stopped('scim-assignments', trouble, place, {
        what,
        permissions: appPermissions,
        ...(exchange === undefined ? {} : { exchangeId: exchange.id }),
      });
    notFound = appNotFound.make({ source: 'Entra', id, app }, [
      {
        vantage: 'the IdP',
        text: `Asked for ${path}: ${trouble.kind === 'not-found' ? 404 : 400}.`,
        ...(exchange === undefined ? {} : { exchangeId: exchange.id }),
      },
    ]);
  }
  return ledger.stoppedBy('scim-assignments', notFound);
}

async function takeAssignments(read: EntraRead, app: App, which: 'scim' | 'sso', groups: Set<string>): Promise<PartEnd> {
  const { graph, sink, signal, ledger, place, people, names, progress } = read;
  const set = `${which}-assignments` as const;
  const what = `the assignments of ${app.name}`;
  const seen = new Set<string>();
  let others = 0;
  const take = async (items: readonly JsonObject[]): Promise<void> => {
    const rows: DirectoryAssignment[] = [];
    for (const item of items) {
      const row = assignmentRow(item, which);
      if (row === undefined) await sink.aside([asideOf(set, what, 'It names no principal.', item)]);
      else if (row === 'other') others += 1;
      else if (!seen.has(row.principalId)) {
        seen.add(row.principalId);
        rows.push(row);
        (row.principalType === 'group' ? groups : people).add(row.principalId);
        const name = textIn(item, 'principalDisplayName');
        if (name !== undefined) names.set(row.principalId, name);
      }
    }
    if (rows.length > 0) await sink.assignments(rows);
    progress({ set, read: seen.size });
  };
  const end = await graph.list(`/servicePrincipals/${encodeURIComponent(app.id)}/appRoleAssignedTo?$top=999&$count=true`, {
    purpose: what,
    stepId: 'assignments',
    signal,
    cost: 2,
    headers: { ConsistencyLevel: 'eventual' },
    take,
  });
  if (others > 0) ledger.note(`${others} other apps (service principals) are assigned to ${app.name}; they are nobody to provision.`);
  if (end.kind === 'faulty') {
    ledger.find(set, faultFinding(end.fault, place, what));
    ledger.cover(set, 'partial', 'The list did not end as it should.');
    return wentOn;
  }
  if (end.kind === 'whole') return wentOn;
  const about = { what, permissions: appPermissions, ...(end.exchange === undefined ? {} : { exchangeId: end.exchange.id }) };
  // Nothing can be followed without the SCIM app's assignments; the other app's are worth having and no more.
  if (end.trouble.kind !== 'not-permitted' || which === 'scim') return ended(ledger.stopped(set, end.trouble, place, about));
  ledger.find(set, troubleFinding(end.trouble, place, about));
  ledger.cover(set, 'not permitted', 'Grant Application.Read.All and import again.');
  return wentOn;
}

async function take(begun: EntraRead, choice: EntraChoice): Promise<SourceOutcome> {
  const begin = await beginRead(begun, choice);
  if ('kind' in begin) return begin;
  const outcome = await takeFrom({ ...begun, since: begin.since }, choice);
  return outcome.kind === 'taken' ? { ...outcome, mark: begin.mark } : outcome;
}

async function takeFrom(read: EntraRead, choice: EntraChoice): Promise<SourceOutcome> {
  const { ledger } = read;
  const groups = new Set<string>();
  const scim = await findApp(read, choice.scimApp, 'SCIM');
  if ('kind' in scim) return scim;
  const first = await takeAssignments(read, scim, 'scim', groups);
  if (first.kind === 'ended') return first.outcome;
  if (groups.size + read.people.size === 0)
    ledger.find('scim-assignments', nothingAssigned.make({ source: 'Entra' }, [{ vantage: 'the IdP', text: `${scim.name} has no assignments.` }]));
  if (choice.ssoApp === '') ledger.cover('sso-assignments', 'not read', 'No SSO app was given.');
  else {
    const sso = await findApp(read, choice.ssoApp, 'SSO');
    if ('kind' in sso) return sso;
    const second = await takeAssignments(read, sso, 'sso', groups);
    if (second.kind === 'ended') return second.outcome;
  }
  const below = await takeGroups(read, groups);
  if (below.kind === 'ended') return below.outcome;
  const people = await takePeople(read);
  if (people.kind === 'ended') return people.outcome;
  ledger.note('Only the assigned groups, the groups below them and the people in them were read; the rest of the directory was not asked for.');
  return ledger.taken();
}

/** Reads Entra once; `hosts` are named in findings. */
export function entraSource(
  graph: GraphClient,
  choice: EntraChoice,
  hosts: { readonly graph: string; readonly login: string },
): DirectorySourceReader {
  return {
    take: (context) =>
      take(
        {
          ...context,
          graph,
          place: { source: 'Entra', host: hosts.graph, signInHost: hosts.login },
          ledger: createLedger(),
          people: new Set(),
          names: new Map(),
          since: undefined,
        },
        choice,
      ),
  };
}
