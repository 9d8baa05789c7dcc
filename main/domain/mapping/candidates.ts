// Which attribute could be externalId: for each how many people have it, who shares it, whether it changes with the name, and whether it agrees with
// the Provider IDs seen. Goes over the people twice and keeps no person, so that 500,000 of them stream through.
import type { DirectoryUser } from '../../../contract/directory.ts';
import type { Candidate, Mapping } from '../../../contract/mapping.ts';
import { attributeRow } from './attributes.ts';
import { createHashBag } from './hashes.ts';
import { type Columns, lookupFor } from './person.ts';
import type { Sends } from './prepared.ts';
import type { Seen } from './seen.ts';

export interface CandidateSource {
  readonly attribute: string;
  readonly mapped: boolean;
  readonly sends: Sends;
}

const usualNames: Readonly<Record<Mapping['provider'], readonly string[]>> = {
  entra: ['objectId', 'employeeId', 'onPremisesImmutableId', 'userPrincipalName', 'mail', 'mailNickname', 'onPremisesSamAccountName', 'externalId'],
  okta: ['id', 'employeeNumber', 'login', 'email', 'externalId'],
};
const mostColumns = 20;
const mostShared = 5;

/** The attributes worth counting in these rows: the usual ones that anybody has, and the file's own columns. */
export function candidateSources(columns: Columns, provider: Mapping['provider']): readonly CandidateSource[] {
  const usual = usualNames[provider].filter((name) => !columns.empty.has(name.toLowerCase()));
  const own = [...columns.other].filter((name) => !usual.some((known) => known.toLowerCase() === name)).slice(0, mostColumns);
  return [...usual, ...own].map((attribute) => ({
    attribute,
    mapped: false,
    sends: (lookup) => {
      const value = lookup(attribute);
      if (value === undefined) return { kind: 'not evaluated', reason: 'no such attribute' };
      return typeof value === 'string' && value !== '' ? { kind: 'sent', text: value } : { kind: 'nothing' };
    },
  }));
}

const shownName = (user: DirectoryUser) => user.userName ?? user.displayName ?? user.id;

/** What one candidate gathers in the first pass. */
function createCount(source: CandidateSource, seen: Seen) {
  const bag = createHashBag();
  const met = { equal: new Set<string>(), byCase: new Set<string>() };
  const totals = { have: 0, missing: 0, notEvaluated: 0, seen: 0, equal: 0, byCase: 0, different: 0 };
  const agree = (user: DirectoryUser, value: string | undefined) => {
    if (seen.kind === 'list' && value !== undefined) {
      if (seen.values.has(value)) met.equal.add(value);
      else if (seen.lower.has(value.toLowerCase())) met.byCase.add(value.toLowerCase());
    }
    if (seen.kind !== 'by person') return;
    const expected = [user.userName, user.mail, user.id]
      .map((key) => (key === null ? undefined : seen.ids.get(key.toLowerCase())))
      .find((id) => id !== undefined);
    if (expected === undefined) return;
    totals.seen += 1;
    if (value === expected) totals.equal += 1;
    else if (value?.toLowerCase() === expected.toLowerCase()) totals.byCase += 1;
    else totals.different += 1;
  };
  return {
    source,
    add: (user: DirectoryUser, lookup: ReturnType<typeof lookupFor>) => {
      const sent = source.sends(lookup);
      if (sent.kind === 'sent') {
        totals.have += 1;
        bag.add(sent.text.toLowerCase());
      } else if (sent.kind === 'nothing') totals.missing += 1;
      else totals.notEvaluated += 1;
      agree(user, sent.kind === 'sent' ? sent.text : undefined);
    },
    end: () => {
      const { have, missing, notEvaluated, ...byPerson } = totals;
      const exactly = new Set(Array.from(met.equal, (value) => value.toLowerCase()));
      const byCase = [...met.byCase].filter((value) => !exactly.has(value)).length;
      const agreement =
        seen.kind === 'none'
          ? null
          : seen.kind === 'by person'
            ? byPerson
            : { seen: seen.values.size, equal: met.equal.size, byCase, different: Math.max(0, seen.values.size - met.equal.size - byCase) };
      return { have, missing, notEvaluated, agreement, repeated: bag.sorted().repeated };
    },
  };
}

/** Values that occur more than once, exactly and without case; at most a few shown with the people who share them. */
function createShared() {
  const groups = new Map<string, Map<string, { count: number; people: string[] }>>();
  return {
    add: (value: string, user: DirectoryUser) => {
      const lower = value.toLowerCase();
      const written = groups.get(lower) ?? new Map<string, { count: number; people: string[] }>();
      const entry = written.get(value) ?? { count: 0, people: [] };
      entry.count += 1;
      if (entry.people.length < mostShared) entry.people.push(shownName(user));
      written.set(value, entry);
      groups.set(lower, written);
    },
    end: (): Pick<Candidate, 'sharing' | 'sharingByCase' | 'examples'> => {
      let [sharing, sharingByCase] = [0, 0];
      const examples: Candidate['examples'] = [];
      for (const [lower, written] of groups) {
        const people = [...written.values()];
        const all = people.reduce((sum, { count }) => sum + count, 0);
        if (all < 2) continue;
        const exact = people.filter(({ count }) => count > 1).reduce((sum, { count }) => sum + count, 0);
        sharing += exact;
        sharingByCase += all - exact;
        if (examples.length < mostShared)
          examples.push({ value: [...written.keys()][0] ?? lower, people: people.flatMap((entry) => entry.people).slice(0, mostShared) });
      }
      return { sharing, sharingByCase, examples };
    },
  };
}

/** `people` is gone over twice, from its beginning each time. */
export function countCandidates(
  people: () => Iterable<DirectoryUser>,
  columns: Columns,
  sources: readonly CandidateSource[],
  seen: Seen,
  provider: Mapping['provider'],
): readonly Candidate[] {
  const counts = sources.map((source) => createCount(source, seen));
  for (const user of people()) {
    const lookup = lookupFor(user, columns);
    for (const count of counts) count.add(user, lookup);
  }
  const ended = counts.map((count) => ({ source: count.source, ...count.end(), shared: createShared() }));
  for (const user of people()) {
    const lookup = lookupFor(user, columns);
    for (const { source, repeated, shared } of ended) {
      const sent = source.sends(lookup);
      if (sent.kind === 'sent' && repeated(sent.text.toLowerCase())) shared.add(sent.text, user);
    }
  }
  return ended.map(({ source, have, missing, notEvaluated, agreement, shared }) => {
    const row = attributeRow(source.attribute.replace(/^\[(.*)\]$/, '$1'), provider);
    return {
      attribute: source.attribute,
      mapped: source.mapped,
      have,
      missing,
      notEvaluated,
      ...shared.end(),
      onRename: row?.onRename ?? 'unknown',
      renameNote: row?.why ?? 'This app does not know the attribute: ask who fills it.',
      agreement,
    };
  });
}
