/**
 * Takes a body apart, strictly: nothing is converted, and a field that nobody asked for is a mistake. Each refusal names the field,
 * what it is and what it should be. Runs in the log service.
 * @module
 */
import { LogProblem } from './log-problem.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  /** In front of a field's name: `records[3].` */
  readonly #place: string;

  /** @throws {LogProblem} 422 `invalid-field` when it is no object, or has other fields. */
  constructor(value: unknown, known: readonly string[], place = '') {
    this.#place = place;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw invalid(place.replace(/\.$/, '') || 'the body', 'an object', value);
    this.#values = value as Readonly<Record<string, unknown>>;
    for (const [name, given] of Object.entries(value))
      if (!known.includes(name)) throw invalid(place + name, `left out: the fields are ${known.join(', ')}`, given);
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  text(name: string, { min = 1, max }: Partial<Range> & { readonly max: number }): string {
    const value = this.#values[name];
    if (typeof value === 'string' && value.length >= min && value.length <= max) return value;
    throw this.#invalid(name, `a text of ${min} to ${max} characters`);
  }

  textOrNull(name: string): string | null {
    const value = this.#values[name];
    if (value === null || typeof value === 'string') return value;
    throw this.#invalid(name, 'a text or null');
  }

  whole(name: string, { min, max }: Range): number {
    const value = this.#values[name];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value;
    throw this.#invalid(name, `a whole number from ${min} to ${max}`);
  }

  /** What is absent is `standard`. */
  wholeOr<T>(name: string, range: Range, standard: T): number | T {
    return this.has(name) ? this.whole(name, range) : standard;
  }

  oneOf<T extends string | number>(name: string, choices: readonly T[], standard: T): T {
    if (!this.has(name)) return standard;
    const found = choices.find((choice) => choice === this.#values[name]);
    if (found !== undefined) return found;
    throw this.#invalid(name, `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`);
  }

  texts(name: string, max: number): readonly string[] {
    const value = this.#values[name];
    if (Array.isArray(value) && value.length >= 1 && value.length <= max)
      if (value.every((one): one is string => typeof one === 'string' && one !== '')) return value;
    throw this.#invalid(name, `a list of 1 to ${max} texts`);
  }

  /** By name; absent is undefined. */
  textMap(name: string): Readonly<Record<string, string>> | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#values[name];
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      if (Object.values(value).every((one) => typeof one === 'string')) return value as Record<string, string>;
    throw this.#invalid(name, 'an object of texts');
  }

  object(name: string, known: readonly string[]): Fields {
    return new Fields(this.#values[name] ?? {}, known, `${this.#place}${name}.`);
  }

  objects(name: string, known: readonly string[], max: number): readonly Fields[] {
    const value = this.#values[name];
    if (!Array.isArray(value) || value.length === 0 || value.length > max)
      throw this.#invalid(name, `a list of 1 to ${max} objects`);
    return value.map((one, index) => new Fields(one, known, `${this.#place}${name}[${index}].`));
  }

  #invalid(name: string, should: string): LogProblem {
    return invalid(this.#place + name, should, this.#values[name]);
  }
}

function invalid(field: string, should: string, value: unknown): LogProblem {
  const is = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100);
  return new LogProblem(422, 'invalid-field', `${field} should be ${should}; it is ${is}`, { field });
}
