// The twin of Foundry's admin API, version 2, on the users and groups that SCIM provisions: reads alone. What changes something is answered as to a
// client that lacks the right. Parts that the documentation calls beta want `preview=true`.
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { TokenDesk } from '../server/token.ts';
import type { Twin, TwinAnswer, TwinRequest } from '../twins/http.ts';
import { answerGroups } from './groups.ts';
import { pageOf } from './lists.ts';
import { showOrganization, showProviders } from './show.ts';
import { type AdminState, enrollmentRid, organizationRid, refuse } from './state.ts';
import { answerUsers } from './users.ts';

const tokenRequests = 4;
const unauthorized = (): TwinAnswer => refuse('UNAUTHORIZED', 'Default:Unauthorized');

/** Why this request is refused before anything is read of it. */
function refusedFirst(state: AdminState, request: TwinRequest, tokens: TokenDesk): TwinAnswer | undefined {
  const { faults, used } = state;
  const token = /^bearer +(\S+)$/i.exec(request.header('authorization') ?? '')?.[1] ?? '';
  const standing = tokens.standingOf(token);
  if (standing === 'unknown' || faults.has('admin-token-dead')) return unauthorized();
  used.set(token, (used.get(token) ?? 0) + 1);
  if (faults.has('admin-token-dies') && (used.get(token) ?? 0) > tokenRequests) return unauthorized();
  // The credential of SCIM opens nothing here.
  if (standing !== 'admin' || faults.has('admin-closed')) return refuse('PERMISSION_DENIED', 'ApiUsageDenied');
  if (faults.has('admin-429-for-ever')) return { status: 429, headers: { 'retry-after': '3600' } };
  if (faults.has('admin-429-storm') && state.refusals > 0) {
    state.refusals -= 1;
    return { status: 429, headers: { 'retry-after': '1' } };
  }
  return faults.has('admin-server-error') ? refuse('INTERNAL', 'Default:Internal') : undefined;
}

/** Parts that are asked by POST and change nothing. */
const askedByPost: ReadonlySet<string> = new Set(['search', 'getBatch']);

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const nothingHere = (): TwinAnswer => refuse('NOT_FOUND', 'Default:NotFound');
const wantsPreview = (request: TwinRequest): boolean => request.query.get('preview') !== 'true';

function answerEnrollments(state: AdminState, request: TwinRequest, [rid, part]: readonly string[]): TwinAnswer {
  if (wantsPreview(request)) return refuse('INVALID_ARGUMENT', 'ApiFeaturePreviewUsageOnly');
  if (rid === 'getCurrent' && part === undefined) return { status: 200, body: { rid: enrollmentRid, name: 'Halden Instruments' } };
  if (rid !== enrollmentRid) return refuse('NOT_FOUND', 'EnrollmentNotFound', { enrollmentRid: (rid ?? '').slice(0, 100) });
  if (part !== 'authenticationProviders') return nothingHere();
  return pageOf(state, showProviders(state.world), (provider: JsonObject) => provider, { size: undefined, token: undefined });
}

function answerOrganizations({ world }: AdminState, [rid, part]: readonly string[]): TwinAnswer {
  const name = world.organizations.find((known) => organizationRid(known) === rid);
  if (part !== undefined) return nothingHere();
  return name === undefined
    ? refuse('NOT_FOUND', 'OrganizationNotFound', { organizationRid: (rid ?? '').slice(0, 100) })
    : { status: 200, body: showOrganization(name) };
}

export function adminTwin(state: AdminState, tokens: TokenDesk): Twin {
  return {
    answer: (request) => {
      const [version, admin, collection = '', ...rest] = request.parts;
      const part = rest.length > 1 ? `${collection}/${rest.at(-1)}` : collection;
      const counted = `${request.method} ${/^[A-Za-z/]{1,60}$/.test(part) ? part : 'other'}`;
      state.requests.set(counted, (state.requests.get(counted) ?? 0) + 1);
      if (version !== 'v2' || admin !== 'admin') return nothingHere();
      const refused = refusedFirst(state, request, tokens);
      if (refused !== undefined) return refused;
      const body = request.method === 'POST' ? parsed(request.body) : undefined;
      const reads = request.method === 'GET' || (request.method === 'POST' && rest.length === 1 && askedByPost.has(rest[0] ?? ''));
      if (!reads) return refuse('PERMISSION_DENIED', 'ApiUsageDenied');
      if (request.method === 'POST' && !isObject(body) && !Array.isArray(body)) return refuse('INVALID_ARGUMENT', 'Conjure:InvalidArgument');
      switch (collection) {
        case 'users':
          return answerUsers(state, request, rest, body);
        case 'groups':
          return answerGroups(state, request, rest, body);
        case 'organizations':
          return answerOrganizations(state, rest);
        case 'enrollments':
          return answerEnrollments(state, request, rest);
        default:
          return nothingHere();
      }
    },
  };
}
