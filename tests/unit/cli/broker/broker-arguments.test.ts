import { expect, test } from 'vitest';
import { parseBrokerArguments } from '#cli/broker/broker-arguments.ts';

test('parseBrokerArguments() reads the port, the folder and the form of the answer', () => {
  expect(parseBrokerArguments([])).toEqual({ port: 5672, isJson: false });
  expect(parseBrokerArguments(['--port', '0', '--data', 'x', '--json'])).toEqual({
    port: 0,
    dataFolder: 'x',
    isJson: true,
  });
  expect(parseBrokerArguments(['--help'])).toBe('help');
});

test.each([
  [['start'], '"start" should not be there'],
  [['--port', '80a'], '--port is "80a" and should be a whole number from 0 to 65535'],
  [['--port', '65536'], '--port is "65536"'],
  [['--data', ''], '--data is empty'],
  [['--prot', '1'], "Unknown option '--prot'"],
])('parseBrokerArguments() refuses %j and says why', (given, words) => {
  expect(() => parseBrokerArguments(given)).toThrow(
    expect.objectContaining({ code: 'BROKER_USAGE', message: expect.stringContaining(words) }),
  );
});
