/**
 * How header names were written: `Headers` keeps them in lower case, and Node sends them as the caller wrote them.
 * @module
 */
const { Headers } = globalThis;

const NONE: ReadonlyMap<string, string> = new Map();

/** @returns Names by lower case, in the caller's order; empty where `Headers` has forgotten them. */
export const writtenNames = (headers: HeadersInit | undefined): ReadonlyMap<string, string> => {
  if (headers === undefined || headers instanceof Headers) return NONE;
  const given = Array.isArray(headers) ? headers.map(([name]) => name ?? '') : Object.keys(headers);
  const names = new Map<string, string>();
  for (const name of given) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return names;
};
