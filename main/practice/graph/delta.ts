// Delta queries as Graph answers them: `users/delta` and `groups/delta` with `members@delta`. The twin remembers every directory it has had; a
// token names one of them and stands for what changed since. Without a token everything counts as new; `latest` gives a token and nothing else.
import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { TwinDirectory, TwinMember } from '../twins/directory.ts';
import type { TwinAnswer, TwinRequest } from '../twins/http.ts';
import { pageLimit, type TwinState } from '../twins/state.ts';
import { graphRefusal } from './errors.ts';
import { selected } from './lists.ts';
import { showGroup, showMember, showUser } from './objects.ts';

type Kind = 'users' | 'groups';

/** `from` and `to`: positions among the directories the twin has had; -1: before all of them. `at`: how far the list was given. */
const tokenSchema = z.object({ from: z.number().int(), to: z.number().int(), at: z.number().int(), select: z.array(z.string()) });
type Token = z.infer<typeof tokenSchema>;

const written = (token: Token): string => Buffer.from(JSON.stringify(token)).toString('base64url');

function read(text: string): Token | undefined {
  try {
    return tokenSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

const idsOf = (directory: TwinDirectory, kind: Kind): readonly string[] =>
  Array.from(
    { length: kind === 'users' ? directory.userCount : directory.groupCount },
    (_, at) => directory[kind === 'users' ? 'user' : 'group'](at).id,
  );

const membersOf = (directory: TwinDirectory | undefined, id: string) => new Map((directory?.members(id) ?? []).map((member) => [member.id, member]));

/** `members@delta` of one group: who came, and who went. */
function memberChanges(before: TwinDirectory | undefined, now: TwinDirectory, id: string): readonly JsonObject[] {
  const [earlier, later] = [membersOf(before, id), membersOf(now, id)];
  const shown = (member: TwinMember) => showMember(member, ['id'], undefined);
  const came = [...later.values()].filter((member) => !earlier.has(member.id)).map(shown);
  const went = [...earlier.values()].filter((member) => !later.has(member.id));
  return [...came, ...went.map((member) => ({ ...shown(member), '@removed': { reason: 'deleted' } }))];
}

function changesOf(kind: Kind, before: TwinDirectory | undefined, now: TwinDirectory, select: readonly string[]): readonly JsonObject[] {
  if (before === now) return [];
  const shown = (directory: TwinDirectory | undefined, id: string): JsonObject | undefined => {
    if (kind === 'users') {
      const user = directory?.userById(id);
      return user === undefined ? undefined : showUser(user, select);
    }
    const group = directory?.groupById(id);
    return group === undefined
      ? undefined
      : showGroup(
          group,
          select.filter((name) => name !== 'members'),
        );
  };
  const there = idsOf(now, kind).flatMap((id): readonly JsonObject[] => {
    const [was, is] = [shown(before, id), shown(now, id)];
    const members = kind === 'groups' && select.includes('members') ? memberChanges(before, now, id) : [];
    const same = JSON.stringify(was) === JSON.stringify(is);
    if (same && members.length === 0) return [];
    return [{ ...(same ? { id } : is), ...(members.length === 0 ? {} : { 'members@delta': [...members] }) }];
  });
  const gone = before === undefined ? [] : idsOf(before, kind).filter((id) => shown(now, id) === undefined);
  return [...there, ...gone.map((id) => ({ id, '@removed': { reason: 'deleted' } }))];
}

function tokenOf(state: TwinState, { query }: TwinRequest, select: string[]): Token | undefined {
  if (!state.versions.includes(state.directory)) state.versions.push(state.directory);
  const now = state.versions.indexOf(state.directory);
  const given = query.get('$deltatoken') ?? query.get('$skiptoken');
  if (given === null) return { from: -1, to: now, at: 0, select };
  if (given === 'latest') return { from: now, to: now, at: 0, select };
  const token = read(given);
  // A token at the end of a list asks what changed since then.
  return token === undefined || query.has('$skiptoken') ? token : { ...token, from: token.to, to: now, at: 0 };
}

export function delta(state: TwinState, request: TwinRequest, kind: Kind): TwinAnswer {
  const token = tokenOf(state, request, [...selected(request)]);
  const now = token === undefined ? undefined : state.versions[token.to];
  const before = token === undefined ? undefined : state.versions[token.from];
  const asked = request.query.get('$deltatoken');
  const forgotten = state.faults.has('idp-delta-gone') && asked !== null && asked !== 'latest';
  if (token === undefined || now === undefined || (token.from >= 0 && before === undefined) || forgotten)
    return graphRefusal(410, 'syncStateNotFound', 'The sync state generation is not found; a full synchronization is required.');
  const changes = changesOf(kind, before, now, token.select);
  const end = token.at + pageLimit(state);
  const link = (name: string, next: Token) => `${request.base}/v1.0/${kind}/delta?${name}=${written(next)}`;
  return {
    status: 200,
    body: {
      '@odata.context': `${request.base}/v1.0/$metadata#${kind}`,
      ...(end < changes.length
        ? { '@odata.nextLink': link('$skiptoken', { ...token, at: end }) }
        : { '@odata.deltaLink': link('$deltatoken', token) }),
      value: [...changes.slice(token.at, end)],
    },
  };
}
