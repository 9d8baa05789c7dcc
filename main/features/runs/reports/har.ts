// HTTP Archive 1.2, for the viewers that developers have at hand. Secrets were removed before the exchanges were kept.
// A request that got no answer has status 0, as browsers write it, with the failure in `_error`.
import type { Exchange, HeaderList, KeptBody } from '../../../../contract/common.ts';
import { kindTitles, type ReportContent } from './content.ts';

const headersOf = (headers: HeaderList) => headers.map(([name, value]) => ({ name, value }));
const headerOf = (headers: HeaderList, wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

function queryOf(url: string) {
  return URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [];
}

const cutNote = (body: KeptBody | null) => (body?.truncated === true ? { comment: `Cut: the whole body had ${body.bytes} bytes.` } : {});

function requestOf(exchange: Exchange) {
  const { method, url, requestHeaders, requestBody } = exchange;
  const postData =
    requestBody === null
      ? {}
      : { postData: { mimeType: headerOf(requestHeaders, 'content-type'), text: requestBody.text, params: [], ...cutNote(requestBody) } };
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(requestHeaders),
    queryString: queryOf(url),
    ...postData,
    headersSize: -1,
    bodySize: requestBody?.bytes ?? 0,
  };
}

function responseOf({ outcome }: Exchange) {
  if (outcome.kind === 'failed') {
    const { layer, code, detail } = outcome.failure;
    return {
      status: 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _error: `${layer} ${code}: ${detail}`,
    };
  }
  const { status, statusText, headers, body } = outcome;
  return {
    status,
    statusText,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(headers),
    content: {
      size: body?.bytes ?? 0,
      mimeType: headerOf(headers, 'content-type') || 'x-unknown',
      ...(body === null ? {} : { text: body.text }),
      ...cutNote(body),
    },
    redirectURL: headerOf(headers, 'location'),
    headersSize: -1,
    bodySize: body?.bytes ?? 0,
  };
}

/** HAR wants every part to add up to the whole; -1 is "does not apply" (a kept connection). `connect` includes `ssl`. */
function timingsOf({ timings }: Exchange) {
  const { dnsMs, tcpMs, tlsMs, firstByteMs = 0, totalMs } = timings;
  const connect = tcpMs === undefined ? -1 : tcpMs + (tlsMs ?? 0);
  const before = (dnsMs ?? 0) + Math.max(connect, 0);
  const wait = Math.min(firstByteMs, Math.max(totalMs - before, 0));
  return { blocked: -1, dns: dnsMs ?? -1, connect, ssl: tlsMs ?? -1, send: 0, wait, receive: Math.max(totalMs - before - wait, 0) };
}

export function toHar({ run, exchanges, appVersion }: ReportContent): string {
  const pages = run.steps
    .filter((step) => exchanges.some(({ stepId }) => stepId === step.id))
    .map((step) => ({
      startedDateTime: step.startedAt ?? run.startedAt,
      id: step.id,
      title: step.title,
      pageTimings: { onContentLoad: -1, onLoad: -1 },
    }));
  const known = new Set(pages.map(({ id }) => id));
  const entries = exchanges.map((exchange) => {
    const timings = timingsOf(exchange);
    const time = [timings.dns, timings.connect, timings.wait, timings.receive].reduce((sum, part) => sum + Math.max(part, 0), 0);
    return {
      ...(exchange.stepId !== undefined && known.has(exchange.stepId) ? { pageref: exchange.stepId } : {}),
      startedDateTime: exchange.startedAt,
      time,
      request: requestOf(exchange),
      response: responseOf(exchange),
      cache: {},
      timings,
      ...(exchange.peer === undefined ? {} : { serverIPAddress: exchange.peer.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1') }),
      comment: exchange.attempt > 1 ? `${exchange.purpose} (attempt ${exchange.attempt})` : exchange.purpose,
    };
  });
  const log = {
    version: '1.2',
    creator: { name: 'SCIM Steward', version: appVersion },
    pages,
    entries,
    comment: `${kindTitles[run.kind]} of ${run.connectionName}. Secrets were removed.`,
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}
