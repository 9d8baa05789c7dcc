// How Foundry's admin API is read for each connection: kept beside the connection and removed with it; its credential has a secret slot of its own.
// `try` reads a little of each part and says what the credential may see. Writes nothing to Foundry.
import type { Handlers } from '../../../contract/calls.ts';
import type { Finding } from '../../../contract/common.ts';
import type { Connection, SecretStatus } from '../../../contract/connections.ts';
import { type FoundryAccess, type FoundryPart, foundryAccessSchema } from '../../../contract/foundry.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isFoundryDomain } from '../../protocols/foundry/address.ts';

type AccessCall = Extract<keyof Handlers, `foundry-access.${string}`>;

export interface FoundryAccessPorts {
  readonly settings: {
    get(key: string): Promise<string | undefined>;
    set(key: string, value: string): Promise<void>;
    remove(key: string): Promise<void>;
  };
  readonly requireConnection: (id: string) => Promise<Connection>;
  readonly secretStatus: (connectionId: string) => Promise<SecretStatus>;
  readonly clearSecret: (connectionId: string) => Promise<unknown>;
  /** Undefined when there is no access to try. */
  readonly tryAccess: (
    connection: Connection,
  ) => Promise<{ readonly parts: readonly FoundryPart[]; readonly findings: readonly Finding[] } | undefined>;
  readonly changed: () => void;
}

export interface FoundryAccessFeature {
  readonly handlers: Pick<Handlers, AccessCall>;
  /** Null when nobody said how the admin API is read. */
  accessOf(connectionId: string): Promise<FoundryAccess | null>;
  /** For this process alone (the terminal's options). */
  hold(connectionId: string, access: FoundryAccess): void;
}

const keyOf = (connectionId: string): string => `foundry-access:${connectionId}`;

export const noFoundryAccess = (): Refusal =>
  new Refusal(
    'foundry.no-access',
    'How Foundry’s admin API is read is not set up for this connection. Enter it under Connection, “Foundry’s admin API”; everything else works without it.',
  );

function refuseWrong({ domain, signIn, clientId }: FoundryAccess): void {
  if (!isFoundryDomain(domain))
    throw new Refusal('foundry-access.domain', `“${domain}” is no domain: give it as example.palantirfoundry.com, without https and without a path.`);
  if (signIn === 'client' && clientId.trim() === '')
    throw new Refusal('foundry-access.client', 'The client ID of the third-party application is missing.');
}

export function createFoundryAccess(ports: FoundryAccessPorts): FoundryAccessFeature {
  const held = new Map<string, FoundryAccess>();

  async function accessOf(connectionId: string): Promise<FoundryAccess | null> {
    const own = held.get(connectionId);
    if (own !== undefined) return own;
    const text = await ports.settings.get(keyOf(connectionId));
    // What an older version wrote and this one cannot read counts as none.
    return text === undefined ? null : (foundryAccessSchema.safeParse(JSON.parse(text)).data ?? null);
  }

  const shown = async (connectionId: string) => ({ access: await accessOf(connectionId), secret: await ports.secretStatus(connectionId) });

  return {
    accessOf,
    hold: (connectionId, access) => {
      refuseWrong(access);
      held.set(connectionId, access);
    },
    handlers: {
      'foundry-access.get': async ({ connectionId }) => {
        await ports.requireConnection(connectionId);
        return shown(connectionId);
      },
      'foundry-access.save': async ({ connectionId, access }) => {
        await ports.requireConnection(connectionId);
        if (access === null) {
          // The secret first: without the access nobody would look for it.
          await ports.clearSecret(connectionId);
          await ports.settings.remove(keyOf(connectionId));
        } else {
          const tidy = { ...access, domain: access.domain.trim(), clientId: access.clientId.trim(), enrollmentRid: access.enrollmentRid.trim() };
          refuseWrong(tidy);
          await ports.settings.set(keyOf(connectionId), JSON.stringify(tidy));
        }
        ports.changed();
        return shown(connectionId);
      },
      'foundry-access.try': async ({ connectionId }) => {
        const tried = await ports.tryAccess(await ports.requireConnection(connectionId));
        if (tried === undefined) throw noFoundryAccess();
        return { parts: [...tried.parts], findings: [...tried.findings] };
      },
    },
  };
}
