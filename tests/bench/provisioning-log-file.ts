// Writes a generated export of a provisioning log as the portal downloads it, one array without blanks, about 1,500 bytes an event; and beside it where each
// event ends, for the side that only parses. The same seed writes the same bytes.
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LogOrder, LogWritten } from './provisioning-log.ts';

const people = 120_000;
const seed = 0x5eed;

/** Numbers below 2^32, the same ones each time. */
function numbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0').slice(-digits);
const guidOf = (a: number, b: number) => `${hex(a, 8)}-${hex(b, 4)}-4${hex(b >>> 8, 3)}-8${hex(a >>> 4, 3)}-${hex(b, 8)}${hex(a, 4)}`;
const codes = ['EntryConflict', 'ServiceIncompatible', 'Timeout', 'MandatoryFieldsMissing', 'TooManyRequests', 'DuplicateTargetEntries'];
const attributes = ['displayName', 'title', 'department', 'externalId', 'emails[type eq "work"].value', 'name.familyName'];

function eventOf(n: number, next: () => number) {
  const who = next() % people;
  const luck = next() % 100;
  const status = luck < 70 ? 'success' : luck < 85 ? 'failure' : luck < 98 ? 'skipped' : 'warning';
  const code = `SystemForCrossDomainIdentityManagement${codes[next() % codes.length]}`;
  const name = `person.${who}@halden.example`;
  const reason = `StatusCode: Conflict Message: Processing of the HTTP request resulted in an exception. Web Response: ${JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '409', detail: `userName ${name} is already used` })}`;
  const source = { id: guidOf(who, who * 7), name: `Person ${who}`, type: 'User', details: { UserPrincipalName: name, odatatype: 'User' } };
  const target = { id: guidOf(who * 3, who), name, type: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', details: {} };
  const attribute = attributes[next() % attributes.length];
  return {
    id: guidOf(next(), next()),
    activityDateTime: new Date(Date.UTC(2026, 9, 1) + n * 2500).toISOString(),
    tenantId: guidOf(1, 1),
    jobId: 'scim.0a1b2c.d4e5f6',
    cycleId: guidOf(Math.floor(n / 20_000), 5),
    changeId: guidOf(next(), n),
    action: luck % 5 === 0 ? 'create' : 'update',
    durationInMilliseconds: next() % 3000,
    initiatedBy: { id: '', name: 'Azure AD Provisioning Service', type: 'system' },
    servicePrincipal: { id: guidOf(2, 2), name: 'Foundry SCIM' },
    sourceSystem: { id: guidOf(3, 3), name: 'Azure Active Directory', details: {} },
    targetSystem: { id: guidOf(4, 4), name: 'Foundry SCIM', details: { ApplicationId: guidOf(5, 5), ServicePrincipalDisplayName: 'Foundry SCIM' } },
    sourceIdentity: source,
    targetIdentity: target,
    statusInfo: status === 'failure' ? { status, errorCode: code, reason, errorCategory: 'nonServiceFailure' } : { status },
    provisioningSteps: [
      { name: 'EntryImport', type: 'import', status: 'success', description: `Retrieved User '${name}' from Azure Active Directory`, details: {} },
      {
        name: 'EntrySynchronizationScoping',
        type: 'scoping',
        status: 'success',
        description: 'Determine if User in scope by evaluating against each scoping filter',
        details: { ScopeEvaluationResult: '{"Active in the source system":true,"Assigned":true}' },
      },
      {
        name: 'EntryExportUpdate',
        type: 'export',
        status,
        description: `User '${name}' was sent to Foundry SCIM`,
        details:
          status === 'skipped' ? { SkipReason: luck % 2 === 0 ? 'RedundantExport' : 'NotEffectivelyEntitled' } : { ReportableIdentifier: name },
      },
    ],
    modifiedProperties: status === 'skipped' ? [] : [{ displayName: attribute, oldValue: null, newValue: `Value ${next() % 5000}` }],
  };
}

async function write({ path, events }: LogOrder): Promise<LogWritten> {
  const ends = new Float64Array(events);
  let bytes = 1;
  function* parts() {
    const next = numbers(seed);
    yield '[';
    let part: string[] = [];
    for (let n = 0; n < events; n += 1) {
      const text = JSON.stringify(eventOf(n, next));
      bytes += (n === 0 ? 0 : 1) + Buffer.byteLength(text);
      ends[n] = bytes;
      part.push(n === 0 ? text : `,${text}`);
      if (part.length < 500) continue;
      yield part.join('');
      part = [];
    }
    yield `${part.join('')}]`;
  }
  await pipeline(parts, createWriteStream(path));
  await writeFile(join(path, '..', 'ends'), ends);
  return { bytes: bytes + 1 };
}

process.once('message', (order: LogOrder) => {
  write(order).then(
    (result) => process.send?.(result, () => process.disconnect()),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
