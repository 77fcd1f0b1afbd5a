/**
 * The policy of every page, sent in a meta element because the course is hosted where nobody sets headers.
 * Pure; runs at build time.
 * @module
 */

/**
 * Own files only: no inline script, no other origin. `wasm-unsafe-eval` is for SQLite in the engine and `unsafe-inline`
 * styles are for Monaco, which sets style attributes (measured: 61 violations without).
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');
