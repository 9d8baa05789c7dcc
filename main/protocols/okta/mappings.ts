// Reads Okta's profile mappings (GET /api/v1/mappings/{id}: one, several, or a list) into the same form as Entra's schema. Okta's own expressions are
// kept as text and only plain attributes (`user.login`) are told apart; matching is set in the app and does not stand here.
// Source: Okta Developer, Management API, Profile Mappings.
import type { AttributeMapping, ObjectMapping } from '../../../contract/mapping.ts';
import { caps, member, parseJson, type ReadMapping } from '../entra/schema.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, caps.expression) : '');

const plain = /^(?:user|source|appuser)\.([A-Za-z_]\w*)$/;

function readProperty(target: string, value: unknown): AttributeMapping | undefined {
  if (!isNode(value)) return undefined;
  const expression = text(member(value, 'expression')).trim();
  const attribute = plain.exec(expression)?.[1];
  const constant = /^(["'])([^"']*)\1$/.exec(expression)?.[2];
  const pushed = text(member(value, 'pushStatus')).toUpperCase() !== 'DONT_PUSH';
  return {
    target: target.slice(0, 1_000),
    source:
      expression === ''
        ? { kind: 'none', expression: '' }
        : attribute !== undefined
          ? { kind: 'attribute', expression: `[${attribute}]` }
          : constant !== undefined
            ? { kind: 'constant', expression: JSON.stringify(constant) }
            : { kind: 'function', expression },
    defaultValue: null,
    matchingPriority: 0,
    // Okta: “apply mapping on user create only” and “on user create and update”.
    flowType: pushed ? 'Always' : 'ObjectAddOnly',
  };
}

function side(node: Node, name: 'source' | 'target'): { readonly name: string; readonly type: string } {
  const value = member(node, name);
  return isNode(value) ? { name: text(member(value, 'name')), type: text(member(value, 'type')).toLowerCase() } : { name: '', type: '' };
}

function readOne(node: Node): ObjectMapping | undefined {
  const properties = member(node, 'properties');
  if (!isNode(properties)) return undefined;
  const [source, target] = [side(node, 'source'), side(node, 'target')];
  return {
    kind: 'user',
    name: `${source.name} to ${target.name}`.slice(0, 1_000),
    sourceObject: source.name.slice(0, 1_000),
    targetObject: target.name.slice(0, 1_000),
    enabled: true,
    flows: { add: true, update: true, delete: true },
    scope: [],
    attributes: Object.entries(properties)
      .slice(0, caps.attributes)
      .map(([name, value]) => readProperty(name, value))
      .filter((row) => row !== undefined),
  };
}

/** The mapping from Okta's users to the app, or why there is none. */
export function readOktaMappings(content: string, origin: string): ReadMapping {
  if (content.length > caps.characters) return { kind: 'unreadable', reason: 'The file is larger than 20 MB: no list of mappings is.' };
  const root = parseJson(content);
  const all = (Array.isArray(root) ? root : [root]).filter(isNode);
  const outward = all.filter((node) => side(node, 'source').type !== 'appuser');
  const objects = outward.map(readOne).filter((object) => object !== undefined);
  if (objects.length === 0) {
    const reason =
      all.length > 0 && outward.length === 0
        ? 'This mapping goes from the app to Okta. Take the one from Okta’s user to the app.'
        : 'There are no properties in this JSON: take one mapping whole, GET /api/v1/mappings/{id}, since the list leaves them out.';
    return { kind: 'unreadable', reason };
  }
  return {
    kind: 'mapping',
    mapping: {
      provider: 'okta',
      vantage: 'a file',
      origin: origin.slice(0, 300),
      template: null,
      tenantUrl: null,
      skipOutOfScopeDeletions: null,
      memberObjects: [],
      required: [],
      objects: objects.slice(0, caps.objects),
      notes: objects.length > 1 ? [`The file holds ${objects.length} mappings to apps; the first one is taken.`] : [],
    },
  };
}

/** Okta's form by its shape: properties, or a source and a target, and no synchronization rules. */
export function looksLikeOkta(content: string): boolean {
  return !/"synchronizationRules"/i.test(content) && /"(?:appuser|pushStatus)"/i.test(content.slice(0, 2_000_000));
}
