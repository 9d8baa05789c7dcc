// What was wanted against what is kept, said attribute by attribute. Pure. userName is compared without case (RFC 7643 4.1.1).
import { member } from '../../protocols/scim/read-answer.ts';
import type { Json, JsonObject } from '../../protocols/scim/types.ts';
import { namePart, shown, textOf } from './answers.ts';
import type { GroupNames, PersonNames } from './names.ts';

export type Wanted = Partial<PersonNames> & { readonly active?: boolean };

/** One line for each attribute that differs; empty when all is as wanted. */
export function differences(wanted: Wanted | GroupNames, kept: JsonObject): readonly string[] {
  return Object.entries(wanted).flatMap(([attribute, value]) => {
    const found = keptValue(kept, attribute);
    const same =
      attribute === 'userName' && typeof found === 'string' && typeof value === 'string'
        ? found.toLowerCase() === value.toLowerCase()
        : found === value;
    return same ? [] : [`${attribute}: wanted ${shown(value)}, found ${shown(found)}`];
  });
}

function keptValue(kept: JsonObject, attribute: string): Json | undefined {
  switch (attribute) {
    case 'givenName':
    case 'familyName':
      return namePart(kept, attribute);
    case 'active':
      return member(kept, attribute);
    default:
      return textOf(kept, attribute);
  }
}
