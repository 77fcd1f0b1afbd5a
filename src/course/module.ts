/**
 * A module of the course: `content/lessons/<nn>-<module>/module.yaml`, and the route of modules that the home page draws.
 * Pure; runs at build time.
 * @module
 */
import { z } from 'zod';
import { moduleIdSchema } from './ids.ts';

export const moduleSchema = z.strictObject({
  id: moduleIdSchema,
  /** Position on the route, 0 to 12. */
  number: z.int().min(0).max(99),
  title: z.string().min(3).max(60),
  /** One line under the title, without a final period. */
  teaser: z.string().min(10).max(120),
  /** Minutes on the core path (0: the core path passes by) and on the full path. */
  minutes: z.strictObject({ core: z.int().min(0), full: z.int().min(1) }),
  /** `published` has pages; `planned` is drawn on the route and marked "not written yet"; its lessons are drafts. */
  status: z.enum(['published', 'planned']),
  labs: z
    .array(
      z.strictObject({
        number: z.string().regex(/^L\d{2}$/),
        title: z.string().min(3),
        obligatory: z.boolean().default(false),
      }),
    )
    .default([]),
});

export type CourseModule = z.output<typeof moduleSchema>;
