/**
 * Branded identifiers. Progress is keyed by these, never by a URL or a position, so they outlive a reordering.
 * Pure; runs at build time and in the browser.
 * @module
 */
import { z } from 'zod';

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'write lower-case words joined by hyphens, such as "hello-payment"');

export const lessonIdSchema = slug.brand<'LessonId'>();
export const moduleIdSchema = slug.brand<'ModuleId'>();
export const labIdSchema = slug.brand<'LabId'>();
export const questionIdSchema = slug.brand<'QuestionId'>();
export const optionIdSchema = slug.brand<'OptionId'>();
export const termIdSchema = slug.brand<'TermId'>();
export const misconceptionIdSchema = slug.brand<'MisconceptionId'>();
export const sourceIdSchema = slug.brand<'SourceId'>();
/** One of the 138 items of the source documents, `S001` to `S138`. */
export const seedIdSchema = z
  .string()
  .regex(/^S\d{3}$/, 'write a seed id such as "S004"')
  .brand<'SeedId'>();

export type LessonId = z.output<typeof lessonIdSchema>;
export type MisconceptionId = z.output<typeof misconceptionIdSchema>;
export type SeedId = z.output<typeof seedIdSchema>;
