/**
 * `util.inspect`: what `console.log` prints for a value, as Node prints it, without colours.
 * @module
 */
import { layOut } from './inspect-layout.ts';
import { formatPrimitive, type Inspection } from './inspect-primitive.ts';
import { shapeOf } from './inspect-shape.ts';
import { keyText, quoted } from './inspect-text.ts';

export interface InspectOptions {
  readonly depth?: number | null;
  readonly showHidden?: boolean;
  readonly compact?: number | boolean;
  readonly breakLength?: number;
  readonly maxArrayLength?: number | null;
  readonly maxStringLength?: number | null;
  readonly sorted?: boolean | ((a: string, b: string) => number);
  readonly colors?: boolean;
}

export const customInspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * @example
 * inspect({ a: [1, 2], b: new Map([['x', null]]) }); // "{ a: [ 1, 2 ], b: Map(1) { 'x' => null } }"
 */
export const inspect = (value: unknown, options: InspectOptions | boolean = {}): string =>
  new Inspector(typeof options === 'boolean' ? { showHidden: options } : options).show(value, 0);

inspect.custom = customInspect;
inspect.defaultOptions = { depth: 2, breakLength: 80, compact: 3 } as InspectOptions;

class Inspector implements Inspection {
  readonly #options: InspectOptions;
  readonly #depth: number;
  readonly #breakLength: number;
  readonly #compact: number;
  readonly #seen: object[] = [];
  readonly #references = new Map<object, number>();
  readonly maxArrayLength: number | undefined;
  readonly showHidden: boolean;
  #indentation = 0;
  #level = 0;
  #deepest = 0;

  constructor(options: InspectOptions) {
    this.#options = options;
    this.#depth = options.depth === null ? Infinity : (options.depth ?? 2);
    this.#breakLength = options.breakLength ?? 80;
    this.#compact = options.compact === true ? 3 : options.compact === false ? 0 : (options.compact ?? 3);
    this.showHidden = options.showHidden === true;
    this.maxArrayLength = options.maxArrayLength === null ? Infinity : options.maxArrayLength;
  }

  show(value: unknown, level: number): string {
    if (typeof value === 'string') return this.#text(value, level);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return formatPrimitive(value);
    const custom = (value as Record<symbol, unknown>)[customInspect];
    if (typeof custom === 'function' && custom !== inspect) {
      const shown = custom.call(value, this.#depth - level, { ...this.#options, stylize: String }, inspect) as unknown;
      if (typeof shown === 'string') return shown.replaceAll('\n', `\n${' '.repeat(this.#indentation)}`);
      if (shown !== value) return this.show(shown, level);
    }
    if (this.#seen.includes(value)) {
      if (!this.#references.has(value)) this.#references.set(value, this.#references.size + 1);
      return `[Circular *${this.#references.get(value)}]`;
    }
    return this.#object(value, level);
  }

  nested(value: unknown): string {
    const level = this.#level;
    this.#indentation += 2;
    const shown = this.show(value, level + 1);
    this.#indentation -= 2;
    this.#level = level;
    return shown;
  }

  #text(value: string, level: number): string {
    const limit = this.#options.maxStringLength ?? 10_000;
    const more = value.length - limit;
    const kept = more > 0 ? value.slice(0, limit) : value;
    const trailer = more > 0 ? `... ${more} more character${more > 1 ? 's' : ''}` : '';
    // Long text of several lines is shown as a sum of lines, but not by itself.
    const isLong = kept.length > 16 && kept.length > this.#breakLength - this.#indentation - 4;
    if (level === 0 || !isLong) return quoted(kept) + trailer;
    return (
      kept
        .split(/(?<=\n)/)
        .map(quoted)
        .join(` +\n${' '.repeat(this.#indentation)}`) + trailer
    );
  }

  #object(value: object, level: number): string {
    const shape = shapeOf(value, this);
    const isEmpty = shape.keys.length === 0 && (shape.entries === undefined || shape.size === 0);
    if (isEmpty) return shape.base === '' ? shape.braces.join('') : this.#indented(shape.base);
    if (level > this.#depth) return `[${shape.name}]`;

    this.#seen.push(value);
    this.#level = level;
    this.#deepest = level;
    const parts = shape.entries?.(this) ?? [];
    for (const key of shape.keys) parts.push(this.#property(value, key));
    this.#seen.pop();

    const reference = this.#references.get(value);
    const [open, close] = shape.braces;
    const mark = reference === undefined ? '' : `<ref *${reference}> `;
    const base = shape.base === '' ? '' : mark + this.#indented(shape.base);
    const opened = shape.base === '' ? mark + open : open;
    if (parts.length === 0) return base === '' ? opened + close : base;
    const { sorted } = this.#options;
    if (sorted && !shape.list) parts.sort(typeof sorted === 'function' ? sorted : undefined);
    const layout = {
      breakLength: this.#breakLength,
      compact: this.#compact,
      indentation: this.#indentation,
      levelsBelow: this.#deepest - level,
    };
    return layOut(layout, parts, base, [opened, close], shape.list);
  }

  #indented(text: string): string {
    return this.#indentation === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(this.#indentation)}`);
  }

  #property(owner: object, key: string | symbol): string {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    const text = typeof key === 'symbol' ? key.toString() : key;
    const isHidden = descriptor?.enumerable === false;
    const label = isHidden ? `[${text}]` : typeof key === 'symbol' ? text : keyText(key);
    return `${label}: ${this.#propertyValue(owner, key, descriptor)}`;
  }

  #propertyValue(owner: object, key: string | symbol, descriptor: PropertyDescriptor | undefined): string {
    const isModule = Object.prototype.toString.call(owner) === '[object Module]';
    if (!descriptor || 'value' in descriptor || isModule) {
      try {
        return this.nested(descriptor && 'value' in descriptor ? descriptor.value : Reflect.get(owner, key));
      } catch (error) {
        if (isModule && error instanceof ReferenceError) return '<uninitialized>';
        throw error;
      }
    }
    if (descriptor.get) return descriptor.set ? '[Getter/Setter]' : '[Getter]';
    return descriptor.set ? '[Setter]' : 'undefined';
  }
}
