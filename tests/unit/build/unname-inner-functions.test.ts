import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { unnameInnerFunctions } from '#build/unname-inner-functions.ts';

const SOURCE = `
  const outer = (count) => {
    const inner = () => count;
    const list = [function () { return inner(); }];
    function declared() { return list[0](); }
    return { inner, declared, result: declared() };
  };
  const Kept = class { method() { return class Inner {}; } };
  Object.assign(exports, { outer, Kept });
`;

type Outer = (count: number) => { inner: () => void; declared: () => void; result: number };
interface Exports {
  outer: Outer;
  Kept: new () => { method(): () => void };
}

function run(code: string): Exports {
  const exports: Partial<Exports> = {};
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is this test's own
  new Function('exports', code)(exports);
  return exports as Exports;
}

test.each([false, true])(
  'unnameInnerFunctions() keeps what code does when identifiers are minified: %s',
  async (minify) => {
    const { code } = await transform(SOURCE, { keepNames: true, minify });

    const { outer, Kept } = run(unnameInnerFunctions(code));

    expect(outer(7).result).toBe(7);
    expect([outer.name, Kept.name, new Kept().method().name]).toEqual(['outer', 'Kept', 'Inner']);
  },
);

test('unnameInnerFunctions() takes the call off a function that is made again and again', async () => {
  const { code } = await transform(SOURCE, { keepNames: true });

  const { outer } = run(unnameInnerFunctions(code));

  expect(unnameInnerFunctions(code)).not.toMatch(/__name\((?:inner|declared|function|\(\) =>)/);
  expect(outer(1).inner.name).toBe('inner');
});

test('unnameInnerFunctions() keeps the names of a CommonJS module when its wrapper runs once', () => {
  const helper =
    'var __name = (target, value) => Object.defineProperty(target, "name", { value, configurable: true });';
  const code = `${helper} var load = wrap({ "module"() { function first2() {} __name(first2, "first"); } });`;

  expect(unnameInnerFunctions(code)).toBe(code);
});

test('unnameInnerFunctions() knows the helper when another file of the bundle holds it', () => {
  const code =
    'import{other,__name}from"./chunk.mjs";const outer=__name(()=>{const inner=__name(()=>1,"inner");},"outer");';

  expect(unnameInnerFunctions(code)).toBe(
    'import{other,__name}from"./chunk.mjs";const outer=__name(()=>{const inner=(()=>1);},"outer");',
  );
});

test('unnameInnerFunctions() leaves code alone when nothing was named', () => {
  expect(unnameInnerFunctions('const a = () => () => 1;')).toBe('const a = () => () => 1;');
});
