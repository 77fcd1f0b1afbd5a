/**
 * A belief that the course answers: `content/misconceptions.yaml`. Wrong quiz options and wrong solutions name one.
 * Pure; runs at build time.
 * @module
 */
import { z } from 'zod';
import { lessonIdSchema, misconceptionIdSchema } from './ids.ts';

export const misconceptionSchema = z.strictObject({
  id: misconceptionIdSchema,
  /** The belief as someone holding it would say it, at most 90 characters: "separate data makes services independent". */
  belief: z.string().min(10).max(110),
  /** The lesson that answers it. */
  lesson: lessonIdSchema,
});

export const misconceptionsSchema = z.array(misconceptionSchema);
