// The network of one run: an HTTP client, sign-in and SCIM client for one connection, with what the practice tenant overrides.
// Every host contacted is counted for "What leaves this machine"; the time of the last token is kept for the credential card.
import { readFile, stat } from 'node:fs/promises';
import type { Exchange } from '../../contract/common.ts';
import type { AuthStyle, Connection } from '../../contract/connections.ts';
import { createHttpClient } from '../platform/http/client.ts';
import { readRootFile, rootFileProblem } from '../platform/http/root-file.ts';
import type { HttpClient, HttpClientOptions, HttpLimits, Patience, ProxyFor } from '../platform/http/types.ts';
import type { Clock, Random } from '../platform/ports.ts';
import type { Redactor } from '../platform/redact/redact.ts';
import { Refusal } from '../platform/refusal.ts';
import { createTokenSource, type SecretAnswer } from '../protocols/oauth/token-source.ts';
import type { TokenSource } from '../protocols/oauth/types.ts';
import { createScimClient } from '../protocols/scim/client.ts';
import type { ScimClient } from '../protocols/scim/types.ts';

export interface NetworkPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly proxyFor: ProxyFor;
  /** For a run that begins now. */
  readonly limits: () => Promise<Partial<HttpLimits>>;
  readonly userAgent: string;
  /** For "What leaves this machine". */
  readonly contacted: (host: string, why: string, at: string) => void;
}

export interface Network {
  /** The connection with the addresses that are really asked. */
  readonly connection: Connection;
  readonly http: HttpClient;
  readonly extraRoots: readonly string[];
  readonly options: HttpClientOptions;
  makeTokenSource(authStyle: AuthStyle): TokenSource;
  makeScimClient(tokens: TokenSource): ScimClient;
  /** Every exchange so far, in order. */
  exchanges(): readonly Exchange[];
  close(): void;
}

export interface NetworkOf {
  readonly connection: Connection;
  readonly readSecret: () => Promise<SecretAnswer>;
  /** Texts of the connection's own CA file. */
  readonly ownRoots: readonly string[];
  readonly record: (exchange: Exchange) => void;
  /** Whether an exchange is kept at all: of a bulk read not all of them are. */
  readonly keeps?: (exchange: Exchange) => boolean;
  /** The app's, so that no exchange holds any secret the app knows. */
  readonly redactor?: Redactor;
  readonly tokenSeen: (at: string) => void;
  /** The practice tenant's own way to it. */
  readonly overrides: HttpClientOptions;
  /** Waited for after a request that failed on the way, before anybody concludes from it. */
  readonly afterFailure?: () => Promise<void>;
  readonly patience: Patience;
}

export async function openNetwork(ports: NetworkPorts, of: NetworkOf): Promise<Network> {
  const { connection } = of;
  const extraRoots = [...(of.overrides.extraRoots ?? []), ...of.ownRoots];
  const kept: Exchange[] = [];
  const secret = await of.readSecret();
  const options: HttpClientOptions = {
    proxyFor: ports.proxyFor,
    userAgent: ports.userAgent,
    patience: of.patience,
    ...of.overrides,
    limits: { ...(await ports.limits()), ...of.overrides.limits },
    extraRoots,
    secrets: secret.kind === 'secret' ? [secret.value] : [],
    ...(of.redactor === undefined ? {} : { redactor: of.redactor }),
    record: (exchange) => {
      if (of.keeps?.(exchange) ?? true) {
        kept.push(exchange);
        of.record(exchange);
      }
      if (exchange.attempt === 1 && URL.canParse(exchange.url)) ports.contacted(new URL(exchange.url).host, connection.name, exchange.startedAt);
      if (
        exchange.outcome.kind === 'answered' &&
        exchange.outcome.status === 200 &&
        exchange.method === 'POST' &&
        connection.tokenUrl !== '' &&
        exchange.url.startsWith(connection.tokenUrl)
      )
        of.tokenSeen(exchange.startedAt);
    },
  };
  const client = createHttpClient({ ...options, clock: ports.clock, random: ports.random });
  const { afterFailure } = of;
  const http: HttpClient =
    afterFailure === undefined
      ? client
      : {
          ...client,
          send: async (request) => {
            const result = await client.send(request);
            if (result.kind === 'failed') await afterFailure();
            return result;
          },
        };
  return {
    connection,
    http,
    extraRoots,
    options,
    makeTokenSource: (authStyle) =>
      createTokenSource({
        http,
        clock: ports.clock,
        authStyle,
        tokenUrl: connection.tokenUrl,
        clientId: connection.clientId,
        scope: connection.scope,
        readSecret: of.readSecret,
      }),
    makeScimClient: (tokens) => createScimClient({ http, baseUrl: connection.scimUrl, tokens }),
    exchanges: () => kept,
    close: () => http.close(),
  };
}

const largestRoots = 5_000_000;

/** The connection's own CA file; refused, before anything begins, when it cannot be opened or a certificate in it cannot be read. */
export async function readRoots(path: string): Promise<readonly string[]> {
  if (path === '') return [];
  const text = await rootsText(path);
  const problem = rootFileProblem(readRootFile(text));
  if (problem !== undefined) throw new Refusal('ca-file-no-certificate', `${problem} The connection names: ${path}.`);
  return [text];
}

async function rootsText(path: string): Promise<string> {
  try {
    const found = await stat(path);
    // A device or a pipe would be read for ever.
    if (found.isFile() && found.size <= largestRoots) return await readFile(path, 'utf8');
  } catch {
    // Said below, like everything else that is no file of certificates.
  }
  throw new Refusal('ca-file-unreadable', `The file with additional root certificates cannot be opened: ${path}. Choose it again in the connection.`);
}
