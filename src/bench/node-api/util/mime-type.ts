/**
 * `MIMEType` and `MIMEParams` of `node:util`, after https://mimesniff.spec.whatwg.org/#parsing-a-mime-type. Pure.
 * @module
 */
import { coded } from '../errors.ts';

const NO_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NO_QUOTED = /[^\t\u0020-~\u0080-\u00FF]/;
/** Name, and a value in quotes or without. */
const PARAMETER = /[\r\n\t ]*([^;=]*)(?:=(?:"((?:\\[\s\S]|[^"\\])*\\?)(?:"[^;]*|$)|([^;]*)))?(?:;|$)/y;

const lower = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
const trimEnd = (text: string): string => text.replace(/[\r\n\t ]+$/, '');

/** @throws `ERR_INVALID_MIME_SYNTAX` with the place of the character that cannot be. */
const requireSyntax = (what: string, text: string, forbidden: RegExp, shown = text): void => {
  const at = text.search(forbidden);
  if (at === -1 && (text !== '' || forbidden === NO_QUOTED)) return;
  const place = at === -1 ? '' : ` at ${at}`;
  const message = `The MIME syntax for a ${what} in "${shown}" is invalid${place}`;
  throw coded(new TypeError(message), 'ERR_INVALID_MIME_SYNTAX');
};

const shownValue = (value: string): string =>
  value !== '' && !NO_TOKEN.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

const parameters = (text: string): Map<string, string> => {
  const found = new Map<string, string>();
  PARAMETER.lastIndex = 0;
  while (PARAMETER.lastIndex < text.length) {
    const [whole, rawName = '', inQuotes, plain = ''] = PARAMETER.exec(text) ?? [''];
    if (whole === '') break;
    const name = lower(rawName);
    const value = inQuotes?.replaceAll(/\\([\s\S])/g, '$1') ?? trimEnd(plain);
    const isKept = name !== '' && !NO_TOKEN.test(name) && !NO_QUOTED.test(value) && !found.has(name);
    if (isKept && (inQuotes !== undefined || value !== '')) found.set(name, value);
  }
  return found;
};

/** Reads the text behind the essence. */
let parsed: (text: string) => MIMEParams;

export class MIMEParams {
  #values = new Map<string, string>();

  delete(name: string): void {
    this.#values.delete(lower(`${name}`));
  }

  get(name: string): string | null {
    return this.#values.get(lower(`${name}`)) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(lower(`${name}`));
  }

  set(name: string, value: string): void {
    const key = lower(`${name}`);
    requireSyntax('parameter name', key, NO_TOKEN);
    requireSyntax('parameter value', `${value}`, NO_QUOTED);
    this.#values.set(key, `${value}`);
  }

  *entries(): Generator<[string, string]> {
    yield* this.#values.entries();
  }

  *keys(): Generator<string> {
    yield* this.#values.keys();
  }

  *values(): Generator<string> {
    yield* this.#values.values();
  }

  [Symbol.iterator](): Generator<[string, string]> {
    return this.entries();
  }

  toString(): string {
    return [...this.#values].map(([name, value]) => `${name}=${shownValue(value)}`).join(';');
  }

  toJSON(): string {
    return this.toString();
  }

  static {
    parsed = (text) => {
      const made = new MIMEParams();
      made.#values = parameters(text);
      return made;
    };
  }
}

export class MIMEType {
  #type: string;
  #subtype: string;
  readonly #params: MIMEParams;

  constructor(given: unknown) {
    const text = `${given as string}`;
    const [essence = '', ...behind] = text.split(';');
    const slash = essence.indexOf('/');
    const start = essence.slice(0, slash === -1 ? undefined : slash).replace(/^[\r\n\t ]+/, '');
    requireSyntax('type', start, NO_TOKEN, text);
    // A token alone, without its other half, is as little a type as none.
    if (slash === -1) requireSyntax('type', '', NO_TOKEN, text);
    const subtype = trimEnd(essence.slice(slash + 1));
    requireSyntax('subtype', subtype, NO_TOKEN, text);
    this.#type = lower(start);
    this.#subtype = lower(subtype);
    this.#params = parsed(behind.join(';'));
  }

  static parse(text: unknown): MIMEType | null {
    try {
      return new MIMEType(text);
    } catch {
      return null;
    }
  }

  get type(): string {
    return this.#type;
  }

  set type(type: string) {
    requireSyntax('type', `${type}`, NO_TOKEN);
    this.#type = lower(`${type}`);
  }

  get subtype(): string {
    return this.#subtype;
  }

  set subtype(subtype: string) {
    requireSyntax('subtype', `${subtype}`, NO_TOKEN);
    this.#subtype = lower(`${subtype}`);
  }

  get essence(): string {
    return `${this.#type}/${this.#subtype}`;
  }

  get params(): MIMEParams {
    return this.#params;
  }

  toString(): string {
    const params = this.#params.toString();
    return params === '' ? this.essence : `${this.essence};${params}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
