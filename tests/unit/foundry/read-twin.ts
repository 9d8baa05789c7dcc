// Reads the practice tenant's admin API as the app reads Foundry: a tenant of its own a test, a clock that never waits, everything it sent.
import { onTestFinished } from 'vitest';
import type { Exchange } from '../../../contract/common.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeOptions, PracticeTenant } from '../../../main/practice/types.ts';
import { adminReadScope } from '../../../main/protocols/foundry/address.ts';
import { createFoundryClient } from '../../../main/protocols/foundry/admin-api.ts';
import type { FoundryClient } from '../../../main/protocols/foundry/types.ts';
import { createTokenSource } from '../../../main/protocols/oauth/token-source.ts';
import { type TestClock, testClock, testRandom } from '../http/make-client.ts';

export interface TwinReading {
  readonly tenant: PracticeTenant;
  readonly client: FoundryClient;
  readonly host: string;
  readonly clock: TestClock;
  readonly exchanges: Exchange[];
}

export interface TwinReadingOptions extends PracticeOptions {
  readonly scope?: string;
  /** `scim`: the credential of SCIM instead of that of the admin API. */
  readonly as?: 'scim';
}

export async function readTwin({ scope = adminReadScope, as, ...options }: TwinReadingOptions = {}): Promise<TwinReading> {
  const tenant = await startPracticeTenant(options);
  const [clock, random, exchanges]: [TestClock, ReturnType<typeof testRandom>, Exchange[]] = [testClock(), testRandom(), []];
  const http = createHttpClient({ clock, random, record: (exchange) => exchanges.push(exchange) });
  onTestFinished(async () => {
    http.close();
    await tenant.close();
  });
  const { foundry } = tenant.idp;
  const credentials = as === 'scim' ? tenant : foundry;
  const tokens = createTokenSource({
    http,
    clock,
    authStyle: 'body',
    tokenUrl: foundry.tokenUrl,
    clientId: credentials.clientId,
    scope,
    readSecret: async () => ({ kind: 'secret', value: credentials.clientSecret }),
  });
  const client = createFoundryClient({ http, clock, random, places: foundry, tokens, enrollmentRid: foundry.enrollmentRid });
  return { tenant, client, host: new URL(foundry.api).host, clock, exchanges };
}

/** Everything a list gives, and how it ended. */
export async function all<T>(list: (take: (items: readonly T[]) => Promise<void>) => Promise<{ readonly kind: string; readonly read?: number }>) {
  const items: T[] = [];
  const end = await list(async (some) => {
    items.push(...some);
  });
  return { items, end };
}
