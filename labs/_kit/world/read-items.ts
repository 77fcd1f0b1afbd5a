/**
 * Reads the list of articles of a reservation, strictly. Runs in the simulation and in real Node.
 * @module
 */

const MOST_ITEMS = 100;

/** Pieces by article, or what is wrong with the list. An article that is listed twice counts together. */
export function readItems(value: unknown): ReadonlyMap<string, number> | string {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_ITEMS) {
    return `items is not a list of 1 to ${MOST_ITEMS}`;
  }
  const items = new Map<string, number>();
  for (const item of value as unknown[]) {
    if (typeof item !== 'object' || item === null) return 'items holds something that is not an object';
    const { sku, count } = item as { readonly sku?: unknown; readonly count?: unknown };
    if (typeof sku !== 'string') return 'sku is not a string';
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return 'count is not a whole number from 1';
    items.set(sku, (items.get(sku) ?? 0) + count);
  }
  return items;
}
