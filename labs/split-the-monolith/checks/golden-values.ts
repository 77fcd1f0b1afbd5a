/**
 * What the placeholders of the golden requests stand for in one run. Identities, addresses and keys are chosen by the seed;
 * ids, tokens and times are what the shop gave out when they were first seen, so that whole numbers do as well as UUIDs.
 * @module
 */

/** Chosen before they are sent; the shop has to give them back as they are. */
const CHOSEN = ['email', 'name', 'address', 'key', 'label'] as const;
/** Given out by the shop. No two of a kind may be the same. */
const UNIQUE = ['user', 'order', 'product', 'token', 'reference'] as const;
const TIMES = ['placed', 'expires'] as const;

export type ChosenKind = (typeof CHOSEN)[number];
export type UniqueKind = (typeof UNIQUE)[number];
type TimeKind = (typeof TIMES)[number];
export type GivenKind = UniqueKind | TimeKind;

export type Choose = (kind: ChosenKind, name: string) => string;

const PLACEHOLDER = /\{([a-zA-Z]+)-([a-z0-9-]+)\}/g;
const WHOLE_PLACEHOLDER = /^\{([a-z]+)-([a-z0-9-]+)\}$/;
const isOneOf = <Kind extends string>(kinds: readonly Kind[], kind: string): kind is Kind =>
  (kinds as readonly string[]).includes(kind);

export class GoldenValues {
  readonly #choose: Choose;
  /** By placeholder. */
  readonly #given = new Map<string, string | number>();
  readonly #chosen = new Map<string, string>();

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  /** Text with every placeholder replaced; `{EMAIL-ben}` is Ben's address in capitals, `{long-9}` nine letters. */
  fill(text: string): string {
    return text.replace(PLACEHOLDER, (placeholder, kind: string, name: string) => {
      if (kind === 'long') return 'x'.repeat(Number(name));
      if (kind !== kind.toLowerCase()) return this.fill(placeholder.toLowerCase()).toUpperCase();
      if (isOneOf(CHOSEN, kind)) return this.#chosenFor(kind, name);
      const given = this.#given.get(placeholder);
      if (given === undefined) throw new Error(`${placeholder} is used before an answer gave it`);
      return String(given);
    });
  }

  /** A whole body. */
  fillAll(value: unknown): unknown {
    if (typeof value === 'string') return this.fill(value);
    if (Array.isArray(value)) return value.map((part) => this.fillAll(part));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.fillAll(part)]));
  }

  /**
   * Compares what was received with a recorded text. The first value that is received for a placeholder is what it stands for
   * from then on.
   *
   * @returns What would have been right, in words, when it is not.
   */
  match(recorded: string, received: unknown): string | undefined {
    const [, kind = '', name = ''] = WHOLE_PLACEHOLDER.exec(recorded) ?? [];
    if (name === 'any') return typeof received === 'string' ? undefined : 'a text';
    if (!isOneOf(UNIQUE, kind) && !isOneOf(TIMES, kind)) {
      const filled = this.fill(recorded);
      return received === filled ? undefined : JSON.stringify(filled);
    }
    if (this.#given.has(recorded)) {
      const given = this.#given.get(recorded);
      return given === received ? undefined : `${JSON.stringify(given)}, as before`;
    }
    const isTimeWanted = isOneOf(TIMES, kind);
    if (isTimeWanted && !isTime(received)) return 'a time';
    if (!isId(received)) return 'an id, a whole number or a text';
    if (!isTimeWanted && this.#isGivenTo(kind, received)) return `a value that no other ${kind} has`;
    this.#given.set(recorded, received);
    return undefined;
  }

  /** Whether `look` found nothing to complain about; else what it learned is forgotten. */
  attempt(look: () => boolean): boolean {
    const before = this.#given.size;
    if (look()) return true;
    for (const placeholder of [...this.#given.keys()].slice(before)) this.#given.delete(placeholder);
    return false;
  }

  #chosenFor(kind: ChosenKind, name: string): string {
    const known = this.#chosen.get(`${kind} ${name}`);
    const value = known ?? this.#choose(kind, name);
    this.#chosen.set(`${kind} ${name}`, value);
    return value;
  }

  #isGivenTo(kind: UniqueKind, received: string | number): boolean {
    return [...this.#given].some(([placeholder, given]) => given === received && placeholder.startsWith(`{${kind}-`));
  }
}

const isTime = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isId = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || Number.isSafeInteger(value);
