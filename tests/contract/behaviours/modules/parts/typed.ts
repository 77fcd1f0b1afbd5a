import type { Readable } from 'node:stream';

export interface Order {
  readonly id: number;
}
type Total = number & { readonly brand?: 'total' };
export abstract class Base<T extends object = Order> {
  declare readonly never: string;
  protected readonly items: T[] = [];
  abstract name(): string;
  add(this: this, item: T): this {
    this.items.push(item);
    return this;
  }
}
export class Shop extends Base<Order> implements Iterable<Order> {
  override name(): string {
    return `shop of ${this.items.length}` satisfies string;
  }
  *[Symbol.iterator](): Iterator<Order> {
    yield* this.items;
  }
}
export const total = (orders: Iterable<Order>, stream?: Readable): Total => {
  let sum = 0 as Total;
  for (const { id } of orders) sum = (sum + id) as Total;
  return stream === undefined ? sum : (0 as Total);
};
export function overload(value: string): string;
export function overload(value: number): number;
export function overload(value: string | number): string | number {
  return value;
}
