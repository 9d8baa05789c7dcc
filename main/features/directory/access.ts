// How the identity provider of each connection is read: kept beside the connection and removed with it. Holds no secret; those have slots of
// their own among the connection's. Also what to ask an administrator for: permissions, their reasons, and the script.
import type { Handlers } from '../../../contract/calls.ts';
import type { SecretSlot, SecretStatus } from '../../../contract/connections.ts';
import { type IdpAccess, idpAccessSchema } from '../../../contract/idp-access.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isTenant } from '../../protocols/entra/clouds.ts';
import { isOktaDomain } from '../../protocols/okta/address.ts';
import { appScript } from './app-script.ts';
import { consentText, permissions } from './permissions.ts';

type AccessCall = Extract<keyof Handlers, `idp-access.${string}`>;

export interface AccessPorts {
  readonly settings: { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> };
  readonly requireConnection: (id: string) => Promise<unknown>;
  readonly secretStatus: (connectionId: string, slot: SecretSlot) => Promise<SecretStatus>;
  /** Writes a text where the administrator says; null when they said nowhere. */
  readonly saveText: (file: { readonly title: string; readonly name: string; readonly text: string }) => Promise<string | null>;
  readonly changed: () => void;
}

export interface AccessFeature {
  readonly handlers: Pick<Handlers, AccessCall>;
  accessOf(connectionId: string): Promise<IdpAccess>;
  /** For this process alone (the terminal's options). */
  hold(connectionId: string, access: IdpAccess): void;
}

const nothing: IdpAccess = { graph: null, okta: null };
const keyOf = (connectionId: string): string => `idp-access:${connectionId}`;

function refuseWrong({ graph, okta }: IdpAccess): void {
  if (graph !== null && !isTenant(graph.tenantId))
    throw new Refusal('idp-access.tenant', `“${graph.tenantId}” is no tenant: give the Directory (tenant) ID, or a domain name of the tenant.`);
  if (okta !== null && !isOktaDomain(okta.domain))
    throw new Refusal('idp-access.domain', `“${okta.domain}” is no Okta domain: give it as example.okta.com, without “-admin” and without a path.`);
}

export function createAccessFeature(ports: AccessPorts): AccessFeature {
  const held = new Map<string, IdpAccess>();

  async function accessOf(connectionId: string): Promise<IdpAccess> {
    const own = held.get(connectionId);
    if (own !== undefined) return own;
    const text = await ports.settings.get(keyOf(connectionId));
    // What an older version wrote and this one cannot read counts as none.
    return text === undefined ? nothing : (idpAccessSchema.safeParse(JSON.parse(text)).data ?? nothing);
  }

  async function shown(connectionId: string) {
    return {
      access: await accessOf(connectionId),
      secrets: { graph: await ports.secretStatus(connectionId, 'graph'), okta: await ports.secretStatus(connectionId, 'okta') },
    };
  }

  return {
    accessOf,
    hold: (connectionId, access) => {
      refuseWrong(access);
      held.set(connectionId, access);
    },
    handlers: {
      'idp-access.get': async ({ connectionId }) => {
        await ports.requireConnection(connectionId);
        return shown(connectionId);
      },
      'idp-access.save': async ({ connectionId, access }) => {
        await ports.requireConnection(connectionId);
        refuseWrong(access);
        await ports.settings.set(keyOf(connectionId), JSON.stringify(access));
        ports.changed();
        return shown(connectionId);
      },
      'idp-access.permissions': async () => ({ permissions: [...permissions], consentText: consentText() }),
      'idp-access.saveAppScript': async () => ({
        path: await ports.saveText({ title: 'Save the script that makes the app registration', name: 'new-scim-steward-app.ps1', text: appScript() }),
      }),
    },
  };
}
