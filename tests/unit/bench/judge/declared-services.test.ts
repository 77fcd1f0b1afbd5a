import { expect, test } from 'vitest';
import { MOST_SERVICES, withDeclaredServices } from '#bench/judge/declared-services.ts';
import type { LabProgram } from '#bench/judge/lab-program.ts';

const PROGRAM: LabProgram = {
  id: 'split',
  services: [],
  declared: { file: 'services.json', entrance: 'shop', env: { BANK_URL: 'http://bank', COST: '16' } },
  world: [{ name: 'bank', entry: '_kit/world/bank.ts', port: 80, env: {} }],
  checks: [],
  worldFiles: {},
  packages: {},
};
const FILES = { 'shop/main.ts': '', 'products/main.ts': '' };

const declare = (text: string) => withDeclaredServices(PROGRAM, { ...FILES, 'services.json': text });
const SHOP = '"shop": { "entry": "shop/main.ts" }';

test('withDeclaredServices() gives the services in their order, with what all of them share', () => {
  const declared = declare(
    `{ "products": { "entry": "products/main.ts", "port": 8080, "env": { "COST": "2", "MODE": "x" } }, ${SHOP} }`,
  );

  expect(declared).toEqual({
    program: {
      ...PROGRAM,
      services: [
        {
          name: 'products',
          entry: 'products/main.ts',
          port: 8080,
          env: { BANK_URL: 'http://bank', COST: '2', MODE: 'x' },
        },
        { name: 'shop', entry: 'shop/main.ts', port: 80, env: { BANK_URL: 'http://bank', COST: '16' } },
      ],
    },
  });
});

test('withDeclaredServices() leaves a lab alone whose services are fixed', () => {
  const { declared: _declared, ...fixed } = PROGRAM;

  expect(withDeclaredServices(fixed, {})).toEqual({ program: fixed });
});

test('withDeclaredServices() says so when the file is not there', () => {
  expect(withDeclaredServices(PROGRAM, FILES)).toEqual({
    problem: {
      message: 'services.json is not there, and it says which services there are',
      at: { file: 'services.json', line: 1, column: 1 },
    },
  });
});

const many = Array.from({ length: MOST_SERVICES }, (_, index) => `"s${index}": { "entry": "shop/main.ts" }`).join(', ');

test.each([
  ['', 1, 1, 'value expected here'],
  ['{ "shop": { "entry": "shop/main.ts", } }', 1, 38, 'this is not JSON: property name expected here'],
  ['{\n  // the shop\n  "shop": {}\n}', 2, 3, 'this is not JSON: invalid comment token'],
  ['[]', 1, 1, 'the file should be an object in braces'],
  ['{}', 1, 1, 'no service is called "shop", and customers send their requests to that name'],
  [`{ ${SHOP},\n  ${SHOP} }`, 2, 3, '"shop" is declared twice'],
  [`{ ${SHOP}, ${many} }`, 1, 1, `it declares ${MOST_SERVICES + 1} services, and at most ${MOST_SERVICES} can run`],
  [`{ ${SHOP},\n  "Products": {} }`, 2, 3, '"Products" cannot be a host name: it should have lower-case letters'],
  [`{ ${SHOP},\n  "bank": {} }`, 2, 3, '"bank" is taken by a program of the lab'],
  [`{ ${SHOP},\n  "client": {} }`, 2, 3, '"client" is taken'],
  ['{ "shop": 7 }', 1, 11, '"shop" should be an object in braces'],
  ['{ "shop": {} }', 1, 11, '"shop" has no "entry"'],
  ['{ "shop": { "entry": 7 } }', 1, 22, 'the "entry" of "shop" should be the path of a file'],
  ['{ "shop": { "entry": "shop/man.ts" } }', 1, 22, 'there is no such file; the nearest is "shop/main.ts"'],
  ['{ "shop": { "entry": "toString" } }', 1, 22, 'the "entry" of "shop" is "toString", and there is no such file'],
  ['{ "shop": { "entry": "shop/main.ts", "ports": 1 } }', 1, 38, '"shop" has a field "ports"'],
  ['{ "shop": { "entry": "shop/main.ts", "entry": "" } }', 1, 38, '"shop" has "entry" twice'],
  ['{ "shop": { "entry": "shop/main.ts", "port": "80" } }', 1, 46, 'should be a whole number from 1 to 65535'],
  ['{ "shop": { "entry": "shop/main.ts", "port": 70000 } }', 1, 46, 'should be a whole number from 1 to 65535'],
  ['{ "shop": { "entry": "shop/main.ts", "env": [] } }', 1, 45, 'the "env" of "shop" should be an object in braces'],
  ['{ "shop": { "entry": "shop/main.ts", "env": { "A": 1 } } }', 1, 52, '"A" in the "env" of "shop" should be a text'],
])('withDeclaredServices() refuses %j with its place', (text, line, column, sentence) => {
  const declared = declare(text);

  expect(declared).toEqual({
    problem: { message: expect.stringContaining(sentence) as string, at: { file: 'services.json', line, column } },
  });
});
