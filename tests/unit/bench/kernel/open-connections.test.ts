import { expect, test } from 'vitest';
import { OPEN_CONNECTION_LIMIT } from '#bench/kernel/connector.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { ProcessEvent } from '#bench/kernel/protocol.ts';
import { ScriptedTransport, type Scripts } from '../../../support/scripted-processes.ts';
import { silentObserver } from '../../../support/silent-observer.ts';

const CONNECTS = Array.from(
  { length: OPEN_CONNECTION_LIMIT + 1 },
  (_, index) => ({ kind: 'connect', connectionId: `2:${index}`, host: 'sink', port: 80 }) as const,
);

/** One process that accepts nothing, and one that connects too often and keeps what it hears. */
const scriptsHearing = (failures: ProcessEvent[]): Scripts => ({
  sink: () => () => [],
  source: () => (event) => {
    if (event.kind === 'connect-failed') failures.push(event);
    return event.kind === 'start' ? CONNECTS : [];
  },
});

test('a process is refused one connection more than it may hold open', async () => {
  const failures: ProcessEvent[] = [];
  const transport = new ScriptedTransport(scriptsHearing(failures));
  const kernel = new Kernel({ seed: 1, transport, observer: silentObserver, hosts: [] });
  for (const name of ['sink', 'source']) kernel.spawn({ name, entry: '', files: {}, env: {} });

  while (await kernel.step());

  expect(failures).toHaveLength(OPEN_CONNECTION_LIMIT + 1);
  expect(failures.filter((event) => (event as { code: string }).code === 'EMFILE')).toEqual([
    expect.objectContaining({ connectionId: `2:${OPEN_CONNECTION_LIMIT}` }),
  ]);
});
