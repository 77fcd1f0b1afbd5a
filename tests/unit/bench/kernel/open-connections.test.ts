import { expect, test } from 'vitest';
import { OPEN_CONNECTION_LIMIT } from '#bench/kernel/connector.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import { ScriptedTransport } from '../../../support/scripted-processes.ts';
import { silentObserver } from '../../../support/silent-observer.ts';

test('a process is refused one connection more than it may hold open', async () => {
  const failures: string[] = [];
  const transport = new ScriptedTransport({
    sink: () => (event) => (event.kind === 'start' ? [{ kind: 'listen', listenerId: 1, port: 80 }] : []),
    source: () => (event) => {
      if (event.kind === 'connect-failed') failures.push(`${event.connectionId} ${event.code}`);
      if (event.kind !== 'start') return [];
      return Array.from(
        { length: OPEN_CONNECTION_LIMIT + 1 },
        (_, index) => ({ kind: 'connect', connectionId: `2:${index}`, host: 'sink', port: 80 }) as const,
      );
    },
  });
  const kernel = new Kernel({ seed: 1, transport, observer: silentObserver, hosts: [] });
  for (const name of ['sink', 'source']) kernel.spawn({ name, entry: '', files: {}, env: {} });

  while (await kernel.step());

  expect(failures).toEqual([`2:${OPEN_CONNECTION_LIMIT} EMFILE`]);
});
