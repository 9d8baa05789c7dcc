// TLS as this desk sees it: version, chain, names, expiry; and what Entra states it needs: TLS 1.2, RSA 2048 or EC, a public root.
// A chain that only this machine trusts is enough for this desk and not for Entra, or it is your network's inspection: both are said.
import { isLoopbackHost } from '../../../domain/connection/web-address.ts';
import { tlsPlainHttp } from '../../../platform/http/findings.ts';
import type { Certificate, TlsResult } from '../../../platform/http/inspect.ts';
import { dayWords } from '../../../platform/time-words.ts';
import { tlsExpiresSoon, tlsRootNotPublic } from '../findings.ts';
import { networkFinding, networkStatus, weakKeyFinding } from '../network-trouble.ts';
import type { Fact, Finding, Origin, StepContext, StepResult, Verdicts } from '../types.ts';
import { all, joinVerdicts } from '../verdicts.ts';
import { evidence } from './evidence.ts';
import { place, stillOpen, stopOrigin } from './reach.ts';

/** Under this many days a certificate's end is worth a warning. */
export const expiryWarningDays = 30;

interface Seen {
  readonly verdicts: Verdicts;
  readonly words: string;
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
}

export async function runTls(context: StepContext): Promise<StepResult> {
  const seen: Seen[] = [];
  for (const origin of stillOpen(context.progress)) seen.push(origin.secure ? await secured(context, origin) : plain(context, origin));
  return {
    verdicts: joinVerdicts(...seen.map((one) => one.verdicts)),
    reason: seen.map((one) => one.words).join(' '),
    facts: seen.flatMap((one) => one.facts),
    findings: seen.flatMap((one) => one.findings),
  };
}

function plain(context: StepContext, origin: Origin): Seen {
  if (isLoopbackHost(origin.host)) {
    const words = `${place(origin)} is on this machine and speaks plain http: accepted for practice, never for a real server.`;
    return { verdicts: all('passed'), words, facts: [{ label: place(origin), value: 'plain http on loopback (practice)' }], findings: [] };
  }
  stopOrigin(context.progress, origin, context.stepId);
  const finding = tlsPlainHttp.make({ host: origin.host, code: 'PLAIN_HTTP', detail: `${origin.url} begins with http://.` }, [
    evidence(context, `${origin.url} begins with http://.`),
  ]);
  return {
    verdicts: all('failed'),
    words: `${place(origin)} would be asked over plain http, so nothing secret was sent.`,
    facts: [],
    findings: [finding],
  };
}

async function secured(context: StepContext, origin: Origin): Promise<Seen> {
  const result = await context.inspect.inspectTls({ host: origin.host, port: origin.port, url: origin.url }, context.reporter.signal);
  if (result.kind === 'failed') {
    stopOrigin(context.progress, origin, context.stepId);
    const finding = networkFinding(context, result.failure, origin, result.chain === undefined ? {} : { chain: result.chain });
    return {
      verdicts: all(networkStatus(result.failure, finding.id)),
      words: result.failure.detail,
      facts: chainFacts(origin, result.chain ?? []),
      findings: [finding],
    };
  }
  const notes = [...expiry(context, origin, result.chain), ...weakKeys(context, origin, result.chain), ...root(context, origin, result)];
  const verdicts = joinVerdicts(all('passed'), ...notes.map((note) => note.verdicts));
  const through = origin.proxy === undefined ? '' : `, through the proxy ${origin.proxy}`;
  return {
    verdicts,
    words: `${place(origin)} speaks ${result.protocol} with a certificate this desk trusts${through}.${notes.map((note) => ` ${note.words}`).join('')}`,
    facts: [
      { label: `TLS of ${place(origin)}`, value: `${result.protocol}, ${result.cipher}` },
      ...chainFacts(origin, result.chain),
      { label: 'Root', value: result.trust === 'public' ? 'a public root' : 'trusted on this machine only (system store or CA file)' },
    ],
    findings: notes.map((note) => note.finding),
  };
}

function chainFacts(origin: Origin, chain: readonly Certificate[]): readonly Fact[] {
  const [own] = chain;
  if (own === undefined) return [];
  return [
    {
      label: `Certificate of ${origin.host}`,
      value: `${own.subject}; for ${own.names.slice(0, 8).join(', ') || 'no names'}; ${own.keyType}${own.keyBits === undefined ? '' : ` ${own.keyBits}`}`,
    },
    { label: 'Valid', value: `${dayWords(own.validFrom)} to ${dayWords(own.validTo)}` },
    { label: 'Chain', value: chain.map((certificate) => certificate.subject).join(' ← ') },
  ];
}

interface Note {
  readonly finding: Finding;
  readonly words: string;
  readonly verdicts: Verdicts;
}

function expiry(context: StepContext, origin: Origin, chain: readonly Certificate[]): readonly Note[] {
  const now = Date.parse(context.clock.now());
  const first = [...chain].sort((one, other) => Date.parse(one.validTo) - Date.parse(other.validTo))[0];
  if (first === undefined) return [];
  const days = Math.floor((Date.parse(first.validTo) - now) / 86_400_000);
  if (Number.isNaN(days) || days >= expiryWarningDays) return [];
  const text = `${first.subject} is valid until ${dayWords(first.validTo)}.`;
  return [
    {
      finding: tlsExpiresSoon.make({ host: origin.host, subject: first.subject, days, until: dayWords(first.validTo) }, [evidence(context, text)]),
      words: text,
      verdicts: all('warned'),
    },
  ];
}

/** Microsoft Learn: RSA keys of at least 2,048 bits. Roots are not counted: trust in them does not come from their key. */
function weakKeys(context: StepContext, origin: Origin, chain: readonly Certificate[]): readonly Note[] {
  const weak = chain
    .slice(0, Math.max(1, chain.length - 1))
    .find((certificate) => /^rsa/i.test(certificate.keyType) && certificate.keyBits !== undefined && certificate.keyBits < 2048);
  if (weak === undefined) return [];
  return [
    {
      finding: weakKeyFinding(context, origin, weak),
      words: `The key of ${weak.subject} is shorter than Entra accepts.`,
      verdicts: { rfc: 'warned', entra: 'warned', okta: 'warned' },
    },
  ];
}

function root(context: StepContext, origin: Origin, result: Extract<TlsResult, { kind: 'secured' }>): readonly Note[] {
  if (result.trust === 'public') return [];
  const issuer = result.chain.at(-1)?.subject ?? result.chain.at(-1)?.issuer ?? 'unknown';
  const words = 'Its root is trusted on this machine only; Entra needs a public root.';
  // On this machine's own address no identity provider will ever call, so there is nothing to warn about.
  if (isLoopbackHost(origin.host)) return [];
  const finding = tlsRootNotPublic.make({ host: origin.host, root: issuer }, [evidence(context, `The chain of ${place(origin)} ends in ${issuer}.`)]);
  return [{ finding, words, verdicts: { rfc: 'passed', entra: 'warned', okta: 'warned' } }];
}
