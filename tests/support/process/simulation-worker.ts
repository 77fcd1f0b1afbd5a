/**
 * Runs one system of processes in a thread of its own: a kernel of the fewest lines that is fair to the process side.
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ProcessEffect, ProcessEvent, ProcessSpec } from '../../../src/bench/kernel/protocol.ts';
import type { EngineParts } from '../../../src/platform/engine-part.ts';
import { nodePlatform } from './node-platform.ts';
import { compileFiles } from '../../../src/bench/process/module/compile-files.ts';
import { createProcessHost } from '../../../src/bench/process/process-host.ts';

interface Due {
  readonly atUs: number;
  readonly order: number;
  readonly pid: number;
  readonly event: ProcessEvent;
}

interface End {
  readonly pid: number;
  readonly id: string;
}

const { specs, parts, untilUs } = workerData as {
  specs: readonly ProcessSpec[];
  parts: EngineParts;
  untilUs: number;
};
const host = createProcessHost(nodePlatform());
const queue: Due[] = [];
/** The other end by own id; the accepted end's id has a tilde more. */
const peers = new Map<string, End>();
const ports = new Map<number, { pid: number; listenerId: number }>();
const cancelled = new Set<string>();
const log: { pid: number; atUs: number; effect: ProcessEffect }[] = [];
let order = 0;

const at = (atUs: number, pid: number, event: ProcessEvent): void => {
  order += 1;
  queue.push({ atUs, order, pid, event });
  queue.sort((a, b) => a.atUs - b.atUs || a.order - b.order);
};

const apply = (pid: number, nowUs: number, effect: ProcessEffect): void => {
  const soon = nowUs + 500;
  if (effect.kind === 'set-timer') {
    cancelled.delete(`${pid}:${effect.timerId}`);
    at(nowUs + effect.afterUs, pid, { kind: 'timer', atUs: nowUs + effect.afterUs, timerId: effect.timerId });
  } else if (effect.kind === 'clear-timer') {
    const index = queue.findIndex((due) => due.pid === pid && due.event.kind === 'timer');
    if (index !== -1) queue.splice(index, 1);
  } else if (effect.kind === 'listen') {
    const { listenerId } = effect;
    const port = effect.port === 0 ? 49152 + ports.size : effect.port;
    if (ports.has(port)) at(nowUs, pid, { kind: 'listen-failed', atUs: nowUs, listenerId, code: 'EADDRINUSE' });
    else {
      ports.set(port, { pid, listenerId });
      at(nowUs, pid, { kind: 'listening', atUs: nowUs, listenerId, port });
    }
  } else if (effect.kind === 'unlisten') {
    for (const [port, owner] of ports)
      if (owner.pid === pid && owner.listenerId === effect.listenerId) ports.delete(port);
  } else if (effect.kind === 'connect') {
    const { connectionId } = effect;
    const owner = ports.get(effect.port);
    if (effect.host.endsWith('.invalid'))
      at(soon, pid, { kind: 'connect-failed', atUs: soon, connectionId, code: 'ENOTFOUND' });
    else if (!owner) at(soon, pid, { kind: 'connect-failed', atUs: soon, connectionId, code: 'ECONNREFUSED' });
    else {
      const far = `${connectionId}~`;
      peers.set(connectionId, { pid: owner.pid, id: far });
      peers.set(far, { pid, id: connectionId });
      at(soon, owner.pid, {
        kind: 'accepted',
        atUs: soon,
        listenerId: owner.listenerId,
        connectionId: far,
        remoteHost: '127.0.0.1',
        remotePort: 40000,
      });
      at(soon, pid, { kind: 'connected', atUs: soon, connectionId, localPort: 40000 });
    }
  } else if (effect.kind === 'window') {
    const other = peers.get(effect.connectionId);
    if (other) at(soon, other.pid, { kind: 'window', atUs: soon, connectionId: other.id, byteCount: effect.byteCount });
  } else if (effect.kind === 'data' || effect.kind === 'end' || effect.kind === 'reset') {
    const other = peers.get(effect.connectionId);
    if (other === undefined) return;
    const connectionId = other.id;
    at(
      soon,
      other.pid,
      effect.kind === 'data'
        ? { kind: 'data', atUs: soon, connectionId, bytes: effect.bytes }
        : { kind: effect.kind, atUs: soon, connectionId },
    );
  }
};

const gone = new Set<number>();
for (const spec of specs) {
  host.create(spec, compileFiles(spec.files), parts);
  at(0, spec.pid, { kind: 'start', atUs: 0 });
}
for (let due = queue.shift(); due && due.atUs <= untilUs; due = queue.shift()) {
  if (gone.has(due.pid)) continue;
  const effects = (await host.deliver(due.pid, [due.event])).flat();
  for (const effect of effects) {
    log.push({ pid: due.pid, atUs: due.atUs, effect });
    apply(due.pid, due.atUs, effect);
    if (effect.kind === 'exit') {
      for (const [port, owner] of ports) if (owner.pid === due.pid) ports.delete(port);
      for (const [id, other] of peers) {
        const own = peers.get(other.id);
        if (own?.pid !== due.pid) continue;
        at(due.atUs + 500, other.pid, { kind: 'reset', atUs: due.atUs + 500, connectionId: other.id });
        peers.delete(id);
      }
      gone.add(due.pid);
      host.destroy(due.pid);
    }
  }
}
parentPort?.postMessage(log);
