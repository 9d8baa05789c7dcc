// Plain JSON as the practice tenant keeps and answers it, and the few safe ways to look into it.
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy: nothing that is kept is ever shared with what is answered. */
export function copy<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** The member of an object whose name is the same in any case, as SCIM attribute names are (RFC 7643 2.1). */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : object[key];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
