// The practice tenant as the app uses it: started on first need, its connection kept, its faults set for one run at a time.
import type { Fault, PracticeStatus } from '../../contract/app.ts';
import type { Connection } from '../../contract/connections.ts';
import type { HttpClientOptions } from '../platform/http/types.ts';
import type { Clock } from '../platform/ports.ts';
import { Refusal } from '../platform/refusal.ts';
import { isAdminFault } from '../practice/admin/faults.ts';
import { faultTable } from '../practice/faults.ts';
import { networkOptions } from '../practice/network.ts';
import { isTwinFault } from '../practice/twins/faults.ts';
import type { TwinAccess } from '../practice/twins/index.ts';
import type { PracticeEndpoints, PracticeOptions, PracticeSnapshot, PracticeTenant } from '../practice/types.ts';

import { createPracticeRoom } from './practice-room.ts';

export const practiceConnectionId = 'practice';

export interface PracticePorts {
  readonly clock: Clock;
  /** In a worker for the window, in this thread for the terminal. */
  readonly startTenant: (options: PracticeOptions) => Promise<PracticeTenant>;
  readonly keep: (connection: Connection) => Promise<void>;
  readonly kept: (connectionId: string) => Promise<Connection | undefined>;
  readonly secretIsSet: (connectionId: string) => Promise<boolean>;
  readonly holdSecret: (connectionId: string, secret: string) => void;
  readonly changed: () => void;
  /** Its worker died, which should not be. */
  readonly died: () => void;
}

export interface Practice {
  /** What one does in it as Foundry's administrator and as its people. */
  readonly room: ReturnType<typeof createPracticeRoom>;
  status(): Promise<PracticeStatus>;
  /** Starts the tenant once; concurrent callers get the same one. */
  start(): Promise<PracticeStatus>;
  reset(): Promise<PracticeStatus>;
  /** What Foundry would know: who is where, and by which rules. */
  inspect(): Promise<PracticeSnapshot>;
  /** Sets the faults and answers how the tenant is reached with them; refused while another run has other faults. */
  reach(connection: Connection, faults: readonly string[]): Promise<Way>;
  close(): Promise<void>;
}

/** How a run gets to its target. */
export interface Way {
  readonly connection: Connection;
  readonly overrides: HttpClientOptions;
  /** The practice tenant's identity providers. */
  readonly twins?: TwinAccess;
  /** Aborted when the target itself is no more: nothing that is seen afterwards says anything about it. */
  readonly lost?: AbortSignal;
  /** Resolves when it is certain whether the target still lives: a cut connection is seen before the death that cut it. */
  readonly settled?: () => Promise<void>;
  readonly done: () => void;
}

const faults: readonly Fault[] = faultTable.map((row) => ({
  name: row.name,
  title: row.title,
  group: row.group,
  expects: [...new Set([...row.check, ...row.sync].map((expected) => expected.id))],
}));

/** Refuses names that are not faults, and faults on anything but the practice tenant. */
export function checkFaults(connection: Connection, names: readonly string[]): void {
  if (names.length === 0) return;
  if (!connection.practice)
    throw new Refusal(
      'faults-need-practice',
      'Only the practice tenant can be broken on purpose. Choose the practice connection, or switch the faults off.',
    );
  const unknown = names.filter((name) => !isTwinFault(name) && !isAdminFault(name) && !faults.some((fault) => fault.name === name));
  if (unknown.length > 0)
    throw new Refusal('unknown-fault', `There is no fault named ${unknown.join(', ')}. There are: ${faults.map((fault) => fault.name).join(', ')}.`);
}

export function createPractice(ports: PracticePorts): Practice {
  let starting: Promise<PracticeTenant> | undefined;
  const livingOn = new Map<PracticeTenant, number>();
  let announced: PracticeTenant | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const living = () => [...livingOn.values()].reduce((all, runs) => all + runs, 0);

  /** Once; after a start that failed, and after a tenant that died, the next caller starts it anew. */
  const tenantNow = () => {
    starting ??= ports.startTenant({}).then(
      (tenant) => {
        tenant.died.addEventListener('abort', () => {
          starting = undefined;
          livingOn.delete(tenant);
          ports.died();
          ports.changed();
        });
        return tenant;
      },
      (thrown: unknown) => {
        starting = undefined;
        throw thrown;
      },
    );
    return starting;
  };

  /** Its connection may be gone though the tenant lives on: removed by the administrator, alone or with all data. */
  async function present(): Promise<PracticeTenant> {
    const tenant = await tenantNow();
    const isKept = (await ports.kept(practiceConnectionId)) !== undefined && (await ports.secretIsSet(practiceConnectionId));
    // A connection that an earlier process kept has another address and another secret.
    if (announced === tenant && isKept) return tenant;
    announced = tenant;
    ports.holdSecret(practiceConnectionId, tenant.clientSecret);
    await ports.keep(connectionOf(tenant, ports.clock.now()));
    return tenant;
  }

  /** Faults are set for one run after another: who looks at them while they change would take them for settled. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function status(): Promise<PracticeStatus> {
    const tenant = await starting?.catch(() => undefined);
    const counts = (await tenant?.counts()) ?? { users: 0, groups: 0 };
    return {
      running: tenant !== undefined,
      connectionId: tenant === undefined ? null : practiceConnectionId,
      scimUrl: tenant?.scimUrl ?? null,
      faults: [...faults],
      ...counts,
    };
  }

  async function reachInTurn(connection: Connection, names: readonly string[]): Promise<Way> {
    const tenant = await present();
    const same = tenant.faults().length === names.length && names.every((name) => tenant.faults().includes(name));
    if (living() > 0 && !same)
      throw new Refusal('practice-in-use', 'Another run on the practice tenant is still going on, with other faults. Wait for its end.');
    const endpoints = same ? tenant : await tenant.setFaults(names);
    livingOn.set(tenant, (livingOn.get(tenant) ?? 0) + 1);
    return {
      connection: { ...connection, scimUrl: endpoints.scimUrl, tokenUrl: endpoints.tokenUrl, clientId: endpoints.clientId },
      overrides: networkOptions(endpoints),
      twins: endpoints.idp,
      lost: tenant.died,
      // A dead worker refuses every question, and only after its death was told.
      settled: () =>
        tenant.counts().then(
          () => undefined,
          () => undefined,
        ),
      done: () => {
        const runs = livingOn.get(tenant);
        if (runs !== undefined) livingOn.set(tenant, runs - 1);
      },
    };
  }

  return {
    status,
    room: createPracticeRoom(() => inOrder(present), ports.changed),
    start: async () => {
      await inOrder(present);
      return status();
    },
    reset: async () => {
      if (living() > 0) throw new Refusal('practice-in-use', 'A run on the practice tenant is still going on. Wait for its end, or cancel it.');
      await (await inOrder(present)).reset();
      ports.changed();
      return status();
    },
    inspect: async () => (await inOrder(present)).inspect(),
    reach: async (connection, names) => {
      checkFaults(connection, names);
      return inOrder(() => reachInTurn(connection, names));
    },
    close: async () => {
      const tenant = await starting?.catch(() => undefined);
      await tenant?.close();
    },
  };
}

function connectionOf(endpoints: PracticeEndpoints, now: string): Connection {
  return {
    id: practiceConnectionId,
    name: 'Practice tenant',
    idp: 'entra',
    situation: 'new',
    production: false,
    practice: true,
    credentialMode: 'client-credentials',
    scimUrl: endpoints.scimUrl,
    tokenUrl: endpoints.tokenUrl,
    clientId: endpoints.clientId,
    authStyle: 'body',
    scope: '',
    caFile: '',
    matchingAttribute: 'externalId',
    testDomain: 'halden.example',
    ownerOrganization: 'Practice',
    secretExpiresOn: '',
    bearerException: '',
    createdAt: now,
    updatedAt: now,
  };
}
