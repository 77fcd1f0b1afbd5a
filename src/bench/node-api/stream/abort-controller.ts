/** What readable-stream takes from the npm package `abort-controller`: every host has the classes. */
export const { AbortController, AbortSignal } = globalThis;
