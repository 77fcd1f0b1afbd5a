/**
 * Takes an address apart into what the client connects to and what it asks for. Pure.
 * @module
 */

export interface HttpAddress {
  readonly host: string;
  readonly port: number;
  /** Path with query. */
  readonly target: string;
}

/**
 * Parses an absolute http address; `undefined` when it is none.
 *
 * @example
 * parseHttpAddress('http://orders:3000/api?limit=2') // { host: 'orders', port: 3000, target: '/api?limit=2' }
 */
export function parseHttpAddress(text: string): HttpAddress | undefined {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || url.hostname === '') return undefined;
  return { host: url.hostname, port: url.port === '' ? 80 : Number(url.port), target: `${url.pathname}${url.search}` };
}
