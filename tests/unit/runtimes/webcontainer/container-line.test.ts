import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ContainerLine, parseContainerLine, printContainerLine } from '#runtimes/webcontainer/container-line.ts';
import { LineReader } from '#runtimes/webcontainer/line-reader.ts';

const line: fc.Arbitrary<ContainerLine> = fc.oneof(
  fc.constant<ContainerLine>({ kind: 'beat' }),
  fc
    .record({ message: fc.string({ unit: 'binary' }), hint: fc.string({ unit: 'grapheme' }) })
    .map((words): ContainerLine => ({ kind: 'failed', ...words })),
  fc
    .record({ slug: fc.string(), sentence: fc.string({ unit: 'grapheme' }), virtualMs: fc.nat() })
    .map((progress): ContainerLine => ({ kind: 'event', event: { kind: 'progress', ...progress } })),
);

describe('printContainerLine()', () => {
  test('prints one line of ASCII that parses to the same, whatever the text', () => {
    fc.assert(
      fc.property(line, (value) => {
        const printed = printContainerLine(value);

        expect(printed).toMatch(/^[\u0020-\u007e]+\n$/);
        expect(parseContainerLine(printed.trimEnd())).toEqual(value);
      }),
    );
  });

  test('survives being cut into chunks of any size, each decoded for itself', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 5 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (values, sizes) => {
          const bytes = Buffer.from(values.map(printContainerLine).join(''));
          const reader = new LineReader();
          const read: string[] = [];
          for (let start = 0; start < bytes.length;) {
            const end = start + sizes.next().value;
            read.push(...reader.push(new TextDecoder().decode(bytes.subarray(start, end))));
            start = end;
          }

          expect(read.map(parseContainerLine)).toEqual(values);
        },
      ),
    );
  });
});

describe('parseContainerLine()', () => {
  test.each([
    ['a warning of Node', '(node:12) ExperimentalWarning: Type Stripping'],
    ['JSON of another shape', '{"kind":"beaten"}'],
    [
      'a report without checks',
      '{"kind":"report","report":{"lab":"x","seed":1,"engine":"real","complete":true,"realMs":1},"leftRunning":0}',
    ],
    [
      'a report of the simulated engine',
      '{"kind":"report","report":{"lab":"x","seed":1,"engine":"simulated","complete":true,"realMs":1,"checks":[]},"leftRunning":0}',
    ],
    [
      'an event with an unknown verdict',
      '{"kind":"event","event":{"kind":"check-ended","report":{"check":"C1","slug":"a","title":"a","held":"","replay":"a","verdict":"passed"}}}',
    ],
    ['a list', '[]'],
    ['nothing', ''],
  ])('gives undefined when the line is %s', (_, text) => {
    expect(parseContainerLine(text)).toBeUndefined();
  });
});

describe('LineReader', () => {
  test('push() gives complete lines only, without their ends, when chunks end anywhere', () => {
    const reader = new LineReader();

    expect([reader.push('a'), reader.push('b\r\nc\n\nd'), reader.push('e'), reader.push('\n')]).toEqual([
      [],
      ['ab', 'c', ''],
      [],
      ['de'],
    ]);
  });
});
