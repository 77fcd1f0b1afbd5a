/**
 * Marks an answer of any kind against its key. Pure; the same code runs in the page and in tests.
 * @module
 */
import { scoreChoice } from './score-choice.ts';
import { scoreNumber, scoreText } from './score-fill-in.ts';
import { scoreMatch } from './score-match.ts';
import { scoreMultiple } from './score-multiple.ts';
import { scoreOrder } from './score-order.ts';
import { scoreTrueFalse } from './score-true-false.ts';
import type { Answer } from './attempt.ts';
import type { Marking, MarkingKey } from './marking.ts';

/**
 * @example
 * markAnswer(['a1'], { kind: 'choice', right: 'a1' }).isRight; // true
 */
export function markAnswer(answer: Answer, key: MarkingKey): Marking {
  switch (key.kind) {
    case 'choice':
      return scoreChoice(answer, key.right);
    case 'multiple':
      return scoreMultiple(answer, key.right);
    case 'true-false':
      return scoreTrueFalse(answer, key.truth, key.reason);
    case 'match':
      return scoreMatch(answer, key.pairs);
    case 'order':
      return scoreOrder(answer, key.before);
    case 'text':
      return scoreText(answer, key.accept);
    case 'number':
      return scoreNumber(answer, key);
  }
}

/**
 * The right answer, in the shape that the controls take.
 *
 * @example
 * rightAnswer({ kind: 'true-false', truth: 'false', reason: 'r1' }); // ['false', 'r1']
 */
export function rightAnswer(key: MarkingKey): Answer {
  switch (key.kind) {
    case 'choice':
      return [key.right];
    case 'multiple':
      return key.right;
    case 'true-false':
      return [key.truth, key.reason];
    case 'match':
      return key.pairs.map((pair) => pair.join(':'));
    case 'order':
      return key.order;
    case 'text':
      return key.accept.slice(0, 1);
    case 'number':
      return [String(key.value)];
  }
}
