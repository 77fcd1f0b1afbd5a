import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfirmGatherer } from '../../../../labs/_broker/amqp/wire/confirm-gatherer.ts';

function gather() {
  const sent: [deliveryTag: number, multiple: boolean][] = [];
  return { sent, gatherer: new ConfirmGatherer((...confirm) => sent.push(confirm)) };
}

test('flush() tells what follows each other at once when everything before was told', () => {
  const { sent, gatherer } = gather();
  for (const tag of [1, 2, 3]) gatherer.confirmed(tag, false);
  gatherer.flush();
  gatherer.confirmed(4, false);
  gatherer.flush();

  expect(sent).toEqual([
    [3, true],
    [4, false],
  ]);
});

test('flush() tells one by one when something before waits for the disk', () => {
  const { sent, gatherer } = gather();
  for (const tag of [2, 3]) gatherer.confirmed(tag, false);
  gatherer.flush();
  gatherer.confirmed(1, false);
  gatherer.confirmed(4, false);
  gatherer.flush();

  expect(sent).toEqual([
    [2, false],
    [3, false],
    [4, true],
  ]);
});

interface Outcome {
  readonly what: string;
  readonly tag: number;
  readonly key: number;
}

/** Settles them in that order, some with a flush behind, and tells what a publisher then knows of each. */
function understood(outcomes: readonly Outcome[]): [tag: number, what: string][] {
  const told = new Map<number, string>();
  const tell = (deliveryTag: number, multiple: boolean, what: string) => {
    for (let tag = multiple ? 1 : deliveryTag; tag <= deliveryTag; tag += 1) if (!told.has(tag)) told.set(tag, what);
  };
  const gatherer = new ConfirmGatherer((tag, multiple) => tell(tag, multiple, 'confirmed'));
  for (const { what, tag, key } of outcomes) {
    if (what === 'confirmed') gatherer.confirmed(tag, false);
    else {
      gatherer.refused(tag, false);
      tell(tag, false, 'refused');
    }
    if (key % 3 === 0) gatherer.flush();
  }
  gatherer.flush();
  return [...told].sort(([left], [right]) => left - right);
}

test('what a publisher understands is what was confirmed, whatever the order', () => {
  const outcome = fc.record({ what: fc.constantFrom('confirmed', 'refused', 'waits'), key: fc.nat(1000) });
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 30 }), (outcomes) => {
      const settled = outcomes
        .map(({ what, key }, index) => ({ what, key, tag: index + 1 }))
        .filter(({ what }) => what !== 'waits');
      const expected = settled.map(({ tag, what }) => [tag, what]);

      expect(understood([...settled].sort((left, right) => left.key - right.key))).toEqual(expected);
    }),
  );
});
