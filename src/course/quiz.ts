/**
 * A quiz file: `content/quizzes/<lesson-id>.yaml`. Strict: a typo stops the build with its line.
 * Pure; runs at build time. Pages never receive this shape, only the sealed one made by `src/quiz/seal-quiz.ts`.
 * @module
 */
import { z } from 'zod';
import { lessonIdSchema, misconceptionIdSchema, optionIdSchema, questionIdSchema, seedIdSchema } from './ids.ts';

/** Inline Markdown: emphasis, `code`, links. */
const inlineMarkdown = z.string().min(1);

/** One choice. A wrong one names the belief behind it; every one explains itself. */
export const quizOptionSchema = z.strictObject({
  id: optionIdSchema,
  text: inlineMarkdown,
  correct: z.boolean().default(false),
  feedback: z.string().min(15),
  misconception: misconceptionIdSchema.optional(),
});

const questionBase = {
  id: questionIdSchema,
  /** The idea tested, two to five words. */
  concept: z.string().min(3).max(60),
  seeds: z.array(seedIdSchema).default([]),
  stem: inlineMarkdown,
  /** Shown with the answer: why the right answer is right. */
  explain: z.string().min(20),
  /** A listing shown under the stem. */
  code: z
    .strictObject({ language: z.enum(['ts', 'js', 'sh', 'http', 'json', 'sql', 'text']), text: z.string().min(1) })
    .optional(),
};

/** Exactly one option is correct. */
export const singleQuestionSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('single'),
  options: z.array(quizOptionSchema).min(2).max(6),
});

/** Any number of options is correct; each is marked for itself. */
export const multipleQuestionSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('multiple'),
  options: z.array(quizOptionSchema).min(3).max(7),
});

/** A statement, true or false, and the reason: both parts are needed. */
export const trueFalseQuestionSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('true-false'),
  answer: z.boolean(),
  /** Shown when the wrong truth value was chosen. */
  answerFeedback: z.string().min(15),
  reasons: z.array(quizOptionSchema).min(2).max(5),
});

/** Pair every item on the left with one target on the right; targets may be left over. */
export const matchQuestionSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('match'),
  items: z
    .array(
      z.strictObject({
        id: optionIdSchema,
        text: inlineMarkdown,
        target: optionIdSchema,
        /** Why this pair is right; shown when it was found, or with the answers. */
        feedback: z.string().min(15),
        /** Confusions worth answering when they are chosen. */
        common: z
          .array(
            z.strictObject({
              target: optionIdSchema,
              feedback: z.string().min(15),
              misconception: misconceptionIdSchema.optional(),
            }),
          )
          .default([]),
      }),
    )
    .min(2)
    .max(7),
  targets: z
    .array(z.strictObject({ id: optionIdSchema, text: inlineMarkdown }))
    .min(2)
    .max(8),
});

/**
 * Put steps in order. `before` holds the pairs that matter; any order that respects them is right. The file lists the
 * items in one right order, which is the one shown as the answer; `feedback` says why a step stands where it stands, and is
 * shown with the answer.
 */
export const orderQuestionSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('order'),
  items: z
    .array(z.strictObject({ id: optionIdSchema, text: inlineMarkdown, feedback: z.string().min(15) }))
    .min(3)
    .max(8),
  before: z.array(z.tuple([optionIdSchema, optionIdSchema])).min(1),
});

/** A short text or a number. Common wrong answers have their own feedback. */
export const fillInQuestionSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('fill-in'),
  answer: z.discriminatedUnion('type', [
    /** Compared without case and with single spaces. */
    z.strictObject({ type: z.literal('text'), accept: z.array(z.string().min(1)).min(1) }),
    z.strictObject({
      type: z.literal('number'),
      value: z.number(),
      tolerance: z.number().min(0).default(0),
      unit: z.string().optional(),
    }),
  ]),
  feedback: z.string().min(15),
  common: z
    .array(
      z.strictObject({
        answer: z.string().min(1),
        feedback: z.string().min(15),
        misconception: misconceptionIdSchema.optional(),
      }),
    )
    .default([]),
  otherwise: z.string().min(15),
});

/**
 * Predict what a program prints. The key is computed at build by running `program` in Node; exactly one option
 * must equal its standard output (trailing white space aside).
 */
export const predictQuestionSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('predict'),
  /** Plain Node ESM, built-ins only, no network; must end by itself. */
  program: z.string().min(1),
  options: z
    .array(quizOptionSchema.omit({ correct: true }))
    .min(2)
    .max(6),
});

export const questionSchema = z.discriminatedUnion('kind', [
  singleQuestionSchema,
  multipleQuestionSchema,
  trueFalseQuestionSchema,
  matchQuestionSchema,
  orderQuestionSchema,
  fillInQuestionSchema,
  predictQuestionSchema,
]);

export const quizSchema = z.strictObject({ lesson: lessonIdSchema, questions: z.array(questionSchema).min(1).max(12) });

export type QuizOption = z.output<typeof quizOptionSchema>;
export type Question = z.output<typeof questionSchema>;
export type QuestionKind = Question['kind'];
export type Quiz = z.output<typeof quizSchema>;
