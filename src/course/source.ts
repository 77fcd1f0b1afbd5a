/**
 * A cited source: `content/sources.yaml`. Every figure that the course quotes has one, with its year.
 * Pure; runs at build time.
 * @module
 */
import { z } from 'zod';
import { sourceIdSchema } from './ids.ts';

export const sourceSchema = z.strictObject({
  id: sourceIdSchema,
  /** How a sentence names it, where its id cannot spell the name: RabbitMQ. */
  name: z.string().min(2).optional(),
  authors: z.string().min(2),
  title: z.string().min(3),
  /** Where it appeared: book and chapter, conference, site. */
  where: z.string().min(2),
  year: z.int().min(1950).max(2030),
  url: z.url().optional(),
});

export const sourcesSchema = z.array(sourceSchema);
export type Source = z.output<typeof sourceSchema>;
