/**
 * Finds a contradiction in a partial order. Pure; runs at build time only.
 * @module
 */

/**
 * @param before Pairs `[earlier, later]`.
 * @returns A chain that ends where it began, or undefined when the pairs can all be respected.
 *
 * @example
 * findOrderCycle([['a', 'b'], ['b', 'a']]); // ['a', 'b', 'a']
 */
export function findOrderCycle<Id extends string>(before: readonly (readonly [Id, Id])[]): readonly Id[] | undefined {
  const cleared = new Set<Id>();

  const search = (id: Id, chain: readonly Id[]): readonly Id[] | undefined => {
    if (chain.includes(id)) return [...chain.slice(chain.indexOf(id)), id];
    if (cleared.has(id)) return undefined;
    for (const [earlier, later] of before) {
      const cycle = earlier === id ? search(later, [...chain, id]) : undefined;
      if (cycle) return cycle;
    }
    cleared.add(id);
    return undefined;
  };

  for (const [earlier] of before) {
    const cycle = search(earlier, []);
    if (cycle) return cycle;
  }
  return undefined;
}
