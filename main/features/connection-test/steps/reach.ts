// Name resolution and TCP, for the SCIM server and the token endpoint. A network failure here is never a verdict about the server.
// Through a proxy this desk neither looks the name up nor connects, so nothing would be proven: the steps are skipped and say so.
import { isIP } from 'node:net';
import type { NetworkFailure } from '../../../../contract/common.ts';
import { networkFinding } from '../network-trouble.ts';
import type { Fact, Finding, Origin, Progress, StepContext, StepResult } from '../types.ts';
import { all } from '../verdicts.ts';
import { isLoopback, isPrivateAddress } from './addresses.ts';

export const place = (origin: Origin): string => `${origin.host}:${origin.port}`;

/** Nothing more is sent to this server. */
export function stopOrigin(progress: Progress, origin: Origin, stepId: string): void {
  for (const role of origin.roles) progress.stops[role] ??= stepId;
}

export const stillOpen = ({ origins, stops }: Progress): readonly Origin[] =>
  origins.filter((origin) => origin.roles.some((role) => stops[role] === undefined));

interface Reached {
  readonly facts: readonly Fact[];
  readonly words: string;
}
type Reach = { readonly kind: 'reached'; readonly seen: Reached } | { readonly kind: 'failed'; readonly failure: NetworkFailure };

async function reachAll(context: StepContext, what: string, reach: (origin: Origin) => Promise<Reach>): Promise<StepResult> {
  const open = stillOpen(context.progress);
  const direct = open.filter((origin) => origin.proxy === undefined);
  const facts: Fact[] = open.flatMap((origin) => (origin.proxy === undefined ? [] : [{ label: `Proxy for ${origin.host}`, value: origin.proxy }]));
  if (direct.length === 0) {
    const proxies = [...new Set(open.map((origin) => origin.proxy))].join(', ');
    return {
      verdicts: all('skipped'),
      reason: `Requests go through the proxy ${proxies}, which does this itself; from this desk ${what} would prove nothing.`,
      facts,
    };
  }
  const findings: Finding[] = [];
  const seen: string[] = [];
  for (const origin of direct) {
    const result = await reach(origin);
    if (result.kind === 'reached') {
      facts.push(...result.seen.facts);
      seen.push(result.seen.words);
      continue;
    }
    stopOrigin(context.progress, origin, context.stepId);
    findings.push(networkFinding(context, result.failure, origin));
  }
  if (findings.length > 0) return { verdicts: all('not-reachable-from-here'), reason: failedWords(findings), facts, findings };
  return { verdicts: all('passed'), reason: seen.join(' '), facts };
}

const failedWords = (findings: readonly Finding[]): string =>
  `${[...new Set(findings.flatMap((finding) => finding.evidence.map((one) => one.text)))].join(' ')} This says what this desk sees, not what the identity provider sees.`;

export function runNames(context: StepContext): Promise<StepResult> {
  return reachAll(context, 'a look-up', async (origin) => {
    if (isIP(origin.host) !== 0)
      return {
        kind: 'reached',
        seen: {
          words: `${origin.host} is an address; there is no name to look up.`,
          facts: [{ label: origin.host, value: 'an address, not a name' }],
        },
      };
    const result = await context.inspect.resolveName(origin.host, context.reporter.signal);
    if (result.kind === 'failed') return result;
    const addresses = result.addresses.map(({ address }) => address);
    const facts: Fact[] = [{ label: `Addresses of ${origin.host}`, value: addresses.join(', ') }];
    const inside = addresses.filter((address) => isPrivateAddress(address) && !isLoopback(address));
    if (inside.length > 0)
      facts.push({
        label: 'Private address',
        value: `${inside.join(', ')}: reached from inside your network. A cloud identity provider needs a public address for this name, or an agent inside.`,
      });
    return {
      kind: 'reached',
      seen: { facts, words: `${origin.host} is found at ${addresses.length === 1 ? addresses[0] : `${addresses.length} addresses`}.` },
    };
  });
}

export function runTcp(context: StepContext): Promise<StepResult> {
  return reachAll(context, 'a connection of its own', async (origin) => {
    const result = await context.inspect.openTcp({ host: origin.host, port: origin.port }, context.reporter.signal);
    if (result.kind === 'failed') return result;
    return {
      kind: 'reached',
      seen: {
        words: `${place(origin)} accepts connections.`,
        facts: [{ label: place(origin), value: `connected to ${result.peer} in ${Math.round(result.ms)} ms` }],
      },
    };
  });
}
