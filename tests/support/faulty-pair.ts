/**
 * Two processes and one connection between them, for tests of network faults: `source` connects and sends what it is told,
 * `sink` keeps what arrives and may answer. The way between them takes 0.3 to 2 ms.
 * @module
 */
import { BenchClient } from '#bench/kernel/bench-client.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { FaultPlan, NetworkFault } from '#bench/kernel/network-fault.ts';
import type { ProcessEffect, ProcessEvent } from '#bench/kernel/protocol.ts';
import type { Toxic } from '#bench/kernel/toxic.ts';
import { ScriptedTransport } from './scripted-processes.ts';
import { listeningObserver } from './silent-observer.ts';

/** Slowest way between two hosts. */
export const WIRE_MS = 2.001;
const CONNECTION = '2:1';
/** When the source connects. */
const CONNECT_MS = 10;

/** What one side does at a time, in milliseconds after the connection stands. */
export interface Act {
  readonly atMs: number;
  readonly send?: number | Uint8Array;
  readonly end?: true;
  readonly reset?: true;
}

/** Called at a time on the running kernel; faults that it begins are added to the list. */
export interface Later {
  readonly atMs: number;
  readonly run: (kernel: Kernel, faults: NetworkFault[]) => void;
}

export interface PairPlan {
  readonly seed?: number;
  readonly source?: readonly Act[];
  /** Acts of the sink, which begin when it accepted. */
  readonly sink?: readonly Act[];
  readonly faults?: readonly FaultPlan[];
  readonly later?: readonly Later[];
}

/** Something that a process was told, in milliseconds after the connection was asked for. */
export interface Seen {
  readonly atMs: number;
  readonly kind: ProcessEvent['kind'];
  readonly bytes?: Uint8Array;
  readonly code?: string;
}

const bytesOf = (send: number | Uint8Array): Uint8Array =>
  typeof send === 'number' ? Uint8Array.from({ length: send }, (_, index) => index % 251) : send;

function effectsOf({ send, end, reset }: Act, connectionId: string): readonly ProcessEffect[] {
  return [
    ...(send === undefined ? [] : [{ kind: 'data', connectionId, bytes: bytesOf(send) } as const]),
    ...(end ? [{ kind: 'end', connectionId } as const] : []),
    ...(reset ? [{ kind: 'reset', connectionId } as const] : []),
  ];
}

/** A process that carries out a plan of acts on one connection, once it knows it. */
const actor =
  (acts: readonly Act[], begin: ProcessEvent['kind'], atStart: readonly ProcessEffect[]) =>
  () =>
  (event: ProcessEvent): readonly ProcessEffect[] => {
    if (event.kind === 'start') return atStart;
    if (event.kind === begin) {
      return acts.map(({ atMs }, timerId) => ({ kind: 'set-timer', timerId, afterUs: atMs * 1_000 }) as const);
    }
    if (event.kind !== 'timer') return [];
    const act = acts[event.timerId];
    return act ? effectsOf(act, begin === 'accepted' ? `${CONNECTION}~` : CONNECTION) : [];
  };

/** Runs the plan to its end. */
export async function runPair({ seed = 1, source = [], sink = [], faults: plans = [], later = [] }: PairPlan) {
  const transport = new ScriptedTransport({
    sink: actor(sink, 'accepted', [{ kind: 'listen', listenerId: 1, port: 80 }]),
    source: actor(source, 'connected', [{ kind: 'connect', connectionId: CONNECTION, host: 'sink', port: 80 }]),
  });
  const { heard, observer } = listeningObserver();
  const kernel = new Kernel({ seed, transport, observer, hosts: ['sink', 'source'] });
  const [sinkPid, sourcePid] = ['sink', 'source'].map((name) =>
    kernel.spawn({ name, entry: '', files: {}, env: {} }, name === 'source' ? CONNECT_MS * 1_000 : 0),
  );
  const faults = plans.map((plan) => kernel.addFault(plan));
  const bench = new BenchClient(kernel, 'client');
  for (const { atMs, run } of later) bench.after(CONNECT_MS + atMs, () => run(kernel, faults));
  while (await kernel.step());
  const seenBy = (pid: number | undefined): readonly Seen[] =>
    transport.delivered
      .filter(({ pid: owner, event }) => owner === pid && event.kind !== 'timer' && event.kind !== 'start')
      .map(({ event }) => ({
        atMs: event.atUs / 1_000 - CONNECT_MS,
        kind: event.kind,
        ...('bytes' in event && { bytes: event.bytes }),
        ...('code' in event && { code: event.code }),
      }));
  return { kernel, transport, heard, faults, sink: seenBy(sinkPid), source: seenBy(sourcePid) };
}

/** A toxic on the edge from source to sink. */
export const toxicPlan = (toxic: Toxic): FaultPlan => ({
  kind: 'toxic',
  edge: { from: 'source', to: 'sink' },
  toxic,
});

export const dataOf = (seen: readonly Seen[]): readonly Seen[] => seen.filter(({ kind }) => kind === 'data');
export const sizesOf = (seen: readonly Seen[]): readonly number[] =>
  dataOf(seen).map(({ bytes }) => bytes?.length ?? 0);
export const joined = (seen: readonly Seen[]): readonly number[] =>
  dataOf(seen).flatMap(({ bytes }) => [...(bytes ?? [])]);
