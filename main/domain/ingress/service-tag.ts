// Reads Microsoft's service-tag file ("ServiceTags_Public_....json", or the answer of the Service Tags API) for one tag.
// Tolerant about everything but the two fields it needs; says why when a file does not fit.
import { type Range, readCidr } from './ipv4.ts';

/** The tag Entra's provisioning service comes from (Microsoft Learn: SCIM endpoint, network requirements). */
export const entraTag = 'AzureActiveDirectory';

export type ServiceTagReading =
  | {
      readonly kind: 'tag';
      /** `changeNumber` of the tag, and of the file, as far as the file says. */
      readonly version?: string;
      readonly cloud?: string;
      readonly ranges: readonly Range[];
      /** IPv6 prefixes of the tag: Network ingress cannot take them. */
      readonly ipv6: number;
      readonly unreadable: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly why: string };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);

function parse(file: string): unknown {
  try {
    // Microsoft's download begins with a byte order mark.
    return JSON.parse(file.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** `AzureActiveDirectory` and its regional variants (`AzureActiveDirectory.<region>`), not `AzureActiveDirectoryDomainServices`. */
export function readServiceTag(file: string, tag: string = entraTag): ServiceTagReading {
  const json = parse(file);
  if (!isRecord(json) || !Array.isArray(json.values))
    return {
      kind: 'unreadable',
      why: 'This is not a service-tag file: it has no list named “values”. Download it as JSON from Microsoft (ID 56519).',
    };
  const wanted = tag.toLowerCase();
  const rows = json.values.filter(isRecord).filter((row) => {
    const name = text(row.name)?.toLowerCase();
    return name === wanted || name?.startsWith(`${wanted}.`) === true;
  });
  const prefixes = rows.flatMap((row) =>
    isRecord(row.properties) && Array.isArray(row.properties.addressPrefixes) ? row.properties.addressPrefixes : [],
  );
  if (prefixes.length === 0)
    return { kind: 'unreadable', why: `The file has no address ranges for the service tag ${tag}. Was it cut, or of another cloud?` };
  const ranges: Range[] = [];
  const unreadable: string[] = [];
  let ipv6 = 0;
  for (const prefix of prefixes) {
    const reading = typeof prefix === 'string' ? readCidr(prefix.trim()) : { kind: 'unreadable' as const };
    if (reading.kind === 'range') ranges.push(reading.range);
    else if (reading.kind === 'ipv6') ipv6 += 1;
    else unreadable.push(String(prefix).slice(0, 60));
  }
  const version = versionOf(rows, json);
  const cloud = text(json.cloud);
  return { kind: 'tag', ...(version === undefined ? {} : { version }), ...(cloud === undefined ? {} : { cloud }), ranges, ipv6, unreadable };
}

function versionOf(rows: readonly Record<string, unknown>[], json: Record<string, unknown>): string | undefined {
  const main = rows.find((row) => !String(row.name).includes('.')) ?? rows[0];
  const ofTag = main !== undefined && isRecord(main.properties) ? text(main.properties.changeNumber) : undefined;
  const ofFile = text(json.changeNumber);
  if (ofTag === undefined) return ofFile === undefined ? undefined : `file ${ofFile}`;
  return ofFile === undefined ? `tag ${ofTag}` : `tag ${ofTag}, file ${ofFile}`;
}
