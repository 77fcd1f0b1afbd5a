/** A whole number from the environment. */
export function readNumber(name: string, standard: number): number {
  const text = process.env[name];
  if (text === undefined) return standard;
  if (/^\d+$/.test(text)) return Number(text);
  throw new RangeError(`${name} is "${text}" and should be a whole number`);
}
