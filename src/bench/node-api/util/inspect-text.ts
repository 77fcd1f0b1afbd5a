/**
 * How text is quoted when a value is shown. Pure.
 * @module
 */
const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
};

const escaped = (unit: string): string =>
  escapes[unit] ?? (unit.length > 1 ? unit : `\\${unit.charCodeAt(0) < 256 ? 'x' : 'u'}${hex(unit)}`);

const hex = (unit: string): string => {
  const code = unit.charCodeAt(0);
  return code < 256 ? code.toString(16).toUpperCase().padStart(2, '0') : code.toString(16);
};

/** Single quotes, unless the text holds them and another kind does not occur. */
export const quoted = (text: string): string => {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes('`') && !text.includes('${')
        ? '`'
        : "'";
  // Control characters, the backslash and lone surrogates; well-formed pairs stay.
  const body = text.replace(/[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) =>
    unit === "'" ? (mark === "'" ? "\\'" : unit) : escaped(unit),
  );
  return `${mark}${body}${mark}`;
};

const printsBare = (key: string): boolean => /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key);

/** A key as an object shows it. */
export const keyText = (key: string): string => (printsBare(key) ? key : quoted(key));
