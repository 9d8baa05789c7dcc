// What this machine's administrator allows. A policy file that cannot be read forbids every write: it was put there for a reason.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { RunKind } from '../../../contract/common.ts';

const policySchema = z
  .object({
    /** true: no write to any system. A list: these kinds of runs are forbidden. */
    forbidWrites: z.union([z.boolean(), z.array(z.enum(['test-sync', 'clean-up', 'rerun']))]).default(false),
    /** Forbids writes to connections labelled production only. */
    forbidProductionWrites: z.boolean().default(false),
    /** Changing externalId of an existing account hands it over: nobody may unless this is true. */
    allowMend: z.boolean().default(false),
    /** Shown to the administrator who meets the refusal. */
    contact: z.string().max(300).default(''),
  })
  .strict();

export type Policy = z.infer<typeof policySchema> & { readonly source: string; readonly problem?: string };

const open: Policy = { forbidWrites: false, forbidProductionWrites: false, allowMend: false, contact: '', source: 'no policy file' };

/** Where the policy stands on this system when no other path is given. */
export function defaultPolicyFile(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string {
  switch (platform) {
    case 'win32':
      return `${env['ProgramData'] ?? 'C:\\ProgramData'}\\SCIM Steward\\policy.json`;
    case 'darwin':
      return '/Library/Application Support/SCIM Steward/policy.json';
    default:
      return '/etc/scim-steward/policy.json';
  }
}

/** Reads the policy afresh, so that a change needs no restart. */
export async function readPolicy(file: string): Promise<Policy> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return open;
    return closed(file, 'it cannot be opened');
  }
  try {
    const parsed = policySchema.safeParse(JSON.parse(text));
    return parsed.success ? { ...parsed.data, source: file } : closed(file, z.prettifyError(parsed.error).replace(/\s+/g, ' '));
  } catch {
    return closed(file, 'it is not JSON');
  }
}

function closed(file: string, problem: string): Policy {
  return { forbidWrites: true, forbidProductionWrites: true, allowMend: false, contact: '', source: file, problem };
}

/** Why this policy forbids such a run, or undefined. */
export function policyForbids(policy: Policy, kind: RunKind, production: boolean): string | undefined {
  const all = policy.forbidWrites === true || (policy.forbidProductionWrites && production);
  const one = Array.isArray(policy.forbidWrites) && policy.forbidWrites.some((forbidden) => forbidden === kind);
  if (!all && !one) return undefined;
  const what =
    policy.problem === undefined
      ? `The policy of this machine (${policy.source}) forbids it.`
      : `The policy file of this machine (${policy.source}) cannot be understood: ${policy.problem}. Until it is mended, nothing is written anywhere.`;
  return policy.contact === '' ? what : `${what} Ask: ${policy.contact}.`;
}

/** Why nobody may be mended here, unless the policy allows it: what no policy speaks of is off. */
export function notAllowed({ allowMend, contact }: Policy, file: string): string | undefined {
  if (allowMend) return undefined;
  const what = `Mending a person is off on this machine. Its administrator allows it by "allowMend": true in the policy file ${file}.`;
  return contact === '' ? what : `${what} Ask: ${contact}.`;
}
