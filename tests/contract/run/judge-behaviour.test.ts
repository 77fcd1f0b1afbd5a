/** The suite's own judgement: what must fail, fails. */
import { expect, test } from 'vitest';
import type { Capability } from '../engines/contract-engine.ts';
import { type BehaviourOnEngine, judgeBehaviour } from './judge-behaviour.ts';
import type { ObservedBehaviour } from './observed-behaviour.ts';

const observed = (given: Partial<ObservedBehaviour> = {}): ObservedBehaviour => ({
  name: 'a: does b',
  area: 'a',
  program: 'a/b',
  needs: [],
  ended: { by: 'return' },
  seen: [1, 'two'],
  ...given,
});

const judge = (given: Partial<BehaviourOnEngine> & { readonly capabilities?: readonly Capability[] } = {}) =>
  judgeBehaviour({
    inNode: observed(),
    observed: observed(),
    ending: 'main ended with 1',
    engine: { name: 'terminal', capabilities: new Set(given.capabilities) },
    exceptions: [],
    ...given,
  });

const exception = { behaviour: 'a: does b', engines: ['terminal'], reason: 'It cannot.' } as const;
const other = observed({ seen: [1, 'three'] });

test('judgeBehaviour() passes what is as in Node', () => {
  expect(judge().result).toBe('passed');
});

test.each<[string, Parameters<typeof judge>[0], RegExp]>([
  ['another value', { observed: other }, /^Value 2 is "three"; in Node it is "two"\.$/],
  ['a missing value', { observed: observed({ seen: [1] }) }, /^Value 2 is nothing more; in Node it is "two"\.$/],
  ['a value too many', { observed: observed({ seen: [1, 'two', 3] }) }, /^It saw 3 values, Node 2/],
  ['another end', { observed: observed({ ended: { by: 'limit', limitMs: 1 } }) }, /^It ended by .*limit/],
  ['a behaviour that was not reached', { observed: undefined }, /^It was not reached\. main ended with 1$/],
  ['a known difference that was not reached', { observed: undefined, exceptions: [exception] }, /^It was not reached/],
  ['one that does not end well in Node', { inNode: observed({ ended: { by: 'limit' } }) }, /^In Node it ended by/],
  ['one that sees nothing in Node', { inNode: observed({ seen: [] }) }, /^In Node it saw nothing/],
  ['an exception for what is as in Node', { exceptions: [exception] }, /remove the exception/],
  ['an exception without a reason', { observed: other, exceptions: [{ ...exception, reason: ' ' }] }, /has no reason/],
  [
    'a skip for a capability that the engine has',
    { observed: other, exceptions: [{ ...exception, capability: 'tls' }], capabilities: ['tls'] },
    /which this engine has/,
  ],
  [
    'a skip for a capability that the behaviour does not name',
    { observed: other, exceptions: [{ ...exception, capability: 'tls' }] },
    /does not say that it needs it/,
  ],
  [
    'an exception for another engine',
    { observed: other, exceptions: [{ ...exception, engines: ['page'] }] },
    /^Value 2/,
  ],
])('judgeBehaviour() fails %s', (_, given, reason) => {
  expect(judge(given)).toMatchObject({ result: 'failed', reason: expect.stringMatching(reason) });
});

test('judgeBehaviour() skips a difference that is written down, and a missing capability that is needed', () => {
  const difference = judge({ observed: other, exceptions: [exception] });
  const skip = judge({
    inNode: observed({ needs: ['tls'] }),
    observed: undefined,
    exceptions: [{ ...exception, capability: 'tls' }],
  });

  expect(difference).toMatchObject({ result: 'skipped', reason: 'It cannot.' });
  expect(skip).toMatchObject({ result: 'skipped', capability: 'tls' });
});
