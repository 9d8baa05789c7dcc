// The people of a snapshot, read in bulk: by their ids, fifteen in a filter and twenty filters in a batch; or, when most of a directory is
// wanted, from the list of everybody, of whom only the wanted are kept.
import type { DirectoryUser } from '../../../../contract/directory.ts';
import { counted } from '../../../platform/counted.ts';
import { graphPage } from '../../../protocols/entra/graph.ts';
import { userProperties, userRow } from '../../../protocols/entra/rows.ts';
import type { JsonObject } from '../../../protocols/rest/types.ts';
import { type EntraRead, ended, type PartEnd, wentOn } from './entra.ts';
import { peopleNow } from './entra-since.ts';
import { basicAttributes } from './findings.ts';
import { asideOf } from './ledger.ts';
import { faultFinding, troubleFinding } from './trouble.ts';

/** As many values as Graph takes in one `in`. */
const idsInFilter = 15;
const filtersAtOnce = 20;
/** From so many on, the list of everybody is asked for first: a thousand people come in one page. */
const manyPeople = 3000;
/** People asked of an earlier read at a time. */
const knownAtOnce = 1000;
const what = 'people';
const permissions = ['User.Read.All'];
const select = userProperties.join(',');

interface Found {
  count: number;
  withEnabled: number;
  readonly missing: Set<string>;
}

/** Those an earlier read knows and who did not change are not read again. */
async function takeKnown(read: EntraRead, found: Found): Promise<void> {
  if (read.since === undefined) return;
  const wanted = [...found.missing];
  for (let from = 0; from < wanted.length; from += knownAtOnce)
    await takeRows(read, found, await peopleNow(read.since, wanted.slice(from, from + knownAtOnce)));
}

async function takeRows({ sink, progress, people }: EntraRead, found: Found, known: readonly DirectoryUser[]): Promise<readonly DirectoryUser[]> {
  const rows = known.filter((row) => found.missing.delete(row.id));
  found.withEnabled += rows.reduce((sum, { enabled }) => sum + (enabled === null ? 0 : 1), 0);
  found.count += rows.length;
  if (rows.length > 0) await sink.users(rows);
  progress({ set: 'users', read: found.count, expected: people.size });
  return rows;
}

async function takeItems(read: EntraRead, found: Found, items: readonly JsonObject[]): Promise<void> {
  const rows: DirectoryUser[] = [];
  for (const item of items) {
    const row = userRow(item);
    if (row === undefined) await read.sink.aside([asideOf('users', 'Microsoft Graph', 'The person has no id.', item)]);
    else rows.push(row);
  }
  const users = await takeRows(read, found, rows);
  await read.keeper?.keep({ users });
}

export async function takePeople(read: EntraRead): Promise<PartEnd> {
  const { people, ledger } = read;
  const found: Found = { count: 0, withEnabled: 0, missing: new Set(people) };
  await takeKnown(read, found);
  if (found.missing.size >= manyPeople) {
    const end = await takeEverybody(read, found);
    if (end.kind === 'ended' || end.kind === 'not-permitted') return end.kind === 'ended' ? end : wentOn;
  }
  const end = await takeByIds(read, found);
  if (end.kind === 'ended') return end;
  if (end.kind === 'went-on' && found.missing.size > 0)
    ledger.cover(
      'users',
      'partial',
      `${counted(found.missing.size, 'member', 'members')} could not be found as people: deleted meanwhile, or of a kind that Graph did not name.`,
    );
  if (found.count > 0 && found.withEnabled === 0) {
    ledger.find(
      'users',
      basicAttributes.make({ people: found.count }, [
        { vantage: 'the IdP', text: `${counted(found.count, 'person', 'people')} came, none with accountEnabled.` },
      ]),
    );
    ledger.cover('users', 'partial', 'Grant User.Read.All: the attributes that matching needs are missing.');
  }
  return wentOn;
}

type PeopleEnd = PartEnd | { readonly kind: 'not-permitted' };

async function takeEverybody(read: EntraRead, found: Found): Promise<PeopleEnd> {
  const { graph, signal, ledger, place } = read;
  const end = await graph.list(`/users?$select=${select}&$top=999&$count=true`, {
    purpose: what,
    stepId: 'users',
    signal,
    cost: 1,
    headers: { ConsistencyLevel: 'eventual' },
    take: (items) => takeItems(read, found, items),
  });
  if (end.kind === 'trouble') {
    if (end.trouble.kind !== 'not-permitted') return ended(ledger.stopped('users', end.trouble, place, { what, permissions }));
    return withoutPeople(read, end.trouble);
  }
  // Whoever the list left out is asked for by id next: only then something is missing.
  if (end.kind === 'faulty' && end.fault.kind !== 'ended-early') ledger.find('users', faultFinding(end.fault, place, 'all users'));
  return wentOn;
}

function withoutPeople({ ledger, place }: EntraRead, trouble: Parameters<typeof troubleFinding>[0]): PeopleEnd {
  ledger.find('users', troubleFinding(trouble, place, { what, permissions }));
  ledger.cover('users', 'not permitted', 'Grant User.Read.All and import again.');
  return { kind: 'not-permitted' };
}

async function takeByIds(read: EntraRead, found: Found): Promise<PeopleEnd> {
  const { graph, signal, ledger, place } = read;
  const wanted = [...found.missing];
  const step = idsInFilter * filtersAtOnce;
  for (let from = 0; from < wanted.length; from += step) {
    const items = [];
    for (let at = from; at < Math.min(from + step, wanted.length); at += idsInFilter) {
      const ids = wanted.slice(at, Math.min(at + idsInFilter, from + step)).map((id) => `'${id.replaceAll("'", "''")}'`);
      items.push({ path: `/users?$filter=${encodeURIComponent(`id in (${ids.join(',')})`)}&$select=${select}`, cost: 1 });
    }
    for (const answer of await graph.batch(items, { purpose: what, stepId: 'users', signal })) {
      if (answer.kind === 'read') await takeItems(read, found, graphPage(answer.json).items);
      else if (answer.trouble.kind === 'not-permitted') return withoutPeople(read, answer.trouble);
      else return ended(ledger.stopped('users', answer.trouble, place, { what, permissions }));
    }
  }
  return wentOn;
}
