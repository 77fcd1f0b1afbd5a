/**
 * What the files of a variant are laid over: `base.yaml` in `solution/`, `right/<name>/` or `wrong/<name>/`. Without one it
 * is the starter. Pure; runs in the terminal, at build time and in tests.
 * @module
 */
import { z } from 'zod';
import { labSourceSchema } from './lab-manifest.ts';

export const variantBaseSchema = z.strictObject({
  /** Another variant of the lab, whole, or nothing. */
  on: z
    .string()
    .regex(
      /^(starter|solution|nothing|(right|wrong)\/[a-z0-9-]+)$/,
      'write "starter", "solution", "nothing" or a variant such as "right/three-services"',
    )
    .default('starter'),
  /** Programs that lie elsewhere under `labs/`, laid over that. */
  from: z.array(labSourceSchema).default([]),
  /** Files, or folders as `shop/mail/**`, that are taken away before the variant's own are added. */
  without: z.array(z.string().min(1)).default([]),
});

export type VariantBase = z.output<typeof variantBaseSchema>;
