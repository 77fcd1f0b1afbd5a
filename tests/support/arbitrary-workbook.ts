/**
 * Random workbooks for property tests. Instants, texts and ids come from small sets, so that two of them collide often.
 * @module
 */
import fc from 'fast-check';

const instant = fc.integer({ min: 0, max: 5 }).map((minute) => `2026-11-20T12:0${minute}:00.000Z`);
const base = { schema: fc.constant(1), updatedAtIso: instant };
const step = fc.constantFrom('owners', 'facade');
const item = fc.constantFrom('products', 'orders');
const secondShape = { schema: fc.constant(2), updatedAtIso: instant };
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
/** A list as it is stored: nothing stands in it twice. */
const listOf = <Value>(arbitrary: fc.Arbitrary<Value>, identity: (value: Value) => unknown) =>
  fc.uniqueArray(arbitrary, { maxLength: 4, selector: (value) => JSON.stringify(identity(value)) });
const text = fc.constantFrom('', 'a', 'b', 'const x = 1;\n');

const textFields = { text, editedAtIso: instant, revision: fc.integer({ min: 1, max: 4 }) };
const fileRecord = fc.record({
  ...secondShape,
  ...textFields,
  isDeleted: maybe(fc.boolean()),
  movedTo: maybe(fc.constant('hello-payment/pay.ts')),
});
const attempt = fc.record({
  questionId: fc.constantFrom('q-one', 'q-two'),
  concept: fc.constant('ownership'),
  sitting: fc.integer({ min: 1, max: 2 }),
  round: fc.integer({ min: 1, max: 2 }),
  answer: fc.constantFrom(['x'], ['y']),
  confidence: fc.constantFrom('guess' as const, 'think-so' as const, 'sure' as const),
  score: fc.constantFrom(0, 0.5, 1),
  isRight: fc.boolean(),
  answeredAtIso: instant,
});
const run = fc.record({
  atIso: instant,
  seed: fc.integer({ min: 1, max: 2 }),
  filesHash: fc.constantFrom('aa', 'bb'),
  complete: fc.boolean(),
  checks: fc.constant([]),
  steps: fc.constant([]),
});
const choice = fc.record({ step, item, option: fc.constantFrom('', 'catalog'), atIso: instant });
const exerciseCheck = fc.record({
  step,
  atIso: instant,
  answer: fc.constantFrom(['products:catalog'], []),
  isRight: fc.boolean(),
});
const keyOf = (made: { readonly step: string; readonly item: string }) => JSON.stringify([made.step, made.item]);
const records = {
  'lesson/characteristics': fc.record({ ...base, visitedAtIso: instant, completedAtIso: maybe(instant) }),
  'quiz/characteristics': fc.record({
    ...base,
    attempts: listOf(attempt, ({ answeredAtIso, questionId, sitting, round }) => [
      answeredAtIso,
      questionId,
      sitting,
      round,
    ]),
    answersSeenInSitting: fc.integer({ min: 0, max: 2 }),
  }),
  'prediction/characteristics/guess': fc.record({
    ...base,
    stem: fc.constant('Which?'),
    choice: fc.constantFrom('one', 'two'),
    right: fc.boolean(),
  }),
  'note/characteristics/notebook': fc.record({ ...base, ...textFields }),
  'file/hello-payment/main.ts': fileRecord,
  'history/file/hello-payment/main.ts': fc.record({
    ...secondShape,
    versions: listOf(
      fc.record({ text, editedAtIso: instant, reason: fc.constantFrom('pause' as const, 'reset' as const) }),
      ({ editedAtIso, text: kept }) => [editedAtIso, kept],
    ),
  }),
  'lab/hello-payment': fc.record({
    ...base,
    schema: fc.constant(2),
    runs: listOf(run, ({ atIso, seed, filesHash }) => [atIso, seed, filesHash]),
    hints: listOf(
      fc.record({ messageId: fc.constantFrom('m-one', 'm-two'), rung: fc.constantFrom(3, 4), atIso: instant }),
      ({ atIso, messageId, rung }) => [atIso, messageId, rung],
    ),
    // In the order in which they are stored.
    choices: listOf(choice, (made) => [made.step, made.item]).map((choices) =>
      choices.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)),
    ),
    exerciseChecks: listOf(exerciseCheck, (made) => [made.atIso, made.step, made.answer]),
    completedAtIso: maybe(instant),
    solutionSeenAtIso: maybe(instant),
  }),
  'settings/workbench': fc.record({ ...base, editor: maybe(fc.constantFrom('full' as const, 'plain' as const)) }),
};

/** Some of the records, as a store holds them. */
export const arbitraryWorkbook: fc.Arbitrary<ReadonlyMap<string, unknown>> = fc
  .record(records, { requiredKeys: [] })
  // A store never holds a field that is present and undefined after a trip through a file.
  .map((some) => new Map(Object.entries(JSON.parse(JSON.stringify(some)) as Record<string, unknown>)));
