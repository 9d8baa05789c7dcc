// What a network failure means here: its finding, and the status of the step. A failure of the network between this desk and the server
// never judges the server; what the server itself showed (its certificate, a redirect, an answer without end) does.
import type { Exchange, Finding, NetworkFailure, StepStatus } from '../../../contract/common.ts';
import { networkFinding as findingFor, tlsPrivateRoot, tlsWeakKey } from '../../platform/http/findings.ts';
import type { Certificate } from '../../platform/http/inspect.ts';
import { evidence } from './steps/evidence.ts';
import type { Origin, StepContext } from './types.ts';

/** Ways in which a server shows itself though no answer could be used. */
const shownByServer: ReadonlySet<string> = new Set(['REDIRECT_OTHER_ORIGIN', 'TOO_MANY_REDIRECTS', 'BODY_TOO_LARGE']);
/** The connection broke or hung: what is between may be at fault as well. */
const lostOnTheWay: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'ANSWER_TIMEOUT',
  'BODY_TIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** `findingId` is known when the finding was made already: a chain can show that TLS is inspected on this network. */
export function networkStatus({ layer, code }: NetworkFailure, findingId?: string): StepStatus {
  if (lostOnTheWay.has(code)) return 'not-reachable-from-here';
  // A root that is known nowhere is mostly this network's own inspection, and the identity provider sees another certificate.
  if (findingId === tlsPrivateRoot.id) return 'not-reachable-from-here';
  return layer === 'tls' || layer === 'http' || layer === 'body' ? 'failed' : 'not-reachable-from-here';
}

/** Nothing behind such a failure can be asked: every further request would only wait for the same. */
export const stopsAccess = (failure: NetworkFailure): boolean => !shownByServer.has(failure.code);

export interface SeenWith {
  readonly exchange?: Exchange;
  readonly chain?: readonly Certificate[];
  /** What was asked, for the evidence. */
  readonly asked?: string;
}

export function networkFinding(context: StepContext, failure: NetworkFailure, origin: Origin | undefined, seen: SeenWith = {}): Finding {
  // What the administrator stopped is no finding: the run ends with the reason of the cancel.
  if (failure.layer === 'cancelled') context.reporter.signal.throwIfAborted();
  const at = origin ?? originOf(context, seen.exchange);
  const place = {
    host: at?.host ?? 'the server',
    ...(at === undefined ? {} : { port: at.port }),
    ...(at?.proxy === undefined ? {} : { proxy: at.proxy }),
  };
  return findingFor(failure, { ...place, ...(seen.chain === undefined ? {} : { chain: seen.chain }) }, [
    evidence(context, seen.asked === undefined ? failure.detail : `${seen.asked}: ${failure.detail}`, seen.exchange),
  ]);
}

function originOf(context: StepContext, exchange: Exchange | undefined): Origin | undefined {
  const url = exchange === undefined ? context.connection.scimUrl : exchange.url;
  const wanted = URL.canParse(url) ? new URL(url).origin : undefined;
  return context.progress.origins.find((origin) => new URL(origin.url).origin === wanted);
}

export function weakKeyFinding(context: StepContext, origin: Origin, certificate: Certificate): Finding {
  const { subject, keyType, keyBits = 0 } = certificate;
  return tlsWeakKey.make({ host: origin.host, subject, keyType, keyBits }, [evidence(context, `${subject}: ${keyType} ${keyBits}.`)]);
}
