/**
 * A refinement for lists whose entries have ids: no id twice.
 * Pure; runs at build time.
 * @module
 */
import type { z } from 'zod';

/**
 * Reports the second entry of a pair with the same id, at its own line.
 *
 * @example
 * const schema = z.array(sourceSchema).superRefine(uniqueIds);
 */
export function uniqueIds(entries: readonly { readonly id: string }[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { id }] of entries.entries()) {
    if (seen.has(id)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'id'],
        message: `"${id}" is the id of an earlier entry, every id must be unique`,
      });
    }
    seen.add(id);
  }
}
