/**
 * Turns a question into what the page shows: shuffled, under opaque ids, without any sign of what is right.
 * Pure; runs at build time only.
 * @module
 */
import { escapeHtml, inlineMarkdown, plainMarkdown } from './inline-markdown.ts';
import { pageId } from './marking-key.ts';
import { scoreOrder } from './score-order.ts';
import { keyStream } from './stream-cipher.ts';
import type { LessonId } from '#course/ids.ts';
import type { Question, QuestionKind } from '#course/quiz.ts';

/** An option, item or target on the page. */
export interface PresentedOption {
  /** Opaque. */
  readonly id: string;
  readonly html: string;
  /** Without any mark-up, for places that take text alone. */
  readonly text: string;
}

export interface PresentedQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly stemHtml: string;
  /** A listing under the stem; for `predict` the program that runs. */
  readonly code: { readonly language: string; readonly text: string } | undefined;
  /** Options, reasons, or the items to match or to order. */
  readonly options: readonly PresentedOption[];
  /** For `match`: what the items are paired with. */
  readonly targets: readonly PresentedOption[];
  /** For `fill-in`: whether a number is asked for, and in which unit. */
  readonly typed: { readonly isNumber: boolean; readonly unit: string | undefined } | undefined;
}

/**
 * @example
 * presentQuestion(lessonId, question).options.map((option) => option.html);
 */
export function presentQuestion(lessonId: LessonId, question: Question): PresentedQuestion {
  const toOption = ({ id, text }: { id: string; text: string }): PresentedOption => ({
    id: pageId(lessonId, question, id),
    html: inlineMarkdown(text),
    text: plainMarkdown(text),
  });
  const shuffled = (entries: readonly { id: string; text: string }[]) =>
    shuffle(entries, lessonId, question.id).map(toOption);
  const base = {
    id: question.id,
    kind: question.kind,
    stemHtml: inlineMarkdown(question.stem),
    code: question.code,
    options: [],
    targets: [],
    typed: undefined,
  };
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return { ...base, options: shuffled(question.options) };
    case 'predict':
      return {
        ...base,
        code: { language: 'js', text: question.program },
        options: shuffle(question.options, lessonId, question.id).map(({ id, text }) => ({
          id: pageId(lessonId, question, id),
          html: outputHtml(text),
          text,
        })),
      };
    case 'true-false':
      return { ...base, options: shuffled(question.reasons) };
    case 'match':
      return {
        ...base,
        options: shuffled(question.items),
        targets: shuffle(question.targets, lessonId, question.id, 'targets').map(toOption),
      };
    case 'order':
      return { ...base, options: disorder(question, lessonId).map(toOption) };
    case 'fill-in':
      return {
        ...base,
        typed: {
          isNumber: question.answer.type === 'number',
          unit: question.answer.type === 'number' ? question.answer.unit : undefined,
        },
      };
  }
}

/** Fisher–Yates with a stream that depends on the key alone, so that every build shows the same order. */
function shuffle<Entry>(entries: readonly Entry[], ...key: readonly string[]): readonly Entry[] {
  const next = keyStream('shuffle', ...key);
  const result = [...entries];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = next() % (last + 1);
    [result[last], result[other]] = [result[other] as Entry, result[last] as Entry];
  }
  return result;
}

/** A shuffle that is not already a right answer. */
function disorder(question: Extract<Question, { kind: 'order' }>, lessonId: LessonId) {
  for (let attempt = 0; ; attempt += 1) {
    const items = shuffle(question.items, lessonId, question.id, String(attempt));
    const marking = scoreOrder(
      items.map((item) => item.id),
      question.before,
    );
    if (!marking.isRight) return items;
  }
}

/** What a program prints is shown as it is, line by line. */
function outputHtml(text: string): string {
  return `<samp>${escapeHtml(text.trimEnd())}</samp>`;
}
