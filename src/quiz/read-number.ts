/**
 * Reads a number as people type it. Pure; runs in the browser.
 * @module
 */

/**
 * Accepts a decimal comma or point, spaces or apostrophes between groups of digits, a sign, and the unit.
 * "1,234" and "1.234" are read both ways, because one half of the world means a thousand by them.
 *
 * @param unit The unit the question asks for, such as "%" or "ms"; any other letters make the text no number.
 * @returns Every reading that makes sense; empty when the text is not one number.
 *
 * @example
 * readNumber('99,5 %', '%'); // [99.5]
 * readNumber('1,234'); // [1.234, 1234]
 * readNumber('about ten'); // []
 */
export function readNumber(text: string, unit = ''): readonly number[] {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/−/g, '-');
  const suffix = unit.toLowerCase();
  const digits = (suffix && plain.endsWith(suffix) ? plain.slice(0, -suffix.length) : plain).replace(/[\s'’_]/g, '');
  const readings = [
    digits.replace(',', '.'),
    digits.replace(/,(?=\d{3}(\D|$))/g, ''),
    digits.replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.'),
  ];
  return [...new Set(readings)].filter((reading) => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(reading)).map(Number);
}
