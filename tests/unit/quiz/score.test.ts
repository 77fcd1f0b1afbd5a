import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markAnswer, rightAnswer } from '#quiz/mark-answer.ts';
import { scoreChoice } from '#quiz/score-choice.ts';
import { scoreNumber, scoreText } from '#quiz/score-fill-in.ts';
import { scoreMatch } from '#quiz/score-match.ts';
import { scoreMultiple } from '#quiz/score-multiple.ts';
import { scoreOrder } from '#quiz/score-order.ts';
import { scoreTrueFalse } from '#quiz/score-true-false.ts';
import type { MarkingKey } from '#quiz/marking.ts';

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{6}$/), { minLength: 3, maxLength: 8 });

describe('scoreChoice()', () => {
  test('gives the point for the right option alone', () => {
    expect(scoreChoice(['a'], 'a')).toEqual({ score: 1, isRight: true, parts: { a: true } });
    expect(scoreChoice(['b'], 'a')).toEqual({ score: 0, isRight: false, parts: { b: false } });
  });

  test('gives nothing for two options, even when one is right', () => {
    expect(scoreChoice(['a', 'b'], 'a').isRight).toBe(false);
    expect(scoreChoice([], 'a').isRight).toBe(false);
  });
});

describe('scoreMultiple()', () => {
  test.each([
    [['a', 'b'], 1, true],
    [['a'], 0.5, false],
    [['a', 'x'], 0, false],
    [['x', 'y'], 0, false],
    [['a', 'b', 'x'], 0.5, false],
    [['a', 'a'], 0.5, false],
    [[], 0, false],
  ])('scores %j against a and b with %d', (answer, score, isRight) => {
    expect(scoreMultiple(answer, ['a', 'b'])).toMatchObject({ score, isRight });
  });

  test('gives no more than zero to whoever ticks everything when half of it is wrong', () => {
    fc.assert(
      fc.property(ids, (all) => {
        const right = all.slice(0, Math.floor(all.length / 2));

        expect(scoreMultiple(all, right).score).toBe(0);
      }),
    );
  });

  test('never rises by ticking one more wrong option', () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), (all, rightCount, tickCount) => {
        const [wrong = '', ...rest] = all;
        const right = rest.slice(0, 1 + (rightCount % rest.length));
        const ticked = rest.slice(0, tickCount % (rest.length + 1));

        expect(scoreMultiple([...ticked, wrong], right).score).toBeLessThanOrEqual(scoreMultiple(ticked, right).score);
      }),
    );
  });
});

describe('scoreTrueFalse()', () => {
  test.each([
    [['false', 'r1'], 1],
    [['false', 'r2'], 0],
    [['true', 'r1'], 0],
    [['true', 'r2'], 0],
    [['false'], 0],
    [[], 0],
  ])('scores %j with %d when false and r1 are right', (answer, score) => {
    expect(scoreTrueFalse(answer, 'false', 'r1')).toMatchObject({ score, isRight: score === 1 });
  });

  test('tells which of the two parts was right', () => {
    expect(scoreTrueFalse(['false', 'r2'], 'false', 'r1').parts).toEqual({ false: true, r2: false });
  });
});

describe('scoreMatch()', () => {
  const pairs = [
    ['a', '1'],
    ['b', '2'],
  ] as const;

  test('gives a share for each right pair', () => {
    expect(scoreMatch(['a:1', 'b:1'], pairs)).toEqual({
      score: 0.5,
      isRight: false,
      parts: { 'a:1': true, 'b:1': false },
    });
    expect(scoreMatch(['a:1', 'b:2'], pairs)).toMatchObject({ score: 1, isRight: true });
  });

  test('does not count a pair twice', () => {
    expect(scoreMatch(['a:1', 'a:1'], pairs)).toMatchObject({ score: 0.5, isRight: false });
  });

  test('accepts the pairs in any order', () => {
    expect(scoreMatch(['b:2', 'a:1'], pairs).isRight).toBe(true);
  });
});

describe('scoreOrder()', () => {
  test('accepts both orders of two steps that do not depend on each other', () => {
    const before = [
      ['pay', 'mail'],
      ['pay', 'ship'],
    ] as const;

    expect(scoreOrder(['pay', 'mail', 'ship'], before).isRight).toBe(true);
    expect(scoreOrder(['pay', 'ship', 'mail'], before).isRight).toBe(true);
    expect(scoreOrder(['mail', 'pay', 'ship'], before)).toEqual({
      score: 0.5,
      isRight: false,
      parts: { mail: false, pay: false, ship: true },
    });
  });

  test('marks a step that is missing as out of order', () => {
    expect(scoreOrder(['a'], [['a', 'b']])).toMatchObject({ score: 0, isRight: false });
  });

  test('is right exactly when every pair is respected, for any partial order and any arrangement', () => {
    const arrangement = ids.chain((order) =>
      fc.record({
        order: fc.constant(order),
        before: fc.array(fc.tuple(fc.nat(order.length - 2), fc.nat(99)), { minLength: 1, maxLength: 6 }).map((steps) =>
          // A pair always points down the list, so the list is one right order.
          steps.map(([from, skip]) => {
            const to = from + 1 + (skip % (order.length - from - 1));
            return [String(order[from]), String(order[to])] as const;
          }),
        ),
        given: fc.shuffledSubarray(order, { minLength: order.length }),
      }),
    );
    fc.assert(
      fc.property(arrangement, ({ order, before, given }) => {
        const isRespected = before.every(([earlier, later]) => given.indexOf(earlier) < given.indexOf(later));
        const marking = scoreOrder(given, before);

        expect(marking.isRight).toBe(isRespected);
        expect(marking.score === 1).toBe(isRespected);
        expect(Object.values(marking.parts).every(Boolean)).toBe(isRespected);
        expect(scoreOrder(order, before).score).toBe(1);
      }),
    );
  });
});

describe('scoreText()', () => {
  test.each(['business capability', ' Business  Capability ', '“business capability”', 'BUSINESS CAPABILITY.'])(
    'accepts %j',
    (text) => {
      expect(scoreText([text], ['business capability']).isRight).toBe(true);
    },
  );

  test.each(['capability', 'business-capability', ''])('refuses %j', (text) => {
    expect(scoreText([text], ['business capability']).isRight).toBe(false);
  });
});

describe('scoreNumber()', () => {
  const availability = { value: 99.5, tolerance: 0.05, unit: '%' };

  test.each(['99.5', '99,5', ' 99.5 % ', '99,50%', '99.55', '99.45', '+99.5'])('accepts %j for 99.5 ± 0.05', (text) => {
    expect(scoreNumber([text], availability).isRight).toBe(true);
  });

  test.each(['99.4', '99.56', '995', '99.5 ms', 'about 99.5', '99.5.5', '', '%'])(
    'refuses %j for 99.5 ± 0.05',
    (text) => {
      expect(scoreNumber([text], availability).isRight).toBe(false);
    },
  );

  test.each(['27000', '27 000', '27,000', '27.000', "27'000", '27_000', '27,000.0', '27.000,0'])(
    'accepts %j for 27000',
    (text) => {
      expect(scoreNumber([text], { value: 27_000, tolerance: 0 }).isRight).toBe(true);
    },
  );

  test('accepts what any number prints itself as', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
        const value = digits / 10 ** decimals;

        expect(scoreNumber([value.toFixed(decimals)], { value, tolerance: 0 }).isRight).toBe(true);
        expect(scoreNumber([value.toFixed(decimals).replace('.', ',')], { value, tolerance: 0 }).isRight).toBe(true);
      }),
    );
  });
});

describe('markAnswer()', () => {
  const keys: MarkingKey[] = [
    { kind: 'choice', right: 'a' },
    { kind: 'multiple', right: ['a', 'b'] },
    { kind: 'true-false', truth: 'false', reason: 'r1' },
    {
      kind: 'match',
      pairs: [
        ['a', '1'],
        ['b', '2'],
      ],
    },
    { kind: 'order', before: [['a', 'b']], order: ['a', 'b', 'c'] },
    { kind: 'text', accept: ['outbox', 'the outbox'] },
    { kind: 'number', value: 95.5, tolerance: 0, unit: 'ms' },
  ];

  test.each(keys)('marks rightAnswer() as right for $kind', (key) => {
    expect(markAnswer(rightAnswer(key), key)).toMatchObject({ score: 1, isRight: true });
  });

  test.each(keys)('marks an empty answer as not right for $kind', (key) => {
    expect(markAnswer([], key)).toMatchObject({ score: 0, isRight: false });
  });
});
