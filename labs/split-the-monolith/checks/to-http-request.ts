/**
 * Makes the request of one run from a golden one.
 * @module
 */
import type { HttpRequest } from '../../_kit/bench.ts';
import type { GoldenRequest } from './golden-exchange.ts';
import type { GoldenValues } from './golden-values.ts';

export function toHttpRequest(golden: GoldenRequest, values: GoldenValues): HttpRequest {
  const [method = '', path = ''] = golden.ask.split(' ');
  const body = golden.text ?? (golden.json === undefined ? undefined : JSON.stringify(values.fillAll(golden.json)));
  const contentType = golden.contentType ?? (body === undefined ? '' : 'application/json');
  const headers = {
    ...(contentType !== '' && { 'content-type': contentType }),
    ...(golden.token !== undefined && { authorization: `Bearer ${values.fill(golden.token)}` }),
    ...(golden.key !== undefined && { 'idempotency-key': values.fill(golden.key) }),
  };
  const [pathname = '', query] = path.split('?', 2);
  const filled = query === undefined ? values.fill(pathname) : `${values.fill(pathname)}?${fillQuery(query, values)}`;
  return { method, url: `http://shop${filled}`, headers, ...(body !== undefined && { body }) };
}

/** What is filled in may hold spaces and umlauts. */
const fillQuery = (query: string, values: GoldenValues): string =>
  query.replace(/\{[^}]+\}/g, (placeholder) => encodeURIComponent(values.fill(placeholder)));
