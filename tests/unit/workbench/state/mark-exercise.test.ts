import { expect, test } from 'vitest';
import { optionIdSchema } from '#course/ids.ts';
import { type LabExercise, labExerciseSchema } from '#course/lab-exercise.ts';
import { NO_LAB_FACTS, withChoice, withExerciseCheck } from '#workbook/lab-record.ts';
import { answerOf, markExercise, scoreExercise } from '#workbench/state/mark-exercise.ts';

const AT = '2026-11-20T12:00:00.000Z';
const EXERCISE: LabExercise = labExerciseSchema.parse({
  kind: 'match',
  question: 'Which module owns each table?',
  options: [
    { id: 'catalog', label: 'Catalog' },
    { id: 'orders', label: 'Orders' },
    { id: 'mail', label: 'Mail' },
  ],
  items: [
    {
      id: 'products',
      label: '`products`',
      about: 'names and prices',
      answer: 'catalog',
      why: 'Only the catalog writes it.',
      mistakes: [{ option: 'orders', feedback: 'Orders only read the price.' }],
    },
    { id: 'lines', label: '`lines`', about: 'what was bought', answer: 'orders', why: 'Written with the order.' },
  ],
  otherwise: 'Search for who writes it.',
  explain: 'Each table has one writer.',
});

const ORDERS = optionIdSchema.parse('orders');

let choiceCount = 0;
const choose = (facts: typeof NO_LAB_FACTS, ...pairs: readonly (readonly [item: string, option: string])[]) =>
  pairs.reduce((before, [item, option]) => {
    choiceCount += 1;
    const atIso = new Date(Date.parse(AT) + choiceCount * 1000).toISOString();
    return withChoice(before, { step: 'owners', item, option, atIso });
  }, facts);

const check = (facts: typeof NO_LAB_FACTS) => {
  const answer = answerOf(EXERCISE, 'owners', facts);
  const { isRight } = scoreExercise(EXERCISE, answer);
  return withExerciseCheck(facts, { step: 'owners', atIso: AT, answer, isRight });
};

test('markExercise() says nothing of choices that were not marked', () => {
  const marked = markExercise(EXERCISE, 'owners', choose(NO_LAB_FACTS, ['products', 'catalog']));

  expect(marked).toMatchObject({ isDone: false, items: [{ option: 'catalog' }, { option: '' }] });
  expect([marked.rightCount, marked.items[0]?.isRight]).toEqual([undefined, undefined]);
});

test('markExercise() gives a right choice its reason, a known mistake its own answer and another one the general', () => {
  const facts = check(choose(NO_LAB_FACTS, ['products', 'orders'], ['lines', 'mail']));
  const right = check(choose(facts, ['products', 'catalog']));

  expect(markExercise(EXERCISE, 'owners', facts).items.map(({ feedback }) => feedback)).toEqual([
    'Orders only read the price.',
    'Search for who writes it.',
  ]);
  expect(markExercise(EXERCISE, 'owners', right)).toMatchObject({
    rightCount: 1,
    isDone: false,
    items: [{ isRight: true, feedback: 'Only the catalog writes it.' }, { isRight: false }],
  });
});

test('markExercise() is done when every item was right, and forgets what it said of a choice that changed', () => {
  const facts = check(choose(NO_LAB_FACTS, ['products', 'catalog'], ['lines', 'orders']));
  const changed = choose(facts, ['lines', 'mail']);
  const takenBack = check(choose(changed, ['lines', '']));

  expect(markExercise(EXERCISE, 'owners', facts)).toMatchObject({ isDone: true, rightCount: 2 });
  expect(markExercise(EXERCISE, 'owners', changed).items[1]).toEqual({ item: EXERCISE.items[1], option: 'mail' });
  expect(markExercise(EXERCISE, 'owners', takenBack)).toMatchObject({ isDone: false, rightCount: 1 });
});

test('markExercise() leaves out a choice that the exercise has no option for any more', () => {
  const facts = check(choose(NO_LAB_FACTS, ['products', 'warehouse'], ['lines', 'orders']));

  expect(markExercise(EXERCISE, 'owners', facts)).toMatchObject({
    isDone: false,
    rightCount: 1,
    items: [{ option: '' }, {}],
  });
});

test('markExercise() marks what was kept by the key of now', () => {
  const facts = check(choose(NO_LAB_FACTS, ['products', 'orders'], ['lines', 'orders']));
  const corrected = {
    ...EXERCISE,
    items: EXERCISE.items.map((item) => ({ ...item, answer: ORDERS })),
  };

  expect([markExercise(EXERCISE, 'owners', facts).isDone, markExercise(corrected, 'owners', facts).isDone]).toEqual([
    false,
    true,
  ]);
});
