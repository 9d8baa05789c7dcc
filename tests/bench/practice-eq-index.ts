// How long the practice tenant takes to answer an `eq` filter with few users and with many, over HTTP, in interleaved rounds.
// The promise: on userName, externalId and id the median answer at 100,000 users is at most twice that at 100.
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../main/practice/types.ts';

const attributes = ['userName', 'externalId', 'id'] as const;
type Indexed = (typeof attributes)[number];

export interface EqIndexOptions {
  readonly small?: number;
  readonly large?: number;
  readonly rounds?: number;
  /** Requests a round, tenant and attribute. */
  readonly samples?: number;
}

export interface EqIndexResult {
  readonly attribute: Indexed;
  readonly smallMs: number;
  readonly largeMs: number;
  /** Large over small; at most 2 is promised. */
  readonly ratio: number;
}

interface Prepared {
  readonly tenant: PracticeTenant;
  readonly token: string;
  readonly values: Readonly<Record<Indexed, readonly string[]>>;
}

async function prepare(users: number, samples: number): Promise<Prepared> {
  const tenant = await startPracticeTenant({ users });
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret });
  const { access_token: token } = (await (await fetch(tenant.tokenUrl, { method: 'POST', body: form })).json()) as { access_token: string };
  const generated = (await tenant.inspect()).users.slice(-users);
  const step = Math.max(1, Math.floor(generated.length / samples));
  const chosen = generated.filter((_, index) => index % step === 0).slice(0, samples);
  return {
    tenant,
    token,
    values: {
      userName: chosen.map((user) => user.userName.toUpperCase()),
      externalId: chosen.map((user) => user.externalId ?? ''),
      id: chosen.map((user) => user.id),
    },
  };
}

async function ask({ tenant, token, values }: Prepared, attribute: Indexed): Promise<number[]> {
  const times: number[] = [];
  for (const value of values[attribute]) {
    const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`);
    const begun = performance.now();
    const response = await fetch(`${tenant.scimUrl}Users?filter=${filter}`, { headers: { authorization: `Bearer ${token}` } });
    const { totalResults } = (await response.json()) as { totalResults: number };
    times.push(performance.now() - begun);
    if (totalResults !== 1) throw new Error(`${attribute} eq ${value} found ${totalResults} users.`);
  }
  return times;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Measures; the caller prints or judges. Takes a few seconds with the usual sizes. */
export async function measureEqIndex({
  small = 100,
  large = 100_000,
  rounds = 5,
  samples = 50,
}: EqIndexOptions = {}): Promise<readonly EqIndexResult[]> {
  const few = await prepare(small, samples);
  const many = await prepare(large, samples);
  try {
    const results: EqIndexResult[] = [];
    for (const attribute of attributes) {
      // One round that does not count: connections and the compiler warm up.
      await ask(few, attribute);
      await ask(many, attribute);
      const medians: { few: number; many: number }[] = [];
      for (let round = 0; round < rounds; round += 1)
        medians.push({ few: median(await ask(few, attribute)), many: median(await ask(many, attribute)) });
      const [smallMs, largeMs] = [median(medians.map((entry) => entry.few)), median(medians.map((entry) => entry.many))];
      results.push({ attribute, smallMs, largeMs, ratio: median(medians.map((entry) => entry.many / entry.few)) });
    }
    return results;
  } finally {
    await few.tenant.close();
    await many.tenant.close();
  }
}
