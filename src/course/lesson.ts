/**
 * A lesson's frontmatter: what the page promises and what it claims to cover.
 * Pure; runs at build time.
 * @module
 */
import { z } from 'zod';
import { labIdSchema, lessonIdSchema, seedIdSchema, sourceIdSchema } from './ids.ts';

export const lessonSchema = z.strictObject({
  /** Stable id; the workbook stores progress under it. */
  id: lessonIdSchema,
  title: z.string().min(3).max(70),
  /** The lede: one or two sentences under the title, in plain text. Also the page's meta description. */
  summary: z.string().min(40).max(280),
  /** Reading time with the exercises, in minutes. */
  minutes: z.int().min(5).max(120),
  /** What a reader can do afterwards, each starting with a verb. */
  objectives: z.array(z.string().min(10)).min(1).max(5),
  /** Every seed item that this page covers; each must stand in the text as `<Seed id="…">`. */
  seeds: z.array(seedIdSchema).default([]),
  /** Entries of content/sources.yaml that the page quotes; listed at its end. */
  sources: z.array(sourceIdSchema).default([]),
  /** The lab that this lesson leads into. */
  lab: labIdSchema.optional(),
});

export type Lesson = z.output<typeof lessonSchema>;
