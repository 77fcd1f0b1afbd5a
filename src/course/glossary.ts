/**
 * A glossary term: `content/glossary/<term>.md`, one paragraph of body text.
 * Pure; runs at build time.
 * @module
 */
import { z } from 'zod';
import { sourceIdSchema, termIdSchema } from './ids.ts';

export const glossaryTermSchema = z.strictObject({
  id: termIdSchema,
  /** The term as it is written in a sentence. */
  term: z.string().min(2),
  /** One sentence of at most 200 characters, shown in the margin and in tooltips. */
  short: z.string().min(20).max(200),
  sources: z.array(sourceIdSchema).default([]),
});

export type GlossaryTerm = z.output<typeof glossaryTermSchema>;
