import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { misconceptionIdSchema } from '#course/ids.ts';
import { checkQuiz } from '#quiz/check-quiz.ts';
import { markAnswer, rightAnswer } from '#quiz/mark-answer.ts';
import { markingKey, pageId } from '#quiz/marking-key.ts';
import { openExplanation, openKey, openNote, OTHERWISE } from '#quiz/open-sealed.ts';
import { presentQuestion } from '#quiz/present-quiz.ts';
import { sealQuiz } from '#quiz/seal-quiz.ts';
import type { Question } from '#course/quiz.ts';
import type { SealedQuestion } from '#quiz/sealed-quiz.ts';

const BELIEFS = new Map([
  [misconceptionIdSchema.parse('a-belief'), 'the first belief'],
  [misconceptionIdSchema.parse('another-belief'), 'the second belief'],
]);
const text = readFileSync(new URL('every-kind.yaml', import.meta.url), 'utf8');
const quiz = checkQuiz({ file: 'content/quizzes/every-kind.yaml', text }, new Set(BELIEFS.keys()));
const solved = quiz.questions.map((question) => ({ question, output: '3\n' }));
const sealed = sealQuiz(quiz.lesson, solved, BELIEFS);
const questionById = new Map<string, Question>(quiz.questions.map((question) => [question.id, question]));

function noteOn(questionId: string, optionId: string) {
  const question = questionById.get(questionId) as Question;
  return openNote(
    sealed[questionId] as SealedQuestion,
    quiz.lesson,
    questionId,
    pageId(quiz.lesson, question, optionId),
  );
}

test('sealQuiz() leaves no feedback, belief, explanation or option id to read', () => {
  const file = JSON.stringify(sealed);

  expect(file.match(/hidden|belief|Feedback|Explanation|correct|single-right|outbox|"right"|html/g)).toBeNull();
  expect(file).not.toContain(btoa('hidden').slice(0, 6));
});

test('presentQuestion() leaves no feedback, belief, explanation or option id to read', () => {
  const page = JSON.stringify(quiz.questions.map((question) => presentQuestion(quiz.lesson, question)));

  expect(page).toContain('The right one');
  expect(page.match(/hidden|belief|correct|single-right|outbox|95/g)).toBeNull();
});

test('presentQuestion() shows the same options in the same order in every build', () => {
  const first = quiz.questions.map((question) => presentQuestion(quiz.lesson, question));

  expect(quiz.questions.map((question) => presentQuestion(quiz.lesson, question))).toEqual(first);
});

test('presentQuestion() keeps the ids of options when the file lists them in another order', () => {
  const question = questionById.get('q-multiple') as Extract<Question, { kind: 'multiple' }>;
  const turned = { ...question, options: question.options.toReversed() };
  const idsOf = (given: Question) =>
    presentQuestion(quiz.lesson, given)
      .options.map(({ id, text }) => `${id} ${text}`)
      .sort();

  expect(idsOf(turned)).toEqual(idsOf(question));
});

test.each(quiz.questions)('openKey() gives a key that its own right answer satisfies for $id', (question) => {
  const key = openKey(sealed[question.id] as SealedQuestion, quiz.lesson, question.id);

  expect(key).toEqual(markingKey(quiz.lesson, { question, output: '3' }));
  expect(markAnswer(rightAnswer(key), key).isRight).toBe(true);
});

test.each(quiz.questions)('openExplanation() opens with the right answer for $id', (question) => {
  const place = sealed[question.id] as SealedQuestion;
  const key = openKey(place, quiz.lesson, question.id);

  expect(openExplanation(place, quiz.lesson, question.id, key)).toBe(question.explain);
});

test('openNote() gives the feedback and the belief of a chosen option', () => {
  expect(noteOn('q-single', 'single-wrong')).toEqual({
    html: 'Feedback on the wrong one, hidden.',
    belief: 'the first belief',
  });
  expect(noteOn('q-single', 'single-right')).toEqual({ html: 'Feedback on the right one, hidden.' });
  expect(noteOn('q-predict', 'text')?.belief).toBe('the first belief');
});

test('openNote() gives the feedback of each kind by what was answered', () => {
  const on = (questionId: string, part: string) =>
    openNote(sealed[questionId] as SealedQuestion, quiz.lesson, questionId, part)?.html;
  const match = questionById.get('q-match') as Question;
  const pair = (item: string, target: string) =>
    on('q-match', `${pageId(quiz.lesson, match, item)}:${pageId(quiz.lesson, match, target)}`);

  expect(on('q-truth', 'true')).toBe('Feedback on true, hidden.');
  expect(on('q-truth', 'false')).toBeUndefined();
  expect(pair('item-one', 'target-one')).toBe('Feedback on item one, hidden.');
  expect(pair('item-one', 'target-three')).toBe('Feedback on one with three, hidden.');
  expect(pair('item-one', 'target-two')).toBeUndefined();
  expect(on('q-text', 'outbox')).toBe('Feedback on the right name, hidden.');
  expect(on('q-text', 'inbox')).toBe('Feedback on inbox, hidden.');
  expect(on('q-text', OTHERWISE)).toBe('Feedback on any other name, hidden.');
  expect(on('q-number', '95')).toBe('Feedback on the right number, hidden.');
  expect(on('q-number', '20')).toBe('Feedback on twenty, hidden.');
});

test('presentQuestion() never begins an order in a right order', () => {
  const question = questionById.get('q-order') as Extract<Question, { kind: 'order' }>;
  const key = markingKey(quiz.lesson, { question });
  const starts = Array.from({ length: 200 }, (_, index) =>
    presentQuestion(quiz.lesson, { ...question, id: `${question.id}-${index}` as Question['id'] }).options.map(
      (option) => option.text,
    ),
  );

  expect(key.kind).toBe('order');
  expect(starts.filter((start) => start[0] === 'First step')).toEqual([]);
});
