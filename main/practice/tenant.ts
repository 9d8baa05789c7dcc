// The practice tenant in this thread: an embedded stand-in for Foundry on a loopback port, for first steps and for tests.
// Promise: it listens on 127.0.0.1 only, holds everything in memory, starts the same every time, and closes all it opened.
import { randomBytes } from 'node:crypto';
import { systemClock } from '../platform/ports.ts';
import { Refusal } from '../platform/refusal.ts';
import { isAdminFault } from './admin/faults.ts';
import { adminTwin } from './admin/index.ts';
import type { AdminState } from './admin/state.ts';
import { seed } from './company/seed.ts';
import { type FaultName, readFaultNames } from './faults.ts';
import { logIn } from './foundry/login.ts';
import { refuseUnreadable } from './foundry/rules.ts';
import { inspectWorld } from './inspect.ts';
import { usualAnswers } from './questions.ts';
import { addressFault, openAddress } from './server/address.ts';
import { type Front, requestListener } from './server/requests.ts';
import { tokenDesk } from './server/token.ts';
import { Store } from './state/store.ts';
import { emptyWorld, type World } from './state/world.ts';
import { strangerGroupIn, strangerIn } from './strangers.ts';
import { isTwinFault } from './twins/faults.ts';
import { openTwins } from './twins/index.ts';
import { stormRefusals } from './twins/state.ts';
import type { PracticeEndpoints, PracticeOptions, PracticeTenant } from './types.ts';

/** Foundry's realms are UUIDs as far as its API shows. */
export const practiceRealm = '6f1d3c52-0b7e-4c1a-9a44-3e5d8b7f2c10';

/** A client id and a secret with characters that every encoding treats otherwise, as real secrets have them. */
function newCredentials(): { readonly clientId: string; readonly clientSecret: string } {
  return { clientId: randomBytes(16).toString('hex'), clientSecret: `${randomBytes(18).toString('base64')}+/=%:&~!*'()` };
}

/** How many requests the rate faults refuse: fewer than a client's tries, so that one which waits gets through. */
const rateRefusals = 2;

/** Those of the tenant itself; the twins' own are theirs. */
function faultsFrom(names: readonly string[]): ReadonlySet<FaultName> {
  const { known, unknown } = readFaultNames(names.filter((name) => !isTwinFault(name) && !isAdminFault(name)));
  if (unknown.length > 0) throw new Refusal('practice.unknown-fault', `The practice tenant knows no fault named ${unknown.join(', ')}.`);
  return new Set(known);
}

export async function startPracticeTenant(options: PracticeOptions = {}): Promise<PracticeTenant> {
  const world: World = emptyWorld(options.clock ?? systemClock, { ...usualAnswers, ...options.questions }, practiceRealm);
  const fill = (): void => seed(world, { users: options.users ?? 0, seed: options.seed ?? 1 });
  fill();
  world.faults = faultsFrom(options.faults ?? []);
  const credentials = newCredentials();
  const adminCredentials = newCredentials();
  const bugs: string[] = [];
  const twins = await openTwins(world.clock, options.twins ?? {});
  twins.setFaults((options.faults ?? []).filter(isTwinFault));
  const admin: AdminState = {
    world,
    faults: new Set((options.faults ?? []).filter(isAdminFault)),
    refusals: stormRefusals,
    used: new Map(),
    requests: new Map(),
    largestPage: options.adminPage ?? 1000,
  };
  const tokens = tokenDesk(credentials, world, {
    ...adminCredentials,
    fault: () => (admin.faults.has('admin-secret-wrong') ? 'secret' : admin.faults.has('admin-scope-missing') ? 'scope' : undefined),
  });
  const front: Front = {
    scim: () => ({ world, baseUrl: endpoints().scimUrl }),
    tokens,
    realm: practiceRealm,
    twins: { ...twins.mounts, api: adminTwin(admin, tokens) },
    refusals: { left: rateRefusals },
    onBug: (thrown) => bugs.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
  };
  const listener = requestListener(front);
  let address = await openAddress(world.faults, listener, options.port ?? 0);

  function endpoints(): PracticeEndpoints {
    return {
      scimUrl: `${address.origin}/multipass/api/scim/${practiceRealm}/v2/`,
      tokenUrl: `${address.origin}/multipass/api/oauth2/token`,
      ...credentials,
      realm: practiceRealm,
      network: address.network,
      idp: {
        ...twins.access(address.origin),
        foundry: {
          api: `${address.origin}/api`,
          tokenUrl: `${address.origin}/multipass/api/oauth2/token`,
          ...adminCredentials,
          // Asked for, as where nobody entered it.
          enrollmentRid: '',
        },
      },
    };
  }

  return {
    get scimUrl() {
      return endpoints().scimUrl;
    },
    get tokenUrl() {
      return endpoints().tokenUrl;
    },
    get network() {
      return address.network;
    },
    get idp() {
      return endpoints().idp;
    },
    ...credentials,
    realm: practiceRealm,
    // In this thread it lives as long as whoever asks.
    died: new AbortController().signal,
    async setFaults(names) {
      const next = faultsFrom(names);
      const moves = addressFault(next) !== addressFault(world.faults);
      world.faults = next;
      twins.setFaults(names.filter(isTwinFault));
      admin.faults = new Set(names.filter(isAdminFault));
      admin.refusals = stormRefusals;
      admin.requests.clear();
      front.refusals.left = rateRefusals;
      // A token issued while tokens died early keeps its early end; a new run starts with a new one.
      front.tokens.revokeAll();
      if (moves) {
        await address.close();
        address = await openAddress(next, listener, options.port ?? 0);
      }
      return endpoints();
    },
    faults: () => [...world.faults, ...twins.faults(), ...admin.faults],
    setQuestions: async (questions) => {
      world.questions = { ...world.questions, ...questions };
    },
    setRules: async (rules, defaultOrganization) => {
      refuseUnreadable(rules);
      world.rules = rules;
      world.defaultOrganization = defaultOrganization;
      const named = [...rules.map(({ organization }) => organization), ...(defaultOrganization === null ? [] : [defaultOrganization])];
      world.organizations = [...new Set([...world.organizations, ...named])];
    },
    reset: async () => {
      world.store = new Store();
      for (const history of [world.ruleRuns, world.logins]) history.length = 0;
      world.requests.clear();
      front.refusals.left = rateRefusals;
      front.tokens.revokeAll();
      twins.reset();
      admin.requests.clear();
      fill();
    },
    inspect: async () => ({ ...inspectWorld(world, bugs), idpRequests: twins.requests(), adminRequests: Object.fromEntries(admin.requests) }),
    counts: async () => ({ users: world.store.users.records.size, groups: world.store.groups.records.size }),
    login: async (login) => logIn(login, world),
    place: async (userId, organization) => {
      const user = world.store.users.records.get(userId);
      if (user === undefined) throw new Refusal('practice.no-user', 'There is no user with this ID in the practice tenant.');
      if (organization !== null && !world.organizations.includes(organization))
        throw new Refusal('practice.no-organization', `The practice tenant has no organization “${organization}”.`);
      user.organization = organization;
    },
    addStranger: async (stranger) => strangerIn(stranger, world),
    addStrangerGroup: async (group) => strangerGroupIn(group, world),
    close: () => address.close(),
  };
}
