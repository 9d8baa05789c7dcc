// The twins of the identity providers beside the practice tenant: Graph with its sign-in, and Okta, on one directory with one set of faults.
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../platform/ports.ts';
import { generateDirectory } from '../directory/generate.ts';
import type { DirectorySize } from '../directory/sizes.ts';
import { twinApps, twinTenantId } from '../graph/apps.ts';
import { graphTwin } from '../graph/index.ts';
import { usualPermissions } from '../graph/permissions.ts';
import { graphSignIn } from '../graph/sign-in.ts';
import { oktaApps, oktaTwin } from '../okta/index.ts';
import { newOktaCredentials, oktaSignIn } from '../okta/sign-in.ts';
import { companyRows, type DirectoryRows, directoryOfGenerated, directoryOfRows, type TwinDirectory } from './directory.ts';
import type { TwinFaultName } from './faults.ts';
import type { Twin } from './http.ts';
import { monthLater } from './month-later.ts';
import { stormRefusals, type TwinState } from './state.ts';

export interface TwinOptions {
  /** The practice company unless given. Plain data: it may cross from another thread. */
  readonly directory?: { readonly kind: 'rows'; readonly rows: DirectoryRows } | { readonly kind: 'generated'; readonly size: DirectorySize };
  /** The largest page of Graph; 999 unless given. */
  readonly largestPage?: number;
  /** Of the app registration at the Graph twin. */
  readonly graphPermissions?: readonly string[];
}

/** What an administrator would enter to reach the twins; it opens nothing else. */
export interface TwinAccess {
  readonly graph: {
    /** Of the sign-in and of Graph, without a slash at the end. */
    readonly login: string;
    readonly graph: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly scimApp: string;
    readonly ssoApp: string;
  };
  readonly okta: {
    /** Of the organization, without a slash at the end. */
    readonly base: string;
    readonly apiToken: string;
    readonly clientId: string;
    /** Of the service app, as JWK. */
    readonly privateKey: string;
    readonly scimApp: string;
    readonly ssoApp: string;
  };
  readonly foundry: FoundryTwinAccess;
}

/** Of Foundry's admin API. */
export interface FoundryTwinAccess {
  /** Address below which `/v2/admin` stands, without a slash at the end. */
  readonly api: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly enrollmentRid: string;
}

export interface IdpTwins {
  /** By the first part of the path. */
  readonly mounts: Readonly<Record<string, Twin>>;
  access(origin: string): Omit<TwinAccess, 'foundry'>;
  setFaults(names: readonly TwinFaultName[]): void;
  faults(): readonly TwinFaultName[];
  reset(): void;
  requests(): Readonly<Record<string, number>>;
}

function directoryOf({ directory }: TwinOptions): TwinDirectory {
  if (directory === undefined) return directoryOfRows(companyRows());
  return directory.kind === 'rows' ? directoryOfRows(directory.rows) : directoryOfGenerated(generateDirectory(directory.size));
}

/** A generated directory stays as it is. */
function laterOf({ directory }: TwinOptions): TwinDirectory | undefined {
  return directory?.kind === 'generated' ? undefined : directoryOfRows(monthLater(directory?.rows ?? companyRows()));
}

export async function openTwins(clock: Clock, options: TwinOptions): Promise<IdpTwins> {
  const first = directoryOf(options);
  let later: TwinDirectory | undefined;
  const state: TwinState = {
    directory: first,
    // The first one has its place from the start: what another start of the practice tenant gave out still holds.
    versions: [first],
    faults: new Set(),
    refusals: stormRefusals,
    served: 0,
    clock,
    requests: new Map(),
    reportRequests: [],
    largestPage: options.largestPage ?? 999,
  };
  const credentials = { clientId: randomBytes(16).toString('hex'), clientSecret: `${randomBytes(18).toString('base64')}~_.-+/=` };
  const signIn = graphSignIn(credentials, state);
  const { publicKey, ...oktaAccess } = await newOktaCredentials();
  const okta = oktaSignIn({ publicKey, ...oktaAccess }, state);
  const again = (): void => {
    state.refusals = stormRefusals;
    state.served = 0;
    state.requests.clear();
    signIn.revokeAll();
    okta.revokeAll();
  };
  const [scim, sso] = twinApps;
  return {
    mounts: { graph: graphTwin(state, signIn, options.graphPermissions ?? usualPermissions), login: signIn, okta: oktaTwin(state, okta) },
    access: (origin) => ({
      graph: {
        login: `${origin}/login`,
        graph: `${origin}/graph`,
        tenantId: twinTenantId,
        ...credentials,
        scimApp: scim?.id ?? '',
        ssoApp: sso?.id ?? '',
      },
      okta: { base: `${origin}/okta`, ...oktaAccess, scimApp: oktaApps[0]?.id ?? '', ssoApp: oktaApps[1]?.id ?? '' },
    }),
    setFaults: (names) => {
      state.faults = new Set(names);
      if (state.faults.has('idp-month-later')) later ??= laterOf(options);
      state.directory = state.faults.has('idp-month-later') ? (later ?? first) : first;
      again();
    },
    faults: () => [...state.faults],
    reset: () => {
      state.directory = first;
      again();
    },
    requests: () => Object.fromEntries(state.requests),
  };
}
