/**
 * Finds the placeholder of everything in an answer that differs from run to run.
 * @module
 */
import type { ChosenKind, GivenKind, UniqueKind } from '../checks/golden-values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What goes with the id of the same object. */
const GOES_WITH: Readonly<Record<string, GivenKind>> = { placedAt: 'placed', expiresAt: 'expires' };

export class PlaceholderNames {
  /** By chosen text. */
  readonly #chosen = new Map<string, string>();
  /** By kind and value. */
  readonly #given = new Map<string, string>();
  #productCount = 0;

  /** What a recording says in the place of what a seed would choose. */
  choose(kind: ChosenKind, name: string): string {
    const text = kind === 'email' ? `${name}@recording.example` : `recorded-${kind}-of-${name}`;
    this.#chosen.set(text, `{${kind}-${name}}`);
    return text;
  }

  /** @param saves The name of what is given out for the first time. */
  replace(body: unknown, saves: string | undefined): unknown {
    if (typeof body === 'string') return this.#chosen.get(body) ?? body;
    if (Array.isArray(body)) return body.map((part) => this.replace(part, saves));
    if (typeof body !== 'object' || body === null) return body;
    const fields = body as Fields;
    const name = this.#nameOf(fields, saves);
    const replaced = Object.entries(fields).map(([key, value]): [string, unknown] => {
      const kind = GOES_WITH[key];
      if (kind !== undefined) return [key, `{${kind}-${name}}`];
      if (key === 'service') return [key, '{service-any}'];
      if (key === 'token') return [key, `{token-${name}}`];
      if (key === 'id') return [key, `{${idKindOf(fields)}-${name}}`];
      if (key === 'productId') return [key, `{product-${this.#find('product', value)}}`];
      if (key === 'payment') return [key, withReference(value as Fields, name)];
      return [key, this.replace(value, saves)];
    });
    return Object.fromEntries(replaced);
  }

  #nameOf(fields: Fields, saves: string | undefined): string {
    const { id, token } = fields;
    if (token !== undefined) return this.#find('token', token, saves);
    return id === undefined ? '' : this.#find(idKindOf(fields), id, saves);
  }

  #find(kind: UniqueKind, value: unknown, saves?: string): string {
    const key = `${kind} ${String(value)}`;
    const known = this.#given.get(key);
    if (known !== undefined) return known;
    if (kind === 'product') this.#productCount += 1;
    const name = kind === 'product' ? String(this.#productCount) : saves;
    if (name === undefined) throw new Error(`${key} is given out for the first time: save it under a name`);
    const isTaken = [...this.#given].some(([other, taken]) => taken === name && other.startsWith(`${kind} `));
    if (isTaken) throw new Error(`Two of ${kind} would be called ${name}: save them under different names`);
    this.#given.set(key, name);
    return name;
  }
}

function idKindOf(fields: Fields): UniqueKind {
  if ('lines' in fields) return 'order';
  return 'email' in fields ? 'user' : 'product';
}

const withReference = (payment: Fields, name: string): Fields =>
  payment['reference'] === null ? payment : { ...payment, reference: `{reference-${name}}` };
