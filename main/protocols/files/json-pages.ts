// What an answer of Graph lists, by its own words (`@odata.context`, `@odata.nextLink`) and, where these are silent, by the name of its file: a page
// of members does not say whose they are, its next link does. Transitive members are told apart: they are no direct memberships.

export type Page =
  /** Users, groups, assignments: each object speaks for itself. */
  | { readonly kind: 'objects' }
  | { readonly kind: 'members'; readonly groupId: string }
  | { readonly kind: 'transitive members' }
  /** Members of a group that nothing names. */
  | { readonly kind: 'members of nobody' };

const inAddress = /groups(?:\/|\(')([^/'"?()]+)(?:'\))?\/(members|transitiveMembers)(?![A-Za-z])/i;
const guid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;
/** Graph lists members as directory objects, which no other list of the accepted ones is. */
const listsMembers = /#directoryObjects\b/i;

/** `head`: the text of the answer before its list, empty for a bare list; `fileName` without folders. */
export function pageOf(head: string, fileName: string): Page {
  const [, groupId, of] = inAddress.exec(head.replaceAll('\\/', '/')) ?? [];
  if (of?.toLowerCase() === 'transitivemembers') return { kind: 'transitive members' };
  if (groupId !== undefined) return { kind: 'members', groupId };
  const named = /members/i.test(fileName);
  if (!named && !listsMembers.test(head)) return { kind: 'objects' };
  if (named && /transitive/i.test(fileName)) return { kind: 'transitive members' };
  const inName = guid.exec(fileName)?.[0];
  if (inName !== undefined) return { kind: 'members', groupId: inName };
  // A file named after members may well be a list of groups with their members in each.
  return listsMembers.test(head) ? { kind: 'members of nobody' } : { kind: 'objects' };
}
