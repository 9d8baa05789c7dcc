// Asking Microsoft Graph what changed since a moment (delta query): the moment as a link that Graph gives, and the changes since it to their end.
// A link is kept without its host, so that it can lead nowhere but to the Graph of the tenant's own cloud.
// Source: Microsoft Graph documentation, delta query; resynchronization is asked for by 410, and an outdated link by 400.

import { isObject, textIn } from '../rest/json.ts';
import type { JsonObject, ReadOptions, ReadTrouble } from '../rest/types.ts';
import { type GraphClient, graphPage } from './graph.ts';
import { groupProperties, userProperties } from './rows.ts';

/** Links to what changes in users and in groups from some moment on. */
export interface DeltaLinks {
  readonly users: string;
  readonly groups: string;
}

export type DeltaEnd =
  | { readonly kind: 'whole'; readonly link: string }
  /** Graph does not know any more what changed since: all must be read again. */
  | { readonly kind: 'gone' }
  /** The pages did not end as they should. */
  | { readonly kind: 'faulty' }
  | { readonly kind: 'trouble'; readonly trouble: ReadTrouble; readonly exchangeId?: string };

const fromNow = '$deltatoken=latest';
const paths: readonly string[] = [
  `/users/delta?$select=${userProperties.join(',')}&${fromNow}`,
  `/groups/delta?$select=${[...groupProperties, 'members'].join(',')}&${fromNow}`,
];

/** What stands below `/v1.0`, which is what is asked for anywhere. */
function withoutHost(link: string | undefined): string | undefined {
  const at = link?.indexOf('/v1.0/') ?? -1;
  return link === undefined || at < 0 ? undefined : link.slice(at + '/v1.0'.length);
}

/** The links of this moment, without reading anything that is there; undefined when Graph gives none. */
export async function linksFromNow(graph: GraphClient, call: Pick<ReadOptions, 'signal'>): Promise<DeltaLinks | undefined> {
  const answers = await graph.batch(
    paths.map((path) => ({ path, cost: 1 })),
    { ...call, purpose: 'the moment from which changes can be asked for', stepId: 'assignments' },
  );
  const [users, groups] = answers.map((answer) =>
    answer.kind === 'read' && isObject(answer.json) ? withoutHost(textIn(answer.json, '@odata.deltaLink')) : undefined,
  );
  return users === undefined || groups === undefined ? undefined : { users, groups };
}

/** Everything that changed since the link; one object may come in several parts, each is handed on. */
export async function readDelta(
  graph: Pick<GraphClient, 'read'>,
  link: string,
  { take, ...call }: ReadOptions & { readonly take: (items: readonly JsonObject[]) => void },
): Promise<DeltaEnd> {
  const seen = new Set<string>();
  for (let path = link; ; ) {
    seen.add(path);
    const result = await graph.read(path, call);
    if (result.kind === 'trouble') {
      const { trouble, exchange } = result;
      if (trouble.kind === 'refused' && (trouble.status === 410 || trouble.status === 400)) return { kind: 'gone' };
      return { kind: 'trouble', trouble, ...(exchange === undefined ? {} : { exchangeId: exchange.id }) };
    }
    const { items, next } = graphPage(result.json);
    take(items);
    const end = isObject(result.json) ? withoutHost(textIn(result.json, '@odata.deltaLink')) : undefined;
    if (next === undefined) return end === undefined ? { kind: 'faulty' } : { kind: 'whole', link: end };
    if (seen.has(next)) return { kind: 'faulty' };
    path = next;
  }
}
