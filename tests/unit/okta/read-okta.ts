// Reads the Okta twin as the app reads Okta: a tenant of its own a test, one clock for both that never waits, everything it sent.
import { onTestFinished } from 'vitest';
import type { Exchange } from '../../../contract/common.ts';
import { oktaScopes, oktaSource } from '../../../main/features/directory/sources/okta.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeOptions, PracticeTenant } from '../../../main/practice/types.ts';
import { createOktaClient } from '../../../main/protocols/okta/api.ts';
import { signAsServiceApp, signWithApiToken } from '../../../main/protocols/okta/service-app.ts';
import { type Taken, takeAll } from '../directory/sink.ts';
import { type TestClock, testClock, testRandom } from '../http/make-client.ts';

export interface OktaReading {
  readonly tenant: PracticeTenant;
  readonly clock: TestClock;
  readonly exchanges: Exchange[];
  take(choice?: { readonly scimApp?: string; readonly ssoApp?: string }): Promise<Taken>;
}

export interface Credential {
  readonly kind: 'api-token' | 'service-app';
  /** Another secret than the right one. */
  readonly secret?: string;
}

export async function readOkta(options: PracticeOptions = {}, { kind, secret }: Credential = { kind: 'service-app' }): Promise<OktaReading> {
  const [clock, random, exchanges]: [TestClock, ReturnType<typeof testRandom>, Exchange[]] = [testClock(), testRandom(), []];
  const tenant = await startPracticeTenant({ ...options, clock });
  const http = createHttpClient({ clock, random, record: (exchange) => exchanges.push(exchange) });
  onTestFinished(async () => {
    http.close();
    await tenant.close();
  });
  const { okta: access } = tenant.idp;
  const given = async () => ({ kind: 'secret', value: secret ?? (kind === 'api-token' ? access.apiToken : access.privateKey) }) as const;
  const sign =
    kind === 'api-token'
      ? signWithApiToken(http, given)
      : signAsServiceApp({ http, clock, random, base: access.base, clientId: access.clientId, scopes: oktaScopes, readKey: given });
  const okta = createOktaClient({ http, clock, random, base: access.base, sign });
  return {
    tenant,
    clock,
    exchanges,
    take: (choice) => takeAll(oktaSource(okta, { scimApp: access.scimApp, ssoApp: access.ssoApp, ...choice }, new URL(access.base).host)),
  };
}
