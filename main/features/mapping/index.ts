// Mappings and claims as the window and the terminal ask for them: read, keep, check, simulate, compare one person. A mapping holds no secret and is kept
// with its connection; a pasted sign-in is never kept.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Handlers } from '../../../contract/calls.ts';
import { groupClaimSchema, unknownGroupClaim } from '../../../contract/claims.ts';
import { type Mapping, mappingSchema, type ScimSide, type SignOn, signOnSchema, unknownSignOn } from '../../../contract/mapping.ts';
import { blankMapping } from '../../domain/mapping/blank.ts';
import type { Dialogs } from '../../platform/ports.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SettingStore } from '../../platform/storage/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import { caps, readEntraSchema } from '../../protocols/entra/schema.ts';
import { looksLikeOkta, readOktaMappings } from '../../protocols/okta/mappings.ts';
import { checkClaims } from './check-claims.ts';
import { simulationFindings } from './findings-simulation.ts';
import { checkMapping } from './rules.ts';
import type { MappingOperations } from './worker-operations.ts';

export interface MappingPorts {
  readonly ask: Ask<MappingOperations>;
  readonly settings: SettingStore;
  readonly dialogs: Pick<Dialogs, 'openFile'>;
  /** The schema of the connection's provisioning job, or its app's profile mapping in Okta, as JSON; refused when it cannot be read. */
  readonly fetchSchema: (
    connectionId: string,
    provider: Mapping['provider'] | undefined,
  ) => Promise<{ readonly text: string; readonly origin: string; readonly runId: string }>;
}

type MappingCall = Extract<keyof Handlers, `mapping.${string}` | `claims.${string}`>;

/** Reads a mapping out of a text, whichever identity provider's it is. */
export function readMapping(text: string, origin: string): Mapping {
  const read = looksLikeOkta(text) ? readOktaMappings(text, origin) : readEntraSchema(text, origin);
  if (read.kind === 'unreadable')
    throw new Refusal('mapping.unreadable', `${origin === '' ? 'The text' : `“${origin}”`} is not read as a mapping. ${read.reason}`);
  return read.mapping;
}

async function readMappingFile(path: string): Promise<Mapping> {
  const name = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new Refusal('mapping.no-file', `The file “${name}” cannot be opened.`);
  if (found.size > caps.characters) throw new Refusal('mapping.unreadable', `“${name}” is larger than 20 MB: no synchronization schema is.`);
  const bytes = await readFile(path);
  return readMapping(bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8'), name);
}

/** Deleting a connection removes every setting whose key ends with its id. */
const keyOf = (kind: 'mapping' | 'sign-on' | 'group-claim', connectionId: string | null) => `${kind}:${connectionId ?? 'none'}`;

export function createMappingFeature({ ask, settings, dialogs, fetchSchema }: MappingPorts): Pick<Handlers, MappingCall> {
  async function read<T>(
    key: string,
    parse: (value: unknown) => { readonly success: boolean; readonly data?: T | undefined },
  ): Promise<T | undefined> {
    const text = await settings.get(key);
    return text === undefined ? undefined : parse(JSON.parse(text)).data;
  }

  /** The groups claim has one home, which nested groups read as well. */
  async function signOnOf(connectionId: string | null): Promise<SignOn> {
    const own = (await read(keyOf('sign-on', connectionId), (value) => signOnSchema.safeParse(value))) ?? unknownSignOn;
    const groups = await read(keyOf('group-claim', connectionId), (value) => groupClaimSchema.safeParse(value));
    return { ...own, groups: groups ?? unknownGroupClaim };
  }

  return {
    'mapping.get': async ({ connectionId }) => ({
      mapping: (await read(keyOf('mapping', connectionId), (value) => mappingSchema.safeParse(value))) ?? null,
      signOn: await signOnOf(connectionId),
    }),
    'mapping.save': async ({ connectionId, mapping, signOn }) => {
      if (mapping === null) await settings.remove(keyOf('mapping', connectionId));
      else await settings.set(keyOf('mapping', connectionId), JSON.stringify(mapping));
      await settings.set(keyOf('sign-on', connectionId), JSON.stringify(signOn));
      await settings.set(keyOf('group-claim', connectionId), JSON.stringify(signOn.groups));
      return { done: true };
    },
    'mapping.chooseFile': async () => {
      const path = await dialogs.openFile({
        title: 'Choose a mapping: Entra’s schema or Okta’s mappings',
        filters: [{ name: 'JSON', extensions: ['json', 'txt'] }],
      });
      return { mapping: path === null ? null : await readMappingFile(path) };
    },
    'mapping.read': async ({ text, origin }) => readMapping(text, origin),
    'mapping.fetch': async ({ connectionId, provider }) => {
      const { text, origin, runId } = await fetchSchema(connectionId, provider);
      return { mapping: { ...readMapping(text, origin), vantage: 'the IdP' }, runId };
    },
    'mapping.blank': async ({ provider, signOn }) => blankMapping(provider, signOn),
    'mapping.check': async ({ mapping, signOn }) => checkMapping(mapping, signOn),
    'mapping.simulate': async (order) => {
      const simulated = await ask('mapping.simulate', order);
      return { ...simulated, findings: [...simulationFindings(simulated)] };
    },
    'claims.check': async ({ text, providerIdClaim, userNameClaim, groupsClaim, scim, person }) => {
      const known = person === null ? undefined : await ask('mapping.person', person);
      const side: ScimSide = {
        externalId: scim.externalId ?? known?.side.externalId ?? null,
        userName: scim.userName ?? known?.side.userName ?? null,
        groups: scim.groups ?? known?.side.groups ?? null,
      };
      const checked = checkClaims(text, { providerId: providerIdClaim, userName: userNameClaim, groups: groupsClaim }, side);
      return { ...checked, notes: [...(known?.notes ?? []), ...checked.notes] };
    },
  };
}
