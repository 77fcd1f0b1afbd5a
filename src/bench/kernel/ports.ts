/**
 * Who listens where. Each process is a machine with ports of its own; behind a service's host stand the ports of all its
 * replicas. Pure; kernel-private.
 * @module
 */
import { hostNamesOf, type KernelProcess } from './kernel-process.ts';
import { LOCAL_US } from './latency.ts';
import type { NetworkHost, Origin } from './network-host.ts';
import type { ProcessEffect } from './protocol.ts';

export interface Listener {
  readonly process: KernelProcess;
  readonly listenerId: number;
}

/** Ports given for `listen(0)`. */
const FIRST_EPHEMERAL_PORT = 40_000;
const EPHEMERAL_PORT_SPAN = 20_000;

export class Ports {
  readonly #host: NetworkHost;
  /** By `host:port`, in the order of pids. */
  readonly #listeners = new Map<string, readonly Listener[]>();

  constructor(host: NetworkHost) {
    this.#host = host;
  }

  /** One of those that listen there; `draw`, any whole number from 0, chooses among several. */
  find(host: string, port: number, draw: number): Listener | undefined {
    const listeners = this.#listeners.get(`${host}:${port}`);
    return listeners?.[draw % listeners.length];
  }

  /** Who listens on that port of the process's machine: itself first. */
  findOwn(process: KernelProcess, port: number): Listener | undefined {
    for (const [listenerId, own] of process.listeners) if (own === port) return { process, listenerId };
    if (process.machine.processes.length === 1) return undefined;
    const other = process.machine.processes.find(({ listeners }) => [...listeners.values()].includes(port));
    return other && other !== process ? this.findOwn(other, port) : undefined;
  }

  listen(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'listen' }>, origin: Origin): void {
    const { listenerId } = effect;
    const { operation } = origin;
    const port = effect.port === 0 ? FIRST_EPHEMERAL_PORT + (process.effectCount % EPHEMERAL_PORT_SPAN) : effect.port;
    const doneUs = this.#host.nowUs() + LOCAL_US;
    const taken = this.findOwn(process, port);
    if (taken) {
      if (taken.process === process) process.portTakenByItself = port;
      this.#host.schedule(process, doneUs, 1, () => ({
        process,
        event: { kind: 'listen-failed', atUs: this.#host.nowUs(), listenerId, code: 'EADDRINUSE' },
        operation,
      }));
      return;
    }
    for (const host of hostNamesOf(process)) {
      const others = this.#listeners.get(`${host}:${port}`) ?? [];
      const all = [...others, { process, listenerId }].sort((left, right) => left.process.pid - right.process.pid);
      this.#listeners.set(`${host}:${port}`, all);
    }
    process.listeners.set(listenerId, port);
    this.#host.observer.processListening(process, port, this.#host.nowUs());
    this.#host.schedule(process, doneUs, 1, () => ({
      process,
      event: { kind: 'listening', atUs: this.#host.nowUs(), listenerId, port },
      operation,
    }));
  }

  unlisten(process: KernelProcess, listenerId: number): void {
    const port = process.listeners.get(listenerId);
    if (port === undefined) return;
    process.listeners.delete(listenerId);
    for (const host of hostNamesOf(process)) {
      const others = this.#listeners.get(`${host}:${port}`)?.filter((listener) => listener.process !== process) ?? [];
      if (others.length > 0) this.#listeners.set(`${host}:${port}`, others);
      else this.#listeners.delete(`${host}:${port}`);
    }
  }

  /** Closes every port of a process that ended. */
  release(process: KernelProcess): void {
    for (const listenerId of process.listeners.keys()) this.unlisten(process, listenerId);
  }
}
