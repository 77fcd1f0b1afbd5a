/**
 * `node:url`: the web's classes, files as URLs, and the old `parse` as far as programs still use it.
 * @module
 */
import { coded, invalidArgType } from './errors.ts';
import { querystringModule } from './querystring.ts';

const { URL, URLSearchParams } = globalThis;

const fileURLToPath = (url: string | URL): string => {
  if (typeof url !== 'string' && !(url instanceof URL)) {
    throw invalidArgType('path', 'of type string or an instance of URL', url);
  }
  const parsed = typeof url === 'string' ? new URL(url) : url;
  if (parsed.protocol !== 'file:')
    throw coded(new TypeError('The URL must be of scheme file'), 'ERR_INVALID_URL_SCHEME');
  if (parsed.hostname !== '') {
    throw coded(new TypeError('File URL host must be "localhost" or empty on linux'), 'ERR_INVALID_FILE_URL_HOST');
  }
  if (/%2f/i.test(parsed.pathname)) {
    throw coded(new TypeError('File URL path must not include encoded / characters'), 'ERR_INVALID_FILE_URL_PATH');
  }
  return decodeURIComponent(parsed.pathname);
};

const pathToFileURL = (path: string): URL => {
  const escaped = path.replace(/[%?#\n\r\t\\]/g, (unit) => encodeURIComponent(unit));
  return new URL(`file://${path.startsWith('/') ? '' : '/'}${escaped}`);
};

const parse = (text: string, parseQuery = false) => {
  if (typeof text !== 'string') throw invalidArgType('url', 'of type string', text);
  const found = /^(?:([a-z][a-z0-9+.-]*:)(\/\/)?)?(?:([^@/?#]*)@)?([^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(text);
  const [, protocol, slashes, auth, authority, pathname, search, hash] = found ?? [];
  const host = slashes ? (authority ?? '') : '';
  const path = slashes ? (pathname ?? '') || '/' : `${authority ?? ''}${pathname ?? ''}`;
  const [, hostname = '', port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  return {
    protocol: protocol?.toLowerCase() ?? null,
    slashes: slashes ? true : null,
    auth: auth === undefined ? null : decodeURIComponent(auth),
    host: host === '' ? null : host.toLowerCase(),
    port: port ?? null,
    hostname: hostname === '' ? null : hostname.toLowerCase(),
    hash: hash ?? null,
    search: search ?? null,
    query: parseQuery
      ? querystringModule.parse((search ?? '').slice(1))
      : search === undefined
        ? null
        : search.slice(1),
    pathname: path === '' ? null : path,
    path: path === '' && !search ? null : `${path}${search ?? ''}`,
    href: text,
  };
};

interface FormatOptions {
  readonly auth?: boolean;
  readonly fragment?: boolean;
  readonly search?: boolean;
}

const formatUrl = (url: URL, { auth = true, fragment = true, search = true }: FormatOptions): string => {
  const copy = new URL(url.href);
  if (!auth) [copy.username, copy.password] = ['', ''];
  if (!fragment) copy.hash = '';
  if (!search) copy.search = '';
  return copy.href;
};

const format = (url: URL | Readonly<Record<string, unknown>> | string, options: FormatOptions = {}): string => {
  if (typeof url === 'string') return parse(url).href;
  if (url instanceof URL) return formatUrl(url, options);
  const part = (name: string) => (url[name] === undefined || url[name] === null ? '' : String(url[name] as string));
  const protocol = part('protocol') === '' ? '' : part('protocol').replace(/:?$/, ':');
  const host =
    part('host') || (part('hostname') === '' ? '' : part('hostname') + (part('port') === '' ? '' : `:${part('port')}`));
  const search =
    part('search') ||
    (typeof url['query'] === 'object' && url['query']
      ? querystringModule.stringify(url['query'] as Record<string, unknown>)
      : '');
  const slashes = url['slashes'] === true || /^(?:https?|ftp|file|wss?):$/.test(protocol) ? '//' : '';
  const auth = part('auth') === '' ? '' : `${encodeURIComponent(part('auth')).replace('%3A', ':')}@`;
  const query = search === '' || search.startsWith('?') ? search : `?${search}`;
  const hash = part('hash') === '' || part('hash').startsWith('#') ? part('hash') : `#${part('hash')}`;
  return `${protocol}${host === '' ? '' : slashes + auth + host}${part('pathname')}${query}${hash}`;
};

export const urlModule = {
  URL,
  URLSearchParams,
  fileURLToPath,
  pathToFileURL,
  parse,
  format,
  resolve: (from: string, to: string): string => {
    const base = new URL(from, 'resolve://');
    const target = new URL(to, base);
    return target.protocol === 'resolve:' ? target.pathname + target.search + target.hash : target.href;
  },
  domainToASCII: (domain: string): string => new URL(`http://${domain}`).hostname,
  domainToUnicode: (domain: string): string => domain,
  urlToHttpOptions: (url: URL) => ({
    protocol: url.protocol,
    hostname: url.hostname,
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
    ...(url.port !== '' && { port: Number(url.port) }),
    ...((url.username !== '' || url.password !== '') && {
      auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`,
    }),
  }),
};
