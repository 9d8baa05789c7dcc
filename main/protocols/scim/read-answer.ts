// The tolerant reader: takes what a SCIM server answered as it is, and says which deviations from RFC 7644 it overlooked. Never throws for content.
import type { HttpResult } from '../../platform/http/types.ts';
import type { Json, JsonObject, ScimAnswer, ScimErrorBody, ScimPage, Tolerance } from './types.ts';

type Answered = Extract<HttpResult, { kind: 'answered' }>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a member whatever the case of its name: attribute names have none (RFC 7643 2.1). */
export function member(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(object).find((known) => known.toLowerCase() === wanted);
  return key === undefined ? undefined : object[key];
}

export function textMember(object: JsonObject, name: string): string | undefined {
  const value = member(object, name);
  return typeof value === 'string' ? value : undefined;
}

type Parsed = { readonly kind: 'none' } | { readonly kind: 'json'; readonly json: Json } | { readonly kind: 'unreadable'; readonly why: string };

function parse(text: string, contentType: string): Parsed {
  if (text.trim() === '') return { kind: 'none' };
  try {
    return { kind: 'json', json: JSON.parse(text) as Json };
  } catch {
    const html = /html/i.test(contentType) || /^\s*<(?:!doctype|html)/i.test(text);
    const opened = /^\s*[[{]/.test(text) && !/[\]}]\s*$/.test(text);
    return { kind: 'unreadable', why: html ? 'an HTML page' : opened ? 'JSON that breaks off before its end' : 'not JSON' };
  }
}

function readNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : undefined;
}

/** A SCIM error body, or Foundry's platform error (`errorCode`, `errorName`, `errorInstanceId`). */
function readError(json: Json): ScimErrorBody {
  const body = Array.isArray(json) ? json[0] : json;
  if (!isJsonObject(body)) return {};
  const status = readNumber(member(body, 'status'));
  const scimType = textMember(body, 'scimType');
  const detail = textMember(body, 'detail') ?? textMember(body, 'message') ?? textMember(body, 'error_description') ?? textMember(body, 'error');
  const errorName = textMember(body, 'errorName') ?? textMember(body, 'errorCode');
  const errorInstanceId = textMember(body, 'errorInstanceId');
  return {
    ...(status === undefined ? {} : { status }),
    ...(scimType === undefined ? {} : { scimType }),
    ...(detail === undefined ? {} : { detail: detail.slice(0, 1000) }),
    ...(errorName === undefined ? {} : { errorName: errorName.slice(0, 200) }),
    ...(errorInstanceId === undefined ? {} : { errorInstanceId: errorInstanceId.slice(0, 200) }),
  };
}

function contentTypeTolerance(contentType: string): Tolerance | undefined {
  const media = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (media === 'application/scim+json') return undefined;
  if (media === '') return 'content-type-missing';
  return media === 'application/json' ? 'content-type-application-json' : 'content-type-other';
}

function listTolerances(json: Json): readonly Tolerance[] {
  if (!isJsonObject(json)) return [];
  const schemas = member(json, 'schemas');
  const isList = (Array.isArray(schemas) && schemas.includes(listSchema)) || member(json, 'totalResults') !== undefined;
  if (!isList) return [];
  const found: Tolerance[] = [];
  if (!Object.hasOwn(json, 'Resources')) {
    // RFC 7644 3.4.2: Resources is required when totalResults is not zero.
    if (member(json, 'Resources') !== undefined) found.push('resources-lower-case');
    else if (readNumber(member(json, 'totalResults')) !== 0) found.push('resources-missing');
  }
  if (typeof member(json, 'totalResults') === 'string') found.push('total-results-as-string');
  return found;
}

function tolerances(method: Method, answer: Answered, parsed: Parsed): readonly Tolerance[] {
  const found: Tolerance[] = [];
  const success = answer.status >= 200 && answer.status < 300;
  if (parsed.kind !== 'none') {
    const type = contentTypeTolerance(answer.header('content-type') ?? '');
    if (type !== undefined) found.push(type);
  }
  if (parsed.kind === 'json') {
    if (isJsonObject(parsed.json) && member(parsed.json, 'schemas') === undefined) found.push('schemas-missing');
    if (success) found.push(...listTolerances(parsed.json));
    else if (isJsonObject(parsed.json) && typeof member(parsed.json, 'status') === 'number') found.push('status-as-number');
  }
  if (method === 'PATCH' && answer.status === 200 && parsed.kind === 'none') found.push('patch-without-body-200');
  if (method === 'POST' && answer.status === 201 && answer.header('location') === undefined) found.push('location-missing');
  return found;
}

/** The body with its secrets removed: a server may repeat a token in an error, and errors are shown and kept. */
function recordedBody({ exchange }: Answered): string {
  return exchange.outcome.kind === 'answered' ? (exchange.outcome.body?.text ?? '') : '';
}

function readErrorOf(answer: Answered): ScimErrorBody {
  const recorded = parse(recordedBody(answer), '');
  return recorded.kind === 'json' ? readError(recorded.json) : {};
}

/** Reads one answer to `method`. */
export function readAnswer(method: Method, answer: Answered): ScimAnswer {
  const contentType = answer.header('content-type') ?? '';
  const parsed = parse(answer.text, contentType);
  const etag = answer.header('etag');
  const location = answer.header('location');
  return {
    kind: 'answered',
    status: answer.status,
    contentType,
    ...(parsed.kind === 'json' ? { json: parsed.json } : {}),
    ...(parsed.kind === 'unreadable' ? { unreadable: { why: parsed.why, excerpt: recordedBody(answer).slice(0, 200) } } : {}),
    ...(answer.status >= 400 && parsed.kind === 'json' ? { error: readErrorOf(answer) } : {}),
    ...(etag === undefined ? {} : { etag }),
    ...(location === undefined ? {} : { location }),
    tolerated: tolerances(method, answer, parsed),
    exchange: answer.exchange,
  };
}

/** The list in an answer; undefined when it is not a success or holds no list. Entries that are no objects are left out. */
export function readPage(answer: ScimAnswer): ScimPage | undefined {
  const { json } = answer;
  if (answer.status < 200 || answer.status > 299 || !isJsonObject(json)) return undefined;
  const listed = member(json, 'Resources');
  const total = readNumber(member(json, 'totalResults'));
  if (!Array.isArray(listed) && total === undefined) return undefined;
  const resources = Array.isArray(listed) ? (listed as readonly Json[]).filter(isJsonObject) : [];
  const startIndex = readNumber(member(json, 'startIndex'));
  const itemsPerPage = readNumber(member(json, 'itemsPerPage'));
  return {
    resources,
    totalResults: total ?? resources.length,
    ...(startIndex === undefined ? {} : { startIndex }),
    ...(itemsPerPage === undefined ? {} : { itemsPerPage }),
  };
}
