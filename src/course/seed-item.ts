/**
 * An item of the source documents that the course is held to: `content/seeds.yaml`, 138 entries.
 * Pure; runs in the terminal and in tests.
 * @module
 */
import { z } from 'zod';
import { seedIdSchema } from './ids.ts';
import { uniqueIds } from './unique-ids.ts';

const seedItemSchema = z.strictObject({
  id: seedIdSchema,
  /** What the source documents say there, shortened. */
  text: z.string().min(5),
  /** Numbers of the lessons that cover it, such as "1.1". */
  lessons: z
    .array(z.string().regex(/^\d{1,2}\.\d{1,2}$/, 'write the number of a lesson in quotes, such as "1.1"'))
    .min(1),
  /** Text that has to stand inside the mark exactly as it is here. */
  verbatim: z.array(z.string().min(2)).default([]),
});

export const seedItemsSchema = z.array(seedItemSchema).superRefine(uniqueIds);

export type SeedItem = z.output<typeof seedItemSchema>;
