// Where a value comes from, on both sides: the provisioning's source and the sign-in's claim, brought into one form so that they can be compared.
// What a claim's name alone does not tell is assumed only where the provider documents a default, and the assumption is said.
import type { AttributeMapping, MappedSource, Mapping } from '../../../contract/mapping.ts';
import { canonicalAttribute } from './attributes.ts';
import { type Expression, parseExpression, printExpression } from './expression.ts';

type Provider = Mapping['provider'];

export type ValueSource =
  /** `text`: one form for the same source; `words`: for the administrator. */
  | { readonly kind: 'known'; readonly text: string; readonly words: string; readonly expression: Expression; readonly assumed: string | null }
  /** No attribute gives this value: the provider makes it for each app. */
  | { readonly kind: 'made up'; readonly words: string; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly words: string; readonly reason: string }
  | { readonly kind: 'not given' };

function canonical(expression: Expression, provider: Provider): Expression {
  if (expression.kind === 'attribute') return { kind: 'attribute', name: canonicalAttribute(expression.name, provider) };
  if (expression.kind === 'call') return { ...expression, args: expression.args.map((arg) => canonical(arg, provider)) };
  if (expression.kind === 'comparison')
    return { ...expression, left: canonical(expression.left, provider), right: canonical(expression.right, provider) };
  return expression;
}

/** Attribute names are compared without regard to case; texts are not. */
function lowered(expression: Expression): Expression {
  if (expression.kind === 'attribute') return { kind: 'attribute', name: expression.name.toLowerCase() };
  if (expression.kind === 'call') return { ...expression, args: expression.args.map(lowered) };
  return expression.kind === 'comparison' ? { ...expression, left: lowered(expression.left), right: lowered(expression.right) } : expression;
}

function known(expression: Expression, provider: Provider, assumed: string | null): ValueSource {
  const form = canonical(expression, provider);
  const words = form.kind === 'attribute' ? form.name : printExpression(form);
  return { kind: 'known', text: printExpression(lowered(form)), words, expression: form, assumed };
}

/** The provisioning's side. */
export function mappedSource(source: MappedSource, provider: Provider): ValueSource {
  if (source.kind === 'none') return { kind: 'not given' };
  if (source.kind === 'function' && provider === 'okta')
    return { kind: 'unreadable', words: source.expression.slice(0, 200), reason: 'Okta’s expression language is not evaluated by this app.' };
  const parsed = parseExpression(source.expression);
  if (parsed.kind === 'unreadable')
    return { kind: 'unreadable', words: source.expression.slice(0, 200), reason: `At character ${parsed.at}: ${parsed.reason}.` };
  return known(parsed.expression, provider, null);
}

interface Usual {
  readonly names: readonly string[];
  readonly attribute: Readonly<Record<Provider, string>>;
}

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

/** Claims that come from one attribute unless somebody changed them. */
const usual: readonly Usual[] = [
  {
    names: ['nameid', 'name id', 'unique user identifier', `${claims}/nameidentifier`, 'subject'],
    attribute: { entra: 'userPrincipalName', okta: 'login' },
  },
  { names: [`${claims}/name`, 'name', 'username'], attribute: { entra: 'userPrincipalName', okta: 'login' } },
];

/** The sign-in's side, as the administrator wrote it: an attribute, a claim's name, an expression. */
export function claimSource(written: string, provider: Provider): ValueSource {
  const text = written.trim();
  if (text === '') return { kind: 'not given' };
  const lower = text.toLowerCase();
  if (lower === 'sub')
    return {
      kind: 'made up',
      words: 'sub',
      reason: 'The claim sub is made for each person and app: no attribute of the directory holds it, so SCIM cannot send it.',
    };
  if (/persistent|transient/.test(lower) && !/[[(]/.test(text))
    return {
      kind: 'made up',
      words: text,
      reason: `A ${lower.includes('transient') ? 'transient' : 'persistent'} NameID is made by the identity provider: no attribute of the directory holds it, so SCIM cannot send it.`,
    };
  const assumed = usual.find((row) => row.names.includes(lower))?.attribute[provider];
  if (assumed !== undefined)
    return known(
      { kind: 'attribute', name: assumed },
      provider,
      `The claim ${text} is taken to come from ${assumed}, as it does until somebody changes it.`,
    );
  if (/[[("]/.test(text)) {
    const parsed = parseExpression(text);
    if (parsed.kind === 'parsed') return known(parsed.expression, provider, null);
    return { kind: 'unreadable', words: text.slice(0, 200), reason: `At character ${parsed.at}: ${parsed.reason}.` };
  }
  const name = canonicalAttribute(text, provider);
  if (/[:/\s]/.test(name))
    return {
      kind: 'unreadable',
      words: text.slice(0, 200),
      reason: `The claim ${text.slice(0, 200)} does not tell which attribute it comes from: write its source attribute.`,
    };
  return known({ kind: 'attribute', name }, provider, null);
}

/** An attribute's name without schema, filter and sub-attribute: `emails[type eq "work"].value` is `emails`. */
export function baseOf(target: string): string {
  const name = target.startsWith('urn:') ? (target.replace(/\[.*$/, '').split(':').at(-1) ?? target) : target;
  return (name.split(/[.[]/)[0] ?? name).toLowerCase();
}

/** Enterprise and custom extensions are never one of the core attributes, whatever they are called. */
export const isExtension = (target: string) => /^urn:/i.test(target) && !/^urn:ietf:params:scim:schemas:core:2\.0:/i.test(target);

/** The mapping row of a core attribute, by name in any case; sub-attributes are matched whole. */
export function rowOf(rows: readonly AttributeMapping[], target: string): AttributeMapping | undefined {
  const wanted = target.toLowerCase();
  return rows.find(
    (row) => !isExtension(row.target) && (row.target.startsWith('urn:') ? row.target.split(':').at(-1) : row.target)?.toLowerCase() === wanted,
  );
}
