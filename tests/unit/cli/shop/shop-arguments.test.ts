import { expect, test } from 'vitest';
import { CourseError } from '#course/course-error.ts';
import { parseShopArguments } from '#cli/shop/shop-arguments.ts';

test('parseShopArguments() reads the kind, the port and the folder', () => {
  expect(parseShopArguments(['monolith'])).toEqual({ kind: 'monolith', port: 4200 });
  expect(parseShopArguments(['services', '--port', '0', '--data', 'x'])).toEqual({
    kind: 'services',
    port: 0,
    dataFolder: 'x',
  });
  expect(parseShopArguments(['--help'])).toBe('help');
});

test.each([
  [[], '"" should be one of monolith, services'],
  [['shop'], '"shop" should be'],
  [['toString'], '"toString" should be'],
  [['monolith', 'services'], '"monolith services" should be'],
  [['monolith', '--port', '80a'], '--port is "80a" and should be a whole number from 0 to 65535'],
  [['monolith', '--port', '65536'], '--port is "65536"'],
  [['monolith', '--port', ''], '--port is ""'],
  [['monolith', '--data', ''], '--data is empty'],
  [['monolith', '--prot', '1'], "Unknown option '--prot'"],
])('parseShopArguments() refuses %j and says why', (given, words) => {
  expect(() => parseShopArguments(given)).toThrow(CourseError);
  expect(() => parseShopArguments(given)).toThrow(
    expect.objectContaining({ code: 'SHOP_USAGE', message: expect.stringContaining(words) }),
  );
});
