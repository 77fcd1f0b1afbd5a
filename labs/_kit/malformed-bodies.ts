/**
 * Bodies that no service may take for `{ "orderId": string, "amount": number above 0 }`, all sent as application/json.
 *
 * Only what is wrong beyond discussion is here. Left out on purpose, because right solutions differ: additional fields,
 * an empty or blank orderId, fractions, very large amounts (1e400 parses as Infinity), duplicate keys, a byte order mark,
 * invalid UTF-8 inside a string, other content types.
 * @module
 */
import type { SeededChoice } from './bench.ts';

export interface MalformedBody {
  /** The defect, as it is named to a learner: "an amount below zero". */
  readonly kind: string;
  readonly text: string;
  /** What the body names, when it names them, so that a ledger entry can be traced to it. */
  readonly orderId?: string;
  readonly amount?: unknown;
}

type Make = (choose: SeededChoice, label: string, orderId: string) => Omit<MalformedBody, 'kind'>;

const WORDS = ['payment', 'charge', 'data', 'order', 'body', 'request'] as const;
const JUNK = [
  '\u2603',
  '\u{1F4B6}',
  '\u0645\u0631\u062D\u0628\u0627',
  '\u00BF',
  '\u65E5\u672C',
  '\u200B',
  '\u0000',
] as const;

const validAmount = (choose: SeededChoice, label: string): number => choose.integer(`${label} amount`, 1, 500);

const raw = (text: string) => ({ text });
const withAmount = (orderId: string, amount: unknown) => ({
  text: JSON.stringify({ orderId, amount }),
  orderId,
  amount,
});

/** One maker per defect. The order is part of the seeds' meaning: add new ones at the end. */
const MAKERS: Readonly<Record<string, Make>> = {
  'JSON that breaks off': (choose, label, orderId) => {
    const whole = JSON.stringify({ orderId, amount: validAmount(choose, label) });
    return raw(whole.slice(0, choose.integer(`${label} cut`, 1, whole.length - 1)));
  },
  'an amount below zero': (choose, label, orderId) => withAmount(orderId, -choose.integer(`${label} below`, 1, 500)),
  'an amount of zero': (_choose, _label, orderId) => withAmount(orderId, 0),
  'an amount that starts like a number': (choose, label, orderId) =>
    withAmount(orderId, `${validAmount(choose, label)}${choose.pick(`${label} tail`, ['abc', ' EUR', 'O', 'x0'])}`),
  'an amount as a string': (choose, label, orderId) => withAmount(orderId, String(validAmount(choose, label))),
  'an amount that is a word': (choose, label, orderId) =>
    withAmount(orderId, choose.pick(`${label} word`, ['NaN', 'Infinity', 'one hundred', '-', 'null', 'true'])),
  'an amount that is NaN or Infinity': (choose, label, orderId) =>
    raw(
      `{"orderId":${JSON.stringify(orderId)},"amount":${choose.pick(`${label} bare`, ['NaN', 'Infinity', '-Infinity'])}}`,
    ),
  'an amount of another type': (choose, label, orderId) =>
    withAmount(orderId, choose.pick<unknown>(`${label} type`, [true, [], [100], {}, { value: 100 }, null, ''])),
  'no amount': (_choose, _label, orderId) => ({ text: JSON.stringify({ orderId }), orderId }),
  'no orderId': (choose, label) => raw(JSON.stringify({ amount: validAmount(choose, label) })),
  'an orderId of another type': (choose, label) =>
    raw(
      JSON.stringify({
        orderId: choose.pick<unknown>(`${label} id`, [null, 123, true, {}, [], ['o-1'], { id: 'o-1' }]),
        amount: validAmount(choose, label),
      }),
    ),
  'an empty body': () => raw(''),
  'an empty object': () => raw('{}'),
  'a list': (choose, label, orderId) =>
    raw(choose.pick(`${label} list`, ['[]', `[${JSON.stringify({ orderId, amount: 100 })}]`, '[null]'])),
  'JSON that is no object': (choose, label) =>
    raw(choose.pick(`${label} plain`, ['null', 'true', '100', '"100"', '"{}"'])),
  'a payment inside another object': (choose, label, orderId) =>
    raw(JSON.stringify({ [choose.pick(`${label} key`, WORDS)]: { orderId, amount: validAmount(choose, label) } })),
  'fields in another case': (choose, label, orderId) =>
    raw(JSON.stringify({ OrderId: orderId, Amount: validAmount(choose, label) })),
  'deep nesting': (choose, label) => {
    const depth = choose.integer(`${label} depth`, 50, 400);
    return raw(
      choose.pick(`${label} closed`, ['[', '{"a":']).repeat(depth) + (depth % 2 === 0 ? '' : ']'.repeat(depth)),
    );
  },
  'form fields': (choose, label, orderId) => raw(`orderId=${orderId}&amount=${validAmount(choose, label)}`),
  'text that is no JSON': (choose, label) =>
    raw(
      choose.pick(`${label} text`, [
        'hello',
        '<payment amount="100"/>',
        'undefined',
        "{'orderId':'o-1'}",
        '{orderId:1}',
        '--',
      ]),
    ),
  'JSON with something after it': (choose, label, orderId) =>
    raw(JSON.stringify({ orderId, amount: 100 }) + choose.pick(`${label} after`, ['}', ',', ' garbage', '{}'])),
  'characters that are no JSON': (choose, label) =>
    raw(Array.from({ length: 8 }, (_, index) => choose.pick(`${label} junk ${index}`, JUNK)).join('')),
};

const KINDS = Object.keys(MAKERS);

/**
 * Makes seeded malformed bodies. Every kind occurs once in each stretch of as many bodies as there are kinds; order and
 * details follow the seed. Each names an orderId of its own.
 *
 * @example
 * const bodies = malformedBodies(bench.choose, 200);
 * bodies[0] // { kind: 'an amount below zero', text: '{"orderId":"bad-1","amount":-5}', orderId: 'bad-1', amount: -5 }
 */
export function malformedBodies(choose: SeededChoice, count: number): readonly MalformedBody[] {
  const roundCount = Math.ceil(count / KINDS.length);
  const kinds = Array.from({ length: roundCount }, (_, round) => shuffled(choose, `round ${round}`)).flat();
  return kinds.slice(0, count).map((kind, index) => {
    const make = MAKERS[kind] as Make;
    return { kind, ...make(choose, `malformed ${index}`, `bad-${index + 1}`) };
  });
}

/** Fisher-Yates with seeded draws. */
function shuffled(choose: SeededChoice, label: string): readonly string[] {
  const kinds = [...KINDS];
  for (let last = kinds.length - 1; last > 0; last -= 1) {
    const other = choose.integer(`${label} swap ${last}`, 0, last);
    [kinds[last], kinds[other]] = [kinds[other] as string, kinds[last] as string];
  }
  return kinds;
}
