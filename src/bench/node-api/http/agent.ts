/**
 * `http.Agent`: keeps connections for the next request to the same place.
 * @module
 */
import { EventEmitter } from '../events.ts';
import { currentProcess, singleton } from '../process-context.ts';
import { Socket } from '../net/socket.ts';
import type { ClientRequest } from './client-request.ts';

export interface AgentOptions {
  readonly keepAlive?: boolean;
  readonly maxSockets?: number;
  readonly maxFreeSockets?: number;
  readonly timeout?: number;
}

export class Agent extends EventEmitter {
  readonly options: AgentOptions;
  readonly defaultPort = 80;
  readonly protocol = 'http:';
  readonly keepAlive: boolean;
  maxSockets: number;
  maxFreeSockets: number;
  readonly sockets: Record<string, Socket[]> = {};
  readonly freeSockets: Record<string, Socket[]> = {};
  readonly requests: Record<string, ClientRequest[]> = {};

  constructor(options: AgentOptions = {}) {
    super();
    this.options = options;
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets ?? Infinity;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
  }

  getName(options: { host?: string; port?: number | string } = {}): string {
    return `${options.host ?? 'localhost'}:${options.port ?? ''}:`;
  }

  /** @internal Gives the request a socket: a free one, a new one, or later. */
  addRequest(request: ClientRequest): void {
    const name = this.getName(request);
    const free = (this.freeSockets[name] ?? []).filter((socket) => !socket.destroyed && socket.writable);
    // The most recently used is the least likely to be closed by the other side.
    const reused = free.pop();
    this.#keep(this.freeSockets, name, free);
    if (reused) {
      reused.ref();
      request.reusedSocket = true;
      (this.sockets[name] ??= []).push(reused);
      currentProcess().nextTick(() => request.onSocket(reused));
      return;
    }
    if ((this.sockets[name]?.length ?? 0) >= this.maxSockets) {
      (this.requests[name] ??= []).push(request);
      return;
    }
    const socket = this.createConnection(request);
    (this.sockets[name] ??= []).push(socket);
    socket.on('close', () => this.#removed(name, socket));
    socket.on('agentRemove', () => this.#removed(name, socket));
    currentProcess().nextTick(() => request.onSocket(socket));
  }

  createConnection(request: ClientRequest): Socket {
    const socket = new Socket();
    return socket.connect({
      host: request.host,
      port: request.port,
      ...(request.source && { source: request.source }),
    });
  }

  /** @internal The request is done with its socket. `keepForMs`: how long the server said that it stays open. */
  release(request: ClientRequest, socket: Socket, keepForMs: number | undefined): void {
    const name = this.getName(request);
    const waiting = this.requests[name]?.shift();
    if (waiting && !socket.destroyed && socket.writable) {
      currentProcess().nextTick(() => waiting.onSocket(socket));
      return;
    }
    this.#keep(
      this.sockets,
      name,
      (this.sockets[name] ?? []).filter((one) => one !== socket),
    );
    const free = this.freeSockets[name] ?? [];
    if (
      socket.destroyed ||
      !socket.writable ||
      !this.keepAlive ||
      free.length >= this.maxFreeSockets ||
      keepForMs === 0
    ) {
      socket.destroySoon();
      return;
    }
    this.freeSockets[name] = [...free, socket];
    socket.unref();
    const limits = [this.options.timeout, keepForMs].filter((limit) => limit !== undefined);
    socket.removeAllListeners('timeout');
    if (limits.length > 0) socket.setTimeout(Math.min(...limits), () => socket.destroy());
    socket.consume({ onData: () => socket.destroy(), onEnd: () => socket.destroy() });
  }

  #removed(name: string, socket: Socket): void {
    for (const list of [this.sockets, this.freeSockets])
      this.#keep(
        list,
        name,
        (list[name] ?? []).filter((one) => one !== socket),
      );
    const waiting = this.requests[name]?.shift();
    if (waiting) this.addRequest(waiting);
  }

  #keep(list: Record<string, Socket[]>, name: string, sockets: Socket[]): void {
    if (sockets.length === 0) delete list[name];
    else list[name] = sockets;
  }

  destroy(): void {
    for (const list of [this.sockets, this.freeSockets]) {
      for (const socket of Object.values(list).flat()) socket.destroy();
    }
  }
}

export const globalAgent = (): Agent => singleton('http-agent', () => new Agent({ keepAlive: true, timeout: 5000 }));
