// Are the settings complete enough to send anything? What the advice calls an error stops the test; nothing is sent here.
import type { Advice, Connection } from '../../../../contract/connections.ts';
import { readUrl } from '../../../domain/connection/web-address.ts';
import { settingsAdvice, settingsIncomplete, settingsNoCredential, settingsUrl } from '../findings.ts';
import type { Fact, Origin, StepContext, StepResult } from '../types.ts';
import { all } from '../verdicts.ts';
import { evidence } from './evidence.ts';

const words = {
  name: 'name',
  scimUrl: 'SCIM URL',
  tokenUrl: 'token endpoint',
  clientId: 'client ID',
  secret: 'secret',
  scope: 'scope',
  caFile: 'CA file',
  authStyle: 'sign-in',
  bearerException: 'exception for a bearer token',
  testDomain: 'test domain',
} as const satisfies Record<Advice['field'], string>;

function missingFields(connection: Connection): readonly Advice['field'][] {
  const wanted: Advice['field'][] = connection.credentialMode === 'client-credentials' ? ['scimUrl', 'tokenUrl', 'clientId'] : ['scimUrl'];
  return wanted.filter((field) => String(connection[field as keyof Connection]).trim() === '');
}

export async function runSettings(context: StepContext): Promise<StepResult> {
  const { connection, advice, progress } = context;
  const missing = missingFields(connection);
  const wrong = advice.filter((one) => one.severity === 'error' && !missing.includes(one.field) && concernsTest(one));
  const facts = factsOf(connection);
  const unreadable = urlsOf(connection).filter(({ url }) => url.trim() !== '' && readUrl(url.trim()) === undefined);
  const texts = [
    ...wrong.map((one) => one.text),
    ...(wrong.length > 0 ? [] : unreadable.map(({ role }) => `The address for ${role} is not a web address.`)),
  ];
  if (missing.length > 0 || texts.length > 0) {
    progress.stops.SCIM = context.stepId;
    progress.stops.token = context.stepId;
    const findings = [
      ...(missing.length === 0
        ? []
        : [
            settingsIncomplete.make({ fields: missing.map((field) => words[field]) }, [
              evidence(context, `Empty: ${missing.map((field) => words[field]).join(', ')}.`),
            ]),
          ]),
      ...(texts.length === 0
        ? []
        : [
            settingsUrl.make(
              { texts },
              texts.map((text) => evidence(context, text)),
            ),
          ]),
    ];
    return { verdicts: all('failed'), reason: 'The settings are not complete, so nothing was sent.', facts, findings };
  }
  progress.origins = await originsOf(context);
  const warnings = advice.filter((one) => one.severity === 'warning');
  const warned =
    warnings.length === 0
      ? []
      : [
          settingsAdvice.make(
            { texts: warnings.map((one) => one.text) },
            warnings.map((one) => evidence(context, `${words[one.field]}: ${one.text}`)),
          ),
        ];
  if (connection.credentialMode === 'none') {
    const none = settingsNoCredential.make({}, [evidence(context, 'This connection is kept without SCIM credentials.')]);
    return {
      verdicts: all(warned.length > 0 ? 'warned' : 'passed'),
      reason: 'Enough to look at the network; without credentials nothing more.',
      facts,
      findings: [none, ...warned],
    };
  }
  const reason = warned.length > 0 ? 'The settings can be used, with warnings.' : 'The settings can be used.';
  return { verdicts: all(warned.length > 0 ? 'warned' : 'passed'), reason, facts, findings: warned };
}

/** Name and test domain matter elsewhere, not for a request of this test. */
const concernsTest = (one: Advice): boolean => one.field !== 'name' && one.field !== 'testDomain';

function factsOf(connection: Connection): readonly Fact[] {
  const facts: Fact[] = urlsOf(connection).flatMap(({ url, role }) => {
    const read = readUrl(url.trim());
    // User name and password in an address are refused by the advice, and must not be shown either.
    return read === undefined ? [] : [{ label: role === 'SCIM' ? 'SCIM URL' : 'Token endpoint', value: `${read.origin}${read.pathname}` }];
  });
  facts.push({ label: 'Matching attribute', value: connection.matchingAttribute });
  if (connection.practice) facts.push({ label: 'Practice', value: 'This is the practice tenant on this machine, not Foundry.' });
  return facts;
}

function urlsOf(connection: Connection): readonly { readonly url: string; readonly role: Origin['roles'][number] }[] {
  const scim = { url: connection.scimUrl, role: 'SCIM' } as const;
  return connection.credentialMode === 'client-credentials' ? [scim, { url: connection.tokenUrl, role: 'token' }] : [scim];
}

async function originsOf(context: StepContext): Promise<readonly Origin[]> {
  const { connection, proxyFor } = context;
  const origins = new Map<string, Origin>();
  for (const { url, role } of urlsOf(connection)) {
    const parsed = new URL(url.trim());
    const known = origins.get(parsed.origin);
    if (known !== undefined) {
      origins.set(parsed.origin, { ...known, roles: [...known.roles, role] });
      continue;
    }
    const proxy = await proxyFor(url.trim());
    const secure = parsed.protocol === 'https:';
    const port = parsed.port === '' ? (secure ? 443 : 80) : Number(parsed.port);
    origins.set(parsed.origin, {
      roles: [role],
      host: parsed.hostname.replace(/^\[|\]$/g, ''),
      port,
      secure,
      url: parsed.href,
      ...(proxy === 'DIRECT' ? {} : { proxy: withoutUser(proxy) }),
    });
  }
  return [...origins.values()];
}

/** The proxy's address without user name and password. */
function withoutUser(proxy: string): string {
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  return URL.canParse(withScheme) ? new URL(withScheme).host : 'a proxy';
}
