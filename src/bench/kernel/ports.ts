/**
 * Who listens where: `host:port` to process. Pure; kernel-private.
 * @module
 */
import type { KernelProcess } from './kernel-process.ts';
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
  readonly #listeners = new Map<string, Listener>();

  constructor(host: NetworkHost) {
    this.#host = host;
  }

  find(host: string, port: number): Listener | undefined {
    return this.#listeners.get(`${host}:${port}`);
  }

  listen(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'listen' }>, origin: Origin): void {
    const { listenerId } = effect;
    const { operation } = origin;
    const port = effect.port === 0 ? FIRST_EPHEMERAL_PORT + (process.effectCount % EPHEMERAL_PORT_SPAN) : effect.port;
    const holder = this.find(process.host, port);
    const doneUs = this.#host.nowUs() + LOCAL_US;
    if (holder) {
      if (holder.process === process) process.portTakenByItself = port;
      this.#host.schedule(process, doneUs, 1, () => ({
        process,
        event: { kind: 'listen-failed', atUs: this.#host.nowUs(), listenerId, code: 'EADDRINUSE' },
        operation,
      }));
      return;
    }
    this.#listeners.set(`${process.host}:${port}`, { process, listenerId });
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
    this.#listeners.delete(`${process.host}:${port}`);
  }

  /** Closes every port of a process that ended. */
  release(process: KernelProcess): void {
    for (const listenerId of process.listeners.keys()) this.unlisten(process, listenerId);
  }
}
