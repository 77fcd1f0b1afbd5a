/**
 * Writes the line of curl that sends a request again. Pure; runs in the page.
 * @module
 */
import type { TerminalRequest } from '#runtimes/lab-runtime.ts';
import { curlVersion } from './parse-curl.ts';

/**
 * Reading the line with this terminal gives the same request; headers that curl sends by itself are left out.
 *
 * @example
 * formatCurl({ method: 'DELETE', url: 'http://shop/cart', headers: [] }) // "curl -X DELETE http://shop/cart"
 */
export function formatCurl({ method, url, headers, body, timeoutMs }: TerminalRequest): string {
  const type = valueOf(headers, 'content-type');
  const isJson = body !== undefined && type === 'application/json' && valueOf(headers, 'accept') === 'application/json';
  const own = headers.filter(([name, value]) => !isImplied(name, value, isJson, body !== undefined));
  const usual = method === (body === undefined ? 'GET' : 'POST');
  const words = [
    'curl',
    ...(usual ? [] : [method === 'HEAD' && body === undefined ? '--head' : `-X ${quoted(method)}`]),
    ...(timeoutMs === undefined ? [] : [`--max-time ${timeoutMs / 1_000}`]),
    ...own.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    quoted(url),
    ...(body === undefined ? [] : [`${isJson ? '--json' : '--data-raw'} ${quoted(body)}`]),
  ];
  return words.join(' ');
}

type Headers = TerminalRequest['headers'];

const valueOf = (headers: Headers, wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1];

/** What curl adds by itself, by the options that are written anyway. */
function isImplied(name: string, value: string, isJson: boolean, hasBody: boolean): boolean {
  switch (name.toLowerCase()) {
    case 'user-agent':
      return value === `curl/${curlVersion}`;
    case 'accept':
      return value === (isJson ? 'application/json' : '*/*');
    case 'content-type':
      return hasBody && value === (isJson ? 'application/json' : 'application/x-www-form-urlencoded');
    default:
      return false;
  }
}

/** As a shell wants it: bare where nothing in it is special. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
