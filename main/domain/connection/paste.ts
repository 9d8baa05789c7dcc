// Takes apart what an administrator pastes: the four values that Foundry's Control Panel shows after "Generate SCIM credentials",
// as lines with labels, as a table row, as JSON or bare. Pure; the secret is returned to main only and never crosses the bridge.

export interface PastedValues {
  readonly scimUrl?: string;
  readonly tokenUrl?: string;
  readonly clientId?: string;
  readonly secret?: string;
  /** What was understood only by guess, or not at all; never contains a value that may be the secret. */
  readonly notes: readonly string[];
}

type Field = 'scimUrl' | 'tokenUrl' | 'clientId' | 'secret';

const labels: readonly { readonly field: Field; readonly pattern: RegExp }[] = [
  { field: 'tokenUrl', pattern: /^(?:oauth\s*2?(?:\.0)?\s*)?(?:access\s*)?token[\s_-]*(?:endpoint|url|uri|address)$/i },
  { field: 'scimUrl', pattern: /^(?:scim|tenant|base|scim\s*2(?:\.0)?)[\s_-]*(?:base[\s_-]*)?(?:url|uri|endpoint|address)$/i },
  { field: 'clientId', pattern: /^(?:oauth\s*2?(?:\.0)?\s*)?client[\s_-]*(?:id|identifier)$/i },
  { field: 'secret', pattern: /^(?:(?:oauth\s*2?(?:\.0)?\s*)?client[\s_-]*)?secret$/i },
];

const fieldNames: Record<Field, string> = { scimUrl: 'SCIM URL', tokenUrl: 'token endpoint', clientId: 'client ID', secret: 'client secret' };

function fieldOf(label: string): Field | undefined {
  const clean = label.replace(/^["'`*\s•-]+|["'`*\s]+$/g, '').trim();
  return labels.find((row) => row.pattern.test(clean))?.field;
}

function unwrap(value: string): string {
  const trimmed = value.trim().replace(/[,;]$/, '').trim();
  const quoted = /^(["'`])(.*)\1$/.exec(trimmed);
  return (quoted?.[2] ?? trimmed).trim();
}

/** Splits a line at the first separator that makes its left side a known label. */
function labelled(line: string): { readonly field: Field; readonly value: string } | undefined {
  for (const match of line.matchAll(/\s*(?::|=|\t|\||→)\s*|\s{2,}/g)) {
    const field = fieldOf(line.slice(0, match.index));
    if (field !== undefined) return { field, value: unwrap(line.slice(match.index + match[0].length)) };
  }
  return undefined;
}

function guess(token: string): Field | undefined {
  if (/^https?:\/\//i.test(token)) {
    if (/\/token(?:[/?#]|$)/i.test(token)) return 'tokenUrl';
    return /scim/i.test(token) ? 'scimUrl' : undefined;
  }
  return undefined;
}

function fromJson(text: string): Partial<Record<Field, string>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const found: Partial<Record<Field, string>> = {};
    for (const [key, value] of Object.entries(parsed)) {
      const field = fieldOf(key.replace(/([a-z])([A-Z])/g, '$1 $2'));
      if (field !== undefined && typeof value === 'string') found[field] = value;
    }
    return found;
  } catch {
    return undefined;
  }
}

/** A secret may legally begin or end with a blank, but never does in practice: it is trimmed, and the note says so. */
export function parsePaste(text: string): PastedValues {
  const notes: string[] = [];
  const found: Partial<Record<Field, string>> = fromJson(text) ?? {};
  if (Object.keys(found).length === 0) {
    const bare: string[] = [];
    let waiting: Field | undefined;
    for (const raw of text.split(/\r?\n/)) {
      const line = raw.trim();
      if (line === '') continue;
      const hit = labelled(line);
      const alone = fieldOf(line.replace(/[:=]\s*$/, ''));
      if (alone !== undefined) waiting = alone;
      else if (hit !== undefined) {
        if (hit.value === '') waiting = hit.field;
        else found[hit.field] ??= hit.value;
      } else if (waiting !== undefined) {
        found[waiting] ??= unwrap(line);
        waiting = undefined;
      } else bare.push(...line.split(/\s+/).map(unwrap));
    }
    takeBare(bare, found, notes);
  }
  for (const field of ['scimUrl', 'tokenUrl', 'clientId', 'secret'] as const) {
    if (found[field] === undefined || found[field] === '') notes.push(`No ${fieldNames[field]} was found in the pasted text.`);
  }
  return { ...(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== '')) as Partial<Record<Field, string>>), notes };
}

/** Values without labels: addresses by their shape; of two other values, in Control Panel’s order, first the client ID, then the secret. */
function takeBare(bare: readonly string[], found: Partial<Record<Field, string>>, notes: string[]): void {
  const others: string[] = [];
  for (const token of bare) {
    const field = guess(token);
    if (field !== undefined) found[field] ??= token;
    else others.push(token);
  }
  const open = (['clientId', 'secret'] as const).filter((field) => found[field] === undefined);
  if (others.length === 0) return;
  if (others.length !== open.length) {
    notes.push(
      `${others.length} ${others.length === 1 ? 'value' : 'values'} without a label could not be assigned. Paste the lines with their labels, or type them in.`,
    );
    return;
  }
  open.forEach((field, index) => {
    const value = others[index];
    if (value !== undefined) found[field] = value;
  });
  notes.push(`The ${open.map((field) => fieldNames[field]).join(' and the ')} had no label and were taken in Control Panel’s order: check them.`);
}
