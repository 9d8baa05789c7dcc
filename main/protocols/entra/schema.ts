// Reads the synchronization schema of an Entra provisioning job: what Graph answers (v1.0 and beta) and what the portal's “Download” saves, alone or
// beside the job's settings. Names of rules, directories and objects are read as data. Values of other settings, secrets among them, are not.
// Tolerant of key case, wrappers and missing parts, capped in size; what was passed over is said in `notes`. Nothing is sent.
import type { AttributeMapping, MappedSource, Mapping, ObjectMapping } from '../../../contract/mapping.ts';

export type ReadMapping = { readonly kind: 'mapping'; readonly mapping: Mapping } | { readonly kind: 'unreadable'; readonly reason: string };

export const caps = { characters: 20_000_000, objects: 200, attributes: 2_000, expression: 20_000, notes: 200 } as const;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member by its name in any case: exports differ in it. */
export function member(node: Node, name: string): unknown {
  if (Object.hasOwn(node, name)) return node[name];
  const key = Object.keys(node).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : node[key];
}

const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const text = (value: unknown, longest = 1_000): string =>
  (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '').slice(0, longest);

/** JSON of a file as it is saved on any system; undefined when it is none. */
export function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The first object that holds `name`, wrappers and one-entry lists around it opened; `value` of Graph's lists as well. */
function findHolder(root: unknown, name: string): Node | undefined {
  let level: readonly unknown[] = [root];
  for (let depth = 0; depth < 6 && level.length > 0; depth += 1) {
    const found = level.filter(isNode).find((node) => Array.isArray(member(node, name)));
    if (found !== undefined) return found;
    level = level.flatMap((value) => (Array.isArray(value) ? value.slice(0, 50) : isNode(value) ? Object.values(value).slice(0, 200) : []));
  }
  return undefined;
}

const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

function readSource(value: unknown): MappedSource {
  if (!isNode(value)) return { kind: 'none', expression: '' };
  const type = text(member(value, 'type')).toLowerCase();
  const name = text(member(value, 'name'), caps.expression);
  const written = text(member(value, 'expression'), caps.expression).trim();
  if (written === '' && name === '') return { kind: 'none', expression: '' };
  if (type === 'constant') return { kind: 'constant', expression: written === '' ? quoted(name) : written };
  // Without the expression a function's omitted arguments cannot be told: it stands with its name alone and is not evaluated.
  if (type === 'function') return { kind: 'function', expression: written === '' ? name : written };
  return { kind: /^\[[^[\]]*\]$/.test(written) || written === '' ? 'attribute' : 'function', expression: written === '' ? `[${name}]` : written };
}

/** Graph writes `Always`, `ObjectAddOnly`, ...; only the first is of every day. */
function readAttribute(node: Node): AttributeMapping | undefined {
  const target = text(member(node, 'targetAttributeName')).trim();
  if (target === '') return undefined;
  const priority = Number(member(node, 'matchingPriority') ?? 0);
  const defaultValue = member(node, 'defaultValue');
  return {
    target,
    source: readSource(member(node, 'source')),
    defaultValue: defaultValue === null || defaultValue === undefined ? null : text(defaultValue, caps.expression),
    matchingPriority: Number.isFinite(priority) && priority > 0 ? priority : 0,
    flowType: text(member(node, 'flowType'), 100) || 'Always',
  };
}

/** Documented default: all three. */
function readFlows(value: unknown): ObjectMapping['flows'] {
  const words = (Array.isArray(value) ? value.map((entry) => text(entry)) : text(value).split(/[\s,|]+/))
    .map((word) => word.toLowerCase())
    .filter(Boolean);
  if (words.length === 0) {
    const told = value === '' || Array.isArray(value);
    return { add: !told, update: !told, delete: !told };
  }
  return { add: words.includes('add'), update: words.includes('update'), delete: words.includes('delete') };
}

function readScope(value: unknown): ObjectMapping['scope'] {
  if (!isNode(value)) return [];
  return nodes(member(value, 'groups'))
    .slice(0, 500)
    .map((group) =>
      nodes(member(group, 'clauses'))
        .slice(0, 500)
        .map((clause) => {
          const operand = member(clause, 'targetOperand');
          const values = isNode(operand) ? member(operand, 'values') : undefined;
          return {
            attribute: text(member(clause, 'sourceOperandName')),
            operator: text(member(clause, 'operatorName')),
            values: Array.isArray(values) ? values.slice(0, 500).map((entry) => text(entry, caps.expression)) : [],
          };
        }),
    )
    .filter((clauses) => clauses.length > 0);
}

const lastWord = (name: string) =>
  name
    .split(/[:.#/]/)
    .at(-1)
    ?.toLowerCase() ?? '';

/** Told by what is mapped, then by the objects' own names: `userName` is a person's, `members` a group's. */
function kindOf(attributes: readonly AttributeMapping[], names: readonly string[]): ObjectMapping['kind'] {
  const targets = new Set(attributes.map(({ target }) => target.split(':').at(-1)?.toLowerCase()));
  if (targets.has('username')) return 'user';
  if (targets.has('members')) return 'group';
  const words = names.map(lastWord);
  if (words.every((word) => word.endsWith('group'))) return 'group';
  return words.every((word) => word.endsWith('user')) ? 'user' : 'other';
}

function readObject(node: Node, notes: string[]): ObjectMapping {
  const rows = nodes(member(node, 'attributeMappings'));
  const [name, sourceObject, targetObject] = [
    text(member(node, 'name')),
    text(member(node, 'sourceObjectName')),
    text(member(node, 'targetObjectName')),
  ];
  const attributes = rows
    .slice(0, caps.attributes)
    .map(readAttribute)
    .filter((row) => row !== undefined);
  const label = name || `${sourceObject} to ${targetObject}`;
  if (rows.length > caps.attributes) notes.push(`“${label}” maps ${rows.length} attributes; the first ${caps.attributes} were read.`);
  const nameless = Math.min(rows.length, caps.attributes) - attributes.length;
  if (nameless > 0) notes.push(`${nameless} attribute ${nameless === 1 ? 'mapping' : 'mappings'} of “${label}” without a target were passed over.`);
  const scope = member(node, 'scope');
  if (isNode(scope) && ['inputFilterGroups', 'categoryFilterGroups'].some((other) => nodes(member(scope, other)).length > 0))
    notes.push(`“${label}” has experimental scoping filters, which are not evaluated.`);
  return {
    kind: kindOf(attributes, [sourceObject, targetObject]),
    name,
    sourceObject,
    targetObject,
    enabled: member(node, 'enabled') !== false,
    flows: readFlows(member(node, 'flowTypes')),
    scope: readScope(scope),
    attributes,
  };
}

/** Settings that stand beside the schema, by their documented keys and no others: the list may hold secrets. */
function readSetting(root: unknown, key: string): string | null {
  for (const holder of ['synchronizationJobSettings', 'secrets', 'value']) {
    const found = nodes(member(findHolder(root, holder) ?? {}, holder)).find(
      (entry) => text(member(entry, 'key') ?? member(entry, 'name')).toLowerCase() === key.toLowerCase(),
    );
    const value = found === undefined ? undefined : member(found, 'value');
    if (value !== undefined && value !== null) return typeof value === 'boolean' ? String(value) : text(value, 2_000);
  }
  return null;
}

function readDefinitions(schema: Node): Pick<Mapping, 'memberObjects' | 'required'> {
  const objects = nodes(member(schema, 'directories')).flatMap((directory) => nodes(member(directory, 'objects')));
  const rows = objects.flatMap((object) =>
    nodes(member(object, 'attributes')).map((attribute) => ({ object: text(member(object, 'name')), attribute })),
  );
  return {
    memberObjects: [
      ...new Set(
        rows
          .filter(({ attribute }) => lastWord(text(member(attribute, 'name'))) === 'members')
          .flatMap(({ attribute }) => nodes(member(attribute, 'referencedObjects')).map((entry) => text(member(entry, 'referencedObjectName')))),
      ),
    ].slice(0, 100),
    required: rows
      .filter(({ attribute }) => member(attribute, 'required') === true)
      .map(({ object, attribute }) => ({ object, attribute: text(member(attribute, 'name')) }))
      .slice(0, 2_000),
  };
}

/** `scim.<tenant>.<job>` tells what the job was made from, for certain; else its template does, if it is there. */
function templateOf(schema: Node, root: unknown): string | null {
  const given = text(member(schema, 'templateId')) || (isNode(root) ? text(member(root, 'templateId')) : '');
  const id = text(member(schema, 'id'));
  return (/^[A-Za-z][\w-]*\./.test(id) ? id.split('.')[0] : given) || null;
}

/** The mapping in a schema's text, or why there is none. */
export function readEntraSchema(content: string, origin: string): ReadMapping {
  if (content.length > caps.characters) return { kind: 'unreadable', reason: 'The file is larger than 20 MB: no synchronization schema is.' };
  const root = parseJson(content);
  if (root === undefined)
    return {
      kind: 'unreadable',
      reason: 'This is not JSON. In Entra: Provisioning > Mappings > Show advanced options > Review your schema here > Download.',
    };
  const schema = findHolder(root, 'synchronizationRules');
  if (schema === undefined)
    return {
      kind: 'unreadable',
      reason: 'There are no synchronizationRules in this JSON: it is not the synchronization schema of a provisioning job.',
    };
  const notes: string[] = [];
  const all = nodes(member(schema, 'synchronizationRules')).flatMap((rule) => nodes(member(rule, 'objectMappings')));
  if (all.length === 0)
    return { kind: 'unreadable', reason: 'The schema holds no object mappings: Entra shows an empty one until the credentials are saved.' };
  if (all.length > caps.objects) notes.push(`The schema holds ${all.length} object mappings; the first ${caps.objects} were read.`);
  const objects = all.slice(0, caps.objects).map((node) => readObject(node, notes));
  const skip = readSetting(root, 'SkipOutOfScopeDeletions');
  return {
    kind: 'mapping',
    mapping: {
      provider: 'entra',
      vantage: 'a file',
      origin: origin.slice(0, 300),
      template: templateOf(schema, root),
      tenantUrl: readSetting(root, 'BaseAddress'),
      skipOutOfScopeDeletions: skip === null ? null : skip.toLowerCase() === 'true',
      ...readDefinitions(schema),
      objects,
      notes: notes.slice(0, caps.notes),
    },
  };
}
