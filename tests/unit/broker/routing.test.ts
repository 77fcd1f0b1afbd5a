import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headersMatch } from '../../../labs/_broker/amqp/model/headers-match.ts';
import { topicMatches, topicWords } from '../../../labs/_broker/amqp/model/topic-matches.ts';
import { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';
import { ManualClock } from '../../support/broker/manual-clock.ts';
import { RecordingClient } from '../../support/broker/recording-client.ts';

const matches = (pattern: string, key: string): boolean => topicMatches(topicWords(pattern), topicWords(key));

/** The definition, by trying everything. */
const matchesSlowly = (pattern: readonly string[], key: readonly string[]): boolean => {
  const [first, ...rest] = pattern;
  if (first === undefined) return key.length === 0;
  if (first === '#') return key.concat('').some((_, at) => matchesSlowly(rest, key.slice(at)));
  return key.length > 0 && (first === '*' || first === key[0]) && matchesSlowly(rest, key.slice(1));
};

describe('topicMatches', () => {
  it.each([
    ['#', '', true],
    ['#', 'a.b', true],
    ['*', '', false],
    ['*', 'a', true],
    ['*.*', 'a.', true],
    ['a.#', 'a', true],
    ['a.#.b', 'a.b', true],
    ['a.#.b', 'a.x.y.b', true],
    ['#.#', 'a', true],
    ['a.*.c', 'a..c', true],
    ['', '', true],
    ['a', 'a.b', false],
  ])('topicMatches() says of %j and %j: %j', (pattern, key, expected) => {
    expect(matches(pattern, key)).toBe(expected);
  });

  it('topicMatches() agrees with the definition when words are drawn at random', () => {
    const word = fc.constantFrom('a', 'b', '');
    const pattern = fc.array(fc.oneof(word, fc.constantFrom('*', '#')), { maxLength: 6 });
    fc.assert(
      fc.property(pattern, fc.array(word, { maxLength: 6 }), (words, key) => {
        expect(topicMatches(words, key)).toBe(matchesSlowly(words, key));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('headersMatch', () => {
  it.each([
    [{ 'x-match': 'all', a: 1, b: 2 }, { a: 1 }, false],
    [{ 'x-match': 'all', a: 1 }, { a: 1, b: 2 }, true],
    [{ a: 1 }, { a: 1 }, true],
    [{ 'x-match': 'any', a: 1, b: 2 }, { b: 2 }, true],
    [{ 'x-match': 'any' }, { b: 2 }, false],
    [{ 'x-match': 'all' }, {}, true],
    [{ 'x-match': 'all', a: null }, { a: 'whatever' }, true],
    [{ 'x-match': 'all', 'x-own': 1 }, {}, true],
    [{ 'x-match': 'all-with-x', 'x-own': 1 }, {}, false],
    [{ 'x-match': 'any-with-x', 'x-own': 1 }, { 'x-own': 1 }, true],
    [{ 'x-match': 'all', at: { '!': 'timestamp', value: 5 } }, { at: 5 }, true],
  ])('headersMatch() says of %j and %j: %j', (args, headers, expected) => {
    expect(headersMatch(args, headers)).toBe(expected);
  });
});

const start = () => new RecordingClient(new VirtualHost({ clock: new ManualClock() }));

describe('VirtualHost', () => {
  it('publish() puts one copy into a queue when several bindings and exchanges lead to it', () => {
    const { channel, ...client } = start();
    channel.exchangeDeclare({ exchange: 'a', type: 'topic' });
    channel.exchangeDeclare({ exchange: 'b', type: 'fanout' });
    channel.queueDeclare({ queue: 'q' });
    channel.queueBind({ queue: 'q', exchange: 'a', routingKey: '#' });
    channel.queueBind({ queue: 'q', exchange: 'a', routingKey: '*' });
    channel.exchangeBind({ destination: 'b', source: 'a', routingKey: 'k' });
    channel.exchangeBind({ destination: 'a', source: 'b', routingKey: '' });
    channel.queueBind({ queue: 'q', exchange: 'b', routingKey: '' });
    channel.publish({ message: { exchange: 'a', routingKey: 'k', properties: {}, body: new Uint8Array() } });
    expect(channel.queueDeclare({ queue: 'q', passive: true }).messageCount).toBe(1);
    expect(client.log).toEqual([]);
  });

  it('publish() goes to the alternate exchange when no binding matches, with the name of the first', () => {
    const client = start();
    client.channel.exchangeDeclare({ exchange: 'rest', type: 'fanout' });
    client.channel.exchangeDeclare({ exchange: 'x', type: 'direct', args: { 'alternate-exchange': 'rest' } });
    client.channel.queueDeclare({ queue: 'q' });
    client.channel.queueBind({ queue: 'q', exchange: 'rest', routingKey: '' });
    client.publish('nobody', 'a', { exchange: 'x', mandatory: true });
    expect(client.drain('q')).toMatchObject([{ exchange: 'x', routingKey: 'nobody' }]);
    expect(client.log).toEqual([]);
  });

  it('publish() copies to CC and BCC, and no consumer sees BCC', () => {
    const client = start();
    for (const queue of ['a', 'b', 'c']) client.channel.queueDeclare({ queue });
    client.publish('a', 'x', { properties: { headers: { CC: ['b'], BCC: ['c'], kept: 1 } } });
    for (const queue of ['a', 'b', 'c'])
      expect(client.drain(queue).map(({ properties }) => properties.headers)).toEqual([{ CC: ['b'], kept: 1 }]);
  });

  it('exchangeDelete() ends auto-delete exchanges that lead to it alone', () => {
    const { channel } = start();
    channel.exchangeDeclare({ exchange: 'first', type: 'fanout', autoDelete: true });
    channel.exchangeDeclare({ exchange: 'second', type: 'fanout' });
    channel.exchangeBind({ destination: 'second', source: 'first', routingKey: '' });
    channel.exchangeDelete({ exchange: 'second' });
    expect(() => channel.exchangeDeclare({ exchange: 'first', type: '', passive: true })).toThrow(
      "NOT_FOUND - no exchange 'first' in vhost '/'",
    );
  });
});
