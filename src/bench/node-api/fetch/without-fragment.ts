/**
 * The address of an answer: what stands behind `#` stays with the caller.
 * @module
 */
export const withoutFragment = (url: URL): string => url.href.split('#', 1)[0] ?? url.href;
