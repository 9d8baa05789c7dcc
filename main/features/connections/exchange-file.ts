// Connections as a file to hand over: never with secrets, checked against the contract when read back.
import { z } from 'zod';
import { type Connection, connectionDraftSchema } from '../../../contract/connections.ts';

const fileSchema = z.object({ format: z.literal('scim-steward-connections'), version: z.literal(1), connections: z.array(z.unknown()) });

export type ImportedDraft = z.infer<typeof connectionDraftSchema>;

/** The file's text. What belongs to this machine (ids, times, CA file paths) stays out. */
export function writeConnectionsFile(connections: readonly Connection[]): string {
  const rows = connections.map(({ id: _id, createdAt: _made, updatedAt: _changed, practice: _practice, caFile: _caFile, ...rest }) => rest);
  return `${JSON.stringify({ format: 'scim-steward-connections', version: 1, connections: rows }, null, 2)}\n`;
}

/** Nobody has so many; each costs a look at all the others. */
const mostConnections = 500;

/**
 * Reads such a file: what fits is a draft, what does not is refused with its reason and loses nothing else.
 * The path of a CA file in it is somebody else's and not taken over, so that no file of their choice is opened and trusted here.
 */
export function readConnectionsFile(text: string): { readonly drafts: readonly ImportedDraft[]; readonly refused: readonly string[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { drafts: [], refused: ['This file is not JSON. Choose a file written by “Export connections”.'] };
  }
  const file = fileSchema.safeParse(parsed);
  if (!file.success)
    return { drafts: [], refused: ['This is not a file written by “Export connections”, or it was written by a newer version of this app.'] };
  if (file.data.connections.length > mostConnections)
    return { drafts: [], refused: [`This file holds ${file.data.connections.length} connections; at most ${mostConnections} are imported at once.`] };
  const drafts: ImportedDraft[] = [];
  const refused: string[] = [];
  file.data.connections.forEach((row, index) => {
    const draft = connectionDraftSchema.omit({ id: true }).safeParse({ ...(typeof row === 'object' ? row : {}), caFile: '' });
    if (draft.success) drafts.push(draft.data);
    else refused.push(`Connection ${index + 1}: ${draft.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  });
  return { drafts, refused };
}
