/**
 * Answers a quiz in the page as a learner would, from the keys that the build computed.
 * @module
 */
import type { Locator, Page } from 'playwright-core';
import { markingKey, pageId } from '#quiz/marking-key.ts';
import { rightAnswer } from '#quiz/mark-answer.ts';
import type { Answer, Confidence, QuizAnswerDetail } from '#quiz/attempt.ts';
import type { LoadedQuiz } from '#quiz/load-quiz.ts';

type Solved = LoadedQuiz['questions'][number];

/** The right answer, in the ids of the page. */
export function rightAnswerTo(quiz: LoadedQuiz, solved: Solved): Answer {
  return rightAnswer(markingKey(quiz.lessonId, solved));
}

/** An answer that is complete and not right. */
export function wrongAnswerTo(quiz: LoadedQuiz, solved: Solved): Answer {
  const { question } = solved;
  const right = rightAnswerTo(quiz, solved);
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
      return question.options
        .map((option) => pageId(quiz.lessonId, question, option.id))
        .filter((id) => !right.includes(id))
        .slice(0, 1);
    case 'true-false':
      return [String(!question.answer), ...right.slice(1)];
    case 'match':
      return right.map((pair) => `${pair.split(':')[0]}:${right[0]?.split(':')[1]}`);
    case 'order':
      return right.toReversed();
    case 'fill-in':
      return [question.common[0]?.answer ?? '0'];
  }
}

/** Sets the controls of one question by pointer and keyboard, and says how sure it is. */
export async function answerQuestion(
  page: Page,
  questionId: string,
  answer: Answer,
  confidence: Confidence = 'think-so',
): Promise<void> {
  const question = page.locator(`[data-question="${questionId}"]`);
  switch (await question.getAttribute('data-kind')) {
    case 'match':
      for (const pair of answer) {
        const [item, target = ''] = pair.split(':');
        await question.locator(`select[name="${item}"]`).selectOption(target);
      }
      break;
    case 'order':
      await orderSteps(question, answer);
      break;
    case 'fill-in':
      await question.locator('input[type="text"]').fill(answer[0] ?? '');
      break;
    default:
      for (const value of answer) await question.locator(`.answer input[value="${value}"]`).check();
  }
  await question.locator(`.confidence input[value="${confidence}"]`).check();
}

/** Moves each step up until it is where it belongs. */
async function orderSteps(question: Locator, order: Answer): Promise<void> {
  for (const [target, id] of order.entries()) {
    const step = question.locator(`.steps > [data-part="${id}"]`);
    const current = await step.evaluate((element) => [...(element.parentElement?.children ?? [])].indexOf(element));
    for (let moves = current - target; moves > 0; moves -= 1) await step.locator('[data-action="up"]').click();
  }
}

/**
 * Answers every question with the keyboard alone: Tab to each control, Space or an arrow to choose, Enter to mark.
 *
 * @returns How many times Tab was pressed.
 */
export async function answerByKeyboard(page: Page): Promise<number> {
  for (let tabs = 1; tabs < 400; tabs += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const isInQuiz = Boolean(element?.closest('course-quiz'));
      if (!isInQuiz || !element) return 'elsewhere';
      if (element.matches('[data-action="mark"]')) return 'mark';
      return element.matches('select') ? 'select' : (element.getAttribute('type') ?? 'other');
    });
    if (focus === 'mark') {
      await page.keyboard.press('Enter');
      return tabs;
    }
    if (focus === 'radio' || focus === 'checkbox') await page.keyboard.press('Space');
    if (focus === 'select') await page.keyboard.press('ArrowDown');
    if (focus === 'text') await page.keyboard.type('12');
  }
  throw new Error('Cannot reach the button that marks: 400 presses of Tab did not lead there');
}

/** Collects what the quiz announces; read it with `announced`. */
export async function listenForAnswers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const details: unknown[] = [];
    Object.assign(globalThis, { announced: details });
    document.addEventListener('course:answer', (event) => details.push((event as CustomEvent).detail));
  });
}

export async function announced(page: Page): Promise<QuizAnswerDetail[]> {
  return page.evaluate(() => (globalThis as unknown as { announced: QuizAnswerDetail[] }).announced);
}
