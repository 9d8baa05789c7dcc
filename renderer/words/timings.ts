// The timings of a request as parts that follow each other. Each given time is the length of its own part but the last: what is left is reading.
import type { Timings } from '../../contract/common.ts';

export interface TimingPart {
  readonly kind: 'dns' | 'tcp' | 'tls' | 'wait' | 'read';
  readonly label: string;
  readonly ms: number;
}

/** Parts in order, those that did not happen left out; a request on a kept connection has only waiting and reading. */
export function timingParts(timings: Timings): TimingPart[] {
  const { dnsMs, tcpMs, tlsMs, firstByteMs, totalMs } = timings;
  const known = (dnsMs ?? 0) + (tcpMs ?? 0) + (tlsMs ?? 0) + (firstByteMs ?? 0);
  const rest = Math.max(0, totalMs - known);
  const parts: TimingPart[] = [];
  if (dnsMs !== undefined) parts.push({ kind: 'dns', label: 'Name', ms: dnsMs });
  if (tcpMs !== undefined) parts.push({ kind: 'tcp', label: 'Connect', ms: tcpMs });
  if (tlsMs !== undefined) parts.push({ kind: 'tls', label: 'TLS', ms: tlsMs });
  if (firstByteMs !== undefined) parts.push({ kind: 'wait', label: 'Waiting', ms: firstByteMs });
  if (rest >= 0.5 || parts.length === 0) parts.push({ kind: 'read', label: firstByteMs === undefined ? 'Until it ended' : 'Reading', ms: rest });
  return parts;
}
