import { expect, test } from 'vitest';
import type { SessionEvent } from '#runtimes/lab-runtime.ts';
import { applySessionEvents, explainEngineFailure } from '#workbench/state/engine-control.ts';
import { initialState } from '#workbench/state/workbench-state.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';
import { labData } from '../../../support/workbench-bench.ts';

const message = seedLineTimeline.messages[0];
if (!message) throw new Error('The sample has no message');

test('applySessionEvents() replaces a message that is told again when it has arrived', () => {
  const { receivedAtMs: _receivedAtMs, ...sent } = message;
  const events: SessionEvent[] = [
    { kind: 'message', message: sent },
    { kind: 'message', message },
  ];

  const changed = applySessionEvents(initialState(labData), events);

  expect(changed.live?.messages).toEqual([message]);
});

test('applySessionEvents() marks the latest operation while the terminal’s timeline is shown', () => {
  const state = initialState(labData);
  const events: SessionEvent[] = [{ kind: 'message', message }];

  expect(applySessionEvents(state, events).marked).toBe('r-1');
  expect(applySessionEvents({ ...state, shown: 'C1' }, events).marked).toBeUndefined();
});

test('applySessionEvents() keeps services in their place', () => {
  const status = { name: 'payment-service', state: 'running', listening: true } as const;

  const changed = applySessionEvents(initialState(labData), [{ kind: 'status', status }]);

  expect(changed.services?.map(({ name, state }) => [name, state])).toEqual([
    ['payment-service', 'running'],
    ['bank', 'stopped'],
  ]);
});

test('applySessionEvents() lists the services that there are now, and keeps what is known of them', () => {
  const status = { name: 'payment-service', state: 'running', listening: true } as const;
  const columns = [
    { process: 'client', role: 'client' },
    { process: 'orders', role: 'service' },
    { process: 'payment-service', role: 'service' },
    { process: 'bank', role: 'world' },
  ] as const;

  const changed = applySessionEvents(initialState(labData), [
    { kind: 'columns', columns },
    { kind: 'status', status },
  ]);

  expect(changed.live?.columns).toEqual(columns);
  expect(changed.services?.map(({ name, state }) => [name, state])).toEqual([
    ['orders', 'stopped'],
    ['payment-service', 'running'],
    ['bank', 'stopped'],
  ]);
});

test('explainEngineFailure() has a hint for an error that nobody foresaw', () => {
  expect(explainEngineFailure(new Error('odd'))).toEqual({
    message: 'odd',
    hint: expect.stringContaining('Reload the page'),
  });
});

test.each(['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed'])(
  'explainEngineFailure() asks for the connection, not for a reload, when the browser says %j',
  (text) => {
    const { message, hint } = explainEngineFailure(new TypeError(text));

    expect([message, hint]).toEqual([
      'A part of this lab could not be loaded: the server did not answer',
      'Check the connection, then try again. The page can stay open; what was typed is kept.',
    ]);
  },
);

test('applySessionEvents() keeps the latest 2,000 messages in the order of sending, and counts the others', () => {
  const told = Array.from({ length: 2_003 }, (_, index) => ({ ...message, id: `m-${index}`, sentAtMs: 5_000 - index }));

  const { live } = applySessionEvents(
    initialState(labData),
    told.map((one) => ({ kind: 'message', message: one })),
  );

  expect([live?.messages.length, live?.messages[0]?.id, live?.messages.at(-1)?.id, live?.droppedCount]).toEqual([
    2_000,
    'm-1999',
    'm-0',
    3,
  ]);
});
