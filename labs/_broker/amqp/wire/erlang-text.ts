/**
 * Bytes as Erlang prints them, for the texts of errors that are RabbitMQ's. Pure.
 * @module
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
const SNIPPET_BYTES = 16;

/** As numbers: `<<0,60>>`. */
export const numbersOf = (bytes: Uint8Array): string => `<<${bytes.join(',')}>>`;

/** As text where all of it can be printed, else as numbers: `<<"abc">>`. */
export function binaryOf(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes);
  return bytes.length > 0 && /^[\x20-\x7e\n\r\t]*$/.test(text)
    ? `<<"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)}">>`
    : numbersOf(bytes);
}

/**
 * A frame as error texts quote it.
 *
 * @example
 * describeFrame(4, Buffer.from('abc')) // 'type 4, all octets = <<"abc">>'
 */
export const describeFrame = (type: number, payload: Uint8Array): string =>
  payload.length > SNIPPET_BYTES
    ? `type ${type}, first ${SNIPPET_BYTES} octets = ${binaryOf(payload.subarray(0, SNIPPET_BYTES))}`
    : `type ${type}, all octets = ${binaryOf(payload)}`;
