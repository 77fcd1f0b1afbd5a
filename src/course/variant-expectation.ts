/**
 * What a wrong solution must be caught for: `labs/<lab>/wrong/<misconception>/expect.yaml`. The starter, which is the first
 * wrong solution of each lab, has one too: `labs/<lab>/starter.expect.yaml`.
 * Pure; runs in the terminal and in tests.
 * @module
 */
import { z } from 'zod';
import { misconceptionIdSchema } from './ids.ts';

export const variantExpectationSchema = z.strictObject({
  /** The belief behind it, from `content/misconceptions.yaml`. */
  misconception: misconceptionIdSchema,
  /** What the program does, in one sentence. */
  about: z.string().min(10).max(160),
  /** Ids of the messages that a learner may get for it; the first is the one that it was written for. */
  messages: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).min(1),
});

export type VariantExpectation = z.output<typeof variantExpectationSchema>;
