// What a new mapping or a dropped assignment would do to each person, before it is saved. A linked person stays linked: Entra keeps its SCIM ids, so a new
// externalId is written to the same account, and only a restart with resetScope Full would look people up again.
import type { DirectoryUser } from '../../../contract/directory.ts';
import type { Outcome, OutcomeKind } from '../../../contract/mapping.ts';
import { outcomeKindSchema } from '../../../contract/mapping.ts';
import type { AttributeLookup } from './evaluate.ts';
import { createHashBag } from './hashes.ts';
import { type Columns, lookupFor } from './person.ts';
import type { Prepared, Sent } from './prepared.ts';
import { inScope } from './scope.ts';

export interface PersonInScope {
  readonly user: DirectoryUser;
  /** By assignments alone. */
  readonly before: boolean;
  readonly after: boolean;
}

interface Side {
  readonly state: 'provisioned' | 'out of scope' | 'skipped' | 'not evaluated';
  readonly externalId: Sent;
  readonly userName: Sent;
  readonly reason: string;
}

const nothing: Sent = { kind: 'nothing' };

function sideOf(prepared: Prepared, user: DirectoryUser, assigned: boolean, lookup: AttributeLookup): Side {
  const out = (reason: string): Side => ({ state: 'out of scope', externalId: nothing, userName: nothing, reason });
  if (!prepared.on) return out('the mapping of people is switched off');
  if (!assigned) return out('not assigned to the app, nor a direct member of an assigned group');
  if (user.enabled === false) return out('disabled in the directory');
  const scoped = inScope(prepared.scope, lookup);
  if (scoped === 'no') return out('a scoping filter leaves this person out');
  const [externalId, userName] = [prepared.externalId(lookup), prepared.userName(lookup)];
  const whole = { externalId, userName };
  if (scoped === 'not evaluated') return { ...whole, state: 'not evaluated', reason: 'the scoping filter cannot be worked out here' };
  const matching = prepared.matching.map((sends) => sends(lookup));
  const unknown = [externalId, userName].find((sent) => sent.kind === 'not evaluated');
  if (unknown?.kind === 'not evaluated') return { ...whole, state: 'not evaluated', reason: unknown.reason };
  if (matching.every((sent) => sent.kind === 'nothing')) return { ...whole, state: 'skipped', reason: 'no matching attribute has a value' };
  return { ...whole, state: 'provisioned', reason: '' };
}

const textOf = (sent: Sent) => (sent.kind === 'sent' ? sent.text : null);

const sentences: Readonly<Record<OutcomeKind, string>> = {
  created: 'Not provisioned today, created by the next cycle.',
  disabled: 'Provisioned today, set to active = false by the next cycle.',
  'left-active': 'Leaves the scope, and stays active because SkipOutOfScopeDeletions is on.',
  relinked: 'The same account gets another externalId; at the next sign-in it must equal the Provider ID.',
  moved: 'The new externalId is what another person’s account carries today: Foundry may refuse it, or the wrong person gets the account.',
  collides: 'Somebody else gets the same externalId: Foundry refuses one of the two.',
  renamed: 'The same account gets another userName.',
  skipped: 'No matching attribute has a value, so the person is passed over.',
  'not-evaluated': 'What would be sent cannot be worked out here.',
  unchanged: '',
  'out-of-scope': '',
};

const mostExamples = 20;

/** Everybody once for the values in use, once for the outcome. `unassigned` is why somebody falls out, in words. */
export function outcomes(
  people: () => Iterable<PersonInScope>,
  columns: Columns,
  before: Prepared,
  after: Prepared,
): { readonly counts: Record<OutcomeKind, number>; readonly examples: Outcome[]; readonly inScopeAfter: number } {
  const [held, wanted] = [createHashBag(), createHashBag()];
  for (const { user, before: was, after: is } of people()) {
    const lookup = lookupFor(user, columns);
    const [old, next] = [sideOf(before, user, was, lookup), sideOf(after, user, is, lookup)];
    if (old.state === 'provisioned' && old.externalId.kind === 'sent') held.add(old.externalId.text);
    if (next.state === 'provisioned' && next.externalId.kind === 'sent') wanted.add(next.externalId.text);
  }
  const [today, then] = [held.sorted(), wanted.sorted()];
  const counts = Object.fromEntries(outcomeKindSchema.options.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;
  const examples: Outcome[] = [];
  let inScopeAfter = 0;

  const kindOf = (old: Side, next: Side): OutcomeKind => {
    if (next.state === 'not evaluated' || old.state === 'not evaluated') return 'not-evaluated';
    if (next.state === 'out of scope')
      return old.state !== 'provisioned' ? 'out-of-scope' : after.skipOutOfScopeDeletions ? 'left-active' : 'disabled';
    if (next.state === 'skipped') return 'skipped';
    const [oldId, newId] = [textOf(old.externalId), textOf(next.externalId)];
    const changes = old.state !== 'provisioned' || oldId !== newId;
    if (changes && newId !== null && then.repeated(newId)) return 'collides';
    if (changes && newId !== null && today.has(newId)) return 'moved';
    if (old.state !== 'provisioned') return 'created';
    if (oldId !== newId) return 'relinked';
    return textOf(old.userName) === textOf(next.userName) ? 'unchanged' : 'renamed';
  };

  for (const { user, before: was, after: is } of people()) {
    const lookup = lookupFor(user, columns);
    const [old, next] = [sideOf(before, user, was, lookup), sideOf(after, user, is, lookup)];
    if (next.state !== 'out of scope') inScopeAfter += 1;
    const kind = kindOf(old, next);
    counts[kind] += 1;
    if (kind === 'unchanged' || kind === 'out-of-scope' || counts[kind] > mostExamples) continue;
    const why = next.reason === '' ? old.reason : next.reason;
    const [from, to] = kind === 'renamed' ? [textOf(old.userName), textOf(next.userName)] : [textOf(old.externalId), textOf(next.externalId)];
    examples.push({
      kind,
      id: user.id,
      userName: user.userName ?? user.displayName ?? user.id,
      before: old.state === 'provisioned' ? from : null,
      after: next.state === 'provisioned' ? to : null,
      note: kind === 'disabled' || kind === 'not-evaluated' || kind === 'left-active' ? `${sentences[kind]} Reason: ${why}.` : sentences[kind],
    });
  }
  return { counts, examples, inScopeAfter };
}
