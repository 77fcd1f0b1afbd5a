/**
 * `node:querystring`. Pure.
 * @module
 */
type Query = Record<string, string | string[]>;

const unescape = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // Node leaves what is no escape as it is.
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      new TextDecoder().decode(Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
    );
  }
};

const escape = (text: unknown): string => encodeURIComponent(String(text).toWellFormed());

const parse = (text: string, separator = '&', equals = '=', options: { maxKeys?: number } = {}): Query => {
  const query = Object.create(null) as Query;
  if (typeof text !== 'string' || text === '') return query;
  const limit = options.maxKeys ?? 1000;
  const fields = text.split(separator).slice(0, limit > 0 ? limit : undefined);
  for (const field of fields.filter((one) => one !== '')) {
    const at = field.indexOf(equals);
    const plain = (part: string) => unescape(part.replaceAll('+', ' '));
    const name = plain(at === -1 ? field : field.slice(0, at));
    const value = at === -1 ? '' : plain(field.slice(at + equals.length));
    const known = query[name];
    query[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
  }
  return query;
};

const shown = (value: unknown): string => {
  const isShown =
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint' ||
    (typeof value === 'number' && Number.isFinite(value));
  return isShown ? escape(value) : '';
};

const stringify = (query: Readonly<Record<string, unknown>>, separator = '&', equals = '='): string => {
  if (typeof query !== 'object' || query === null) return '';
  return Object.entries(query)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as unknown[]) : [value]).map((one) => escape(name) + equals + shown(one)),
    )
    .join(separator);
};

export const querystringModule = { parse, stringify, escape, unescape, decode: parse, encode: stringify };
