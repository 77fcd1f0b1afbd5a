/**
 * Makes JavaScript functions callable from WebAssembly. A table takes functions of a module only, so a small module is
 * made that imports each function and exports it again under its type. Pure.
 * @module
 */
// Captured before any program could replace it.
const { WebAssembly } = globalThis;

/** Parameters and, behind the colon, the result: `i` 32 bits, `I` 64 bits (a bigint). `iiI:i` */
export type CallbackType = `${string}:${'i' | ''}`;

export interface Callback {
  readonly type: CallbackType;
  readonly run: (...values: never[]) => number | void;
}

/** "\0asm", version 1. */
const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

const valueTypes: Readonly<Record<string, number>> = { i: 0x7f, I: 0x7e };

const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];

const section = (id: number, entries: readonly (readonly number[])[]): number[] => {
  const content = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(content.length), ...content];
};

const name = (text: string): number[] => [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];

const functionType = (type: CallbackType): number[] => {
  const [parameters = '', result = ''] = type.split(':');
  const list = (letters: string) => [letters.length, ...Array.from(letters, (letter) => valueTypes[letter] ?? 0)];
  return [0x60, ...list(parameters), ...list(result)];
};

/**
 * Appends the functions to the table.
 *
 * @returns Their indexes: what C sees as function pointers, in the order given.
 */
export const addCallbacks = (table: WebAssembly.Table, callbacks: readonly Callback[]): number[] => {
  const code = new Uint8Array([
    ...header,
    ...section(
      1,
      callbacks.map(({ type }) => functionType(type)),
    ),
    ...section(
      2,
      callbacks.map((_, index) => [...name('e'), ...name(String(index)), 0, ...unsigned(index)]),
    ),
    ...section(
      7,
      callbacks.map((_, index) => [...name(String(index)), 0, ...unsigned(index)]),
    ),
  ]);
  const imports = Object.fromEntries(callbacks.map(({ run }, index) => [String(index), run]));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { e: imports });
  const first = table.grow(callbacks.length);
  return callbacks.map((_, index) => {
    table.set(first + index, exports[String(index)]);
    return first + index;
  });
};
