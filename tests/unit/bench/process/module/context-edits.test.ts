import { parse } from 'acorn';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followContext } from '#bench/process/module/context-edits.ts';
import { TextEdits } from '#bench/process/module/text-edits.ts';

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

function edited(source: string): string {
  const edits = new TextEdits(source);
  const program = parse(source, {
    ecmaVersion: 'latest',
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
  });
  followContext(program, edits, '$_');
  return edits.apply(0).code;
}

/**
 * Runs a body in the context `mine`, while everything that it waits for leaves another one behind. `saw(value)` tells the
 * value and the context of that moment.
 */
async function seenBy(body: string): Promise<string[]> {
  let context = 'mine';
  let turns = 0;
  const seen: string[] = [];
  const elsewhere = (): void => {
    turns += 1;
    context = `other ${turns}`;
  };
  const parts = {
    $_now: () => context,
    $_back: (kept: string, value: unknown) => {
      context = kept;
      return value;
    },
    saw: (value: unknown) => void seen.push(`${String(value)}: ${context}`),
    enter: (name: string) => (context = name),
    value: async (given: unknown) => {
      await Promise.resolve();
      elsewhere();
      return given;
    },
    failure: async (message: string) => {
      await Promise.resolve();
      elsewhere();
      throw new Error(message);
    },
    stream: async function* (...values: readonly unknown[]) {
      for (const given of values) {
        elsewhere();
        yield given;
        elsewhere();
      }
    },
  };
  const run = new AsyncFunction(...Object.keys(parts), edited(body)) as (...given: unknown[]) => Promise<void>;
  await run(...Object.values(parts));
  return seen;
}

test('followContext() takes the context up behind an await, also within one', async () => {
  expect(await seenBy('saw(await value(1)); saw((await value(2)) + (await value(await value(3))));')).toEqual([
    '1: mine',
    '5: mine',
  ]);
});

test('followContext() takes up what the function entered itself', async () => {
  expect(await seenBy("saw(await value(1)); enter('yours'); saw(await value(2));")).toEqual(['1: mine', '2: yours']);
});

test.each([
  [
    'catch',
    'try { await failure("a"); } catch ({ message }) { saw(message); } saw("after");',
    ['a: mine', 'after: mine'],
  ],
  ['finally', 'try { await value(1); } finally { saw("f"); } saw("after");', ['f: mine', 'after: mine']],
  [
    'catch and finally of a nested try',
    'try { try { await failure("a"); } finally { saw("f"); } } catch { saw("c"); }',
    ['f: mine', 'c: mine'],
  ],
  ['catch without a binding, in one line', 'try { await failure("a") } catch { saw("c") }', ['c: mine']],
])('followContext() takes the context up in a %s', async (_, body, seen) => {
  expect(await seenBy(body)).toEqual(seen);
});

test.each([
  [
    'with a block',
    'for await (const x of stream(1, 2)) { saw(x); } saw("after");',
    ['1: mine', '2: mine', 'after: mine'],
  ],
  [
    'without a block',
    'for await (const x of stream(1, 2)) saw(x); saw("after");',
    ['1: mine', '2: mine', 'after: mine'],
  ],
  [
    'that is left',
    'for await (const x of stream(1, 2)) { if (x > 1) break; saw(x); } saw("after");',
    ['1: mine', 'after: mine'],
  ],
  [
    'with a label that an inner one continues',
    'outer: for await (const x of stream(1, 2)) { for await (const y of stream(3, 4)) { saw(x * y); continue outer; } } saw("after");',
    ['3: mine', '6: mine', 'after: mine'],
  ],
])('followContext() takes the context up in and behind a for await %s', async (_, body, seen) => {
  expect(await seenBy(body)).toEqual(seen);
});

test('followContext() changes nothing where nothing waits', () => {
  const source = `try { f(); } catch (error) { g(async () => 1); } finally { h(); }\nfor (const a of b) c(a);\nlabel: for (;;) break label;`;

  expect(edited(source)).toBe(source);
});

test('followContext() keeps a try around a function that waits as it is', () => {
  const source = 'try { f(async () => { x(); }); } catch { g(); }';

  expect(edited(source)).toBe(source);
});

test('followContext() keeps lines', () => {
  const source = 'try {\n  await value(\n    1,\n  );\n} catch {\n}\nfor await (const x\n  of y)\n  z(x);\n';

  expect(edited(source).split('\n').length).toBe(source.split('\n').length);
});

/** Statements in each other, each followed by a look at the context. */
const statement = fc.letrec<{ readonly one: string; readonly some: string }>((tie) => ({
  some: fc
    .array(tie('one'), { minLength: 1, maxLength: 3 })
    .map((all) => all.map((text) => `${text} saw("s");`).join(' ')),
  one: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant('saw(await value(1));'),
    fc.constantFrom(
      'if (await value(true)) saw(await value(2));',
      '{ const f = async () => { saw(await value(3)); }; await f(); }',
    ),
    tie('some').map((inner) => `{ ${inner} }`),
    tie('some').map((inner) => `for await (const x of stream(1, 2)) { ${inner} }`),
    tie('one').map((inner) => `for await (const x of stream(1)) { ${inner} continue; }`),
    tie('some').map((inner) => `try { ${inner} await failure("x"); } catch { ${inner} }`),
    fc.tuple(tie('some'), tie('some')).map(([tried, last]) => `try { ${tried} } finally { ${last} }`),
    tie('some').map(
      (inner) =>
        `await (async () => { named: for await (const x of stream(1, 2)) { ${inner} for (;;) { break named; } } })();`,
    ),
  ),
})).some;

test('followContext() keeps one context through whatever a function does', async () => {
  await fc.assert(
    fc.asyncProperty(statement, async (body) => {
      const seen = await seenBy(body);

      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((line) => !line.endsWith(': mine'))).toEqual([]);
    }),
  );
});
