/**
 * Properties of the network, over random conversations between processes that are killed at random.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { deliveredOf, ScriptedTransport, type Scripts } from '../../../support/scripted-processes.ts';
import { silentObserver } from '../../../support/silent-observer.ts';

/** What one sender does at one of its timers: write on one of its connections, or end one. */
const action = fc.record({ connection: fc.nat(2), afterUs: fc.nat(5_000), isEnd: fc.boolean() });
const plan = fc.record({
  seed: fc.nat(1_000),
  actions: fc.array(action, { maxLength: 30 }),
  killAfterSteps: fc.option(fc.nat(80)),
});
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

const CONNECTIONS = [0, 1, 2];

function scriptsFor({ actions }: Plan): Scripts {
  let written = 0;
  return {
    sink: () => (event) => (event.kind === 'start' ? [{ kind: 'listen', listenerId: 1, port: 80 }] : []),
    source:
      () =>
      (event): readonly ProcessEffect[] => {
        if (event.kind === 'start') {
          return [
            ...CONNECTIONS.map((id) => ({ kind: 'connect', connectionId: `2:${id}`, host: 'sink', port: 80 }) as const),
            ...actions.map(({ afterUs }, timerId) => ({ kind: 'set-timer', timerId, afterUs }) as const),
          ];
        }
        if (event.kind !== 'timer') return [];
        const { connection, isEnd } = actions[event.timerId] ?? { connection: 0, isEnd: false };
        const connectionId = `2:${connection}`;
        if (isEnd) return [{ kind: 'end', connectionId }];
        written += 1;
        return [{ kind: 'data', connectionId, bytes: new Uint8Array([connection, written]) }];
      },
  };
}

async function runPlan(value: Plan) {
  const transport = new ScriptedTransport(scriptsFor(value));
  const kernel = new Kernel({ seed: value.seed, transport, observer: silentObserver, hosts: [] });
  const pids = ['sink', 'source'].map((name) => kernel.spawn({ name, entry: '', files: {}, env: {} }));
  let steps = 0;
  do {
    if (steps === value.killAfterSteps) kernel.kill(pids[0] ?? 0);
    steps += 1;
  } while (await kernel.step());
  return { transport, kernel };
}

/** What was written before its connection was ended, as "connection,number". */
function writtenBeforeEnd(
  transport: ScriptedTransport,
): readonly { readonly connectionId: string; readonly text: string }[] {
  const ended = new Set<string>();
  return transport.effects.flatMap(({ effect }) => {
    if (effect.kind === 'end') ended.add(effect.connectionId);
    if (effect.kind !== 'data' || ended.has(effect.connectionId)) return [];
    return [{ connectionId: effect.connectionId, text: effect.bytes.join() }];
  });
}

const arrivedTexts = (transport: ScriptedTransport) => deliveredOf(transport, 'data').map(({ bytes }) => bytes.join());

/** Connections whose sender heard that something is over. */
function toldConnections(transport: ScriptedTransport): ReadonlySet<string> {
  const kinds = ['end', 'reset', 'connect-failed'] as const;
  return new Set(kinds.flatMap((kind) => deliveredOf(transport, kind).map(({ connectionId }) => connectionId)));
}

test('data of one connection arrives in the order of sending and never twice', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (value) => {
      const { transport } = await runPlan(value);

      for (const connection of CONNECTIONS) {
        const isOnIt = (text: string) => text.startsWith(`${connection},`);
        const sent = writtenBeforeEnd(transport)
          .map(({ text }) => text)
          .filter(isOnIt);
        const arrived = arrivedTexts(transport).filter(isOnIt);
        expect(sent.slice(0, arrived.length)).toEqual(arrived);
      }
    }),
  );
});

test('every byte sent before the end of its connection arrives when nobody is killed', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (value) => {
      const { transport } = await runPlan({ ...value, killAfterSteps: null });

      const sent = writtenBeforeEnd(transport).map(({ text }) => text);
      expect(arrivedTexts(transport).toSorted()).toEqual(sent.toSorted());
    }),
  );
});

test('a sender whose bytes were lost hears of it: its connection ended, was reset or was refused', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (value) => {
      const { transport } = await runPlan(value);

      const arrived = new Set(arrivedTexts(transport));
      const told = toldConnections(transport);
      const unheard = writtenBeforeEnd(transport)
        .filter(({ text }) => !arrived.has(text))
        .filter(({ connectionId }) => !told.has(connectionId));
      expect(unheard).toEqual([]);
    }),
  );
});

test('the same plan and seed give the same events at the same times', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (value) => {
      const [first, again] = [await runPlan(value), await runPlan(value)];

      expect(again.transport.delivered).toEqual(first.transport.delivered);
      expect(again.kernel.digest()).toBe(first.kernel.digest());
    }),
  );
});
