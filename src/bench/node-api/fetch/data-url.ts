/**
 * `data:` addresses: https://fetch.spec.whatwg.org/#data-url-processor
 * @module
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const { atob } = globalThis;

const percentDecoded = (text: string): Uint8Array<ArrayBuffer> => {
  const given = encoder.encode(text);
  const bytes: number[] = [];
  for (let at = 0; at < given.length; at += 1) {
    const hex = given[at] === 0x25 ? String.fromCharCode(given[at + 1] ?? 0, given[at + 2] ?? 0) : '';
    const isCode = /^[0-9a-f]{2}$/i.test(hex);
    bytes.push(isCode ? Number.parseInt(hex, 16) : (given[at] as number));
    if (isCode) at += 2;
  }
  return Uint8Array.from(bytes);
};

const base64Decoded = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined => {
  try {
    const text = atob(decoder.decode(bytes));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
};

/** @returns Undefined for an address that is none. */
export const readDataUrl = (
  url: URL,
): { readonly contentType: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined => {
  const text = `${url.pathname}${url.search}`;
  const comma = text.indexOf(',');
  if (comma === -1) return undefined;
  const described = text.slice(0, comma).trim();
  const type = described.replace(/; *base64$/i, '');
  const raw = percentDecoded(text.slice(comma + 1));
  const bytes = type === described ? raw : base64Decoded(raw);
  if (!bytes) return undefined;
  const whole = type.startsWith(';') ? `text/plain${type}` : type;
  return { contentType: /^[^/;]+\/[^/;]+/.test(whole) ? whole : 'text/plain;charset=US-ASCII', bytes };
};
