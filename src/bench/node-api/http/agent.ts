/**
 * `http.Agent`: keeps connections for the next request to the same place, and requests until there is a connection.
 * @module
 */
import { EventEmitter } from '../events.ts';
import { currentProcess, singleton } from '../process-context.ts';
import { Socket } from '../net/socket.ts';
import type { ClientRequest } from './client-request.ts';

export interface AgentOptions {
  readonly keepAlive?: boolean;
  readonly keepAliveMsecs?: number;
  readonly maxSockets?: number;
  readonly maxTotalSockets?: number;
  readonly maxFreeSockets?: number;
  readonly scheduling?: 'fifo' | 'lifo';
  readonly timeout?: number;
}

interface Place {
  readonly host?: string;
  readonly port?: number | string;
  readonly localAddress?: string;
  readonly family?: number;
  readonly socketPath?: string;
}

export class Agent extends EventEmitter {
  readonly options: AgentOptions;
  readonly defaultPort = 80;
  readonly protocol = 'http:';
  readonly keepAlive: boolean;
  readonly keepAliveMsecs: number;
  readonly scheduling: 'fifo' | 'lifo';
  maxSockets: number;
  maxTotalSockets: number;
  maxFreeSockets: number;
  totalSocketCount = 0;
  readonly sockets: Record<string, Socket[]> = {};
  readonly freeSockets: Record<string, Socket[]> = {};
  readonly requests: Record<string, ClientRequest[]> = {};
  /** How long the other side said that it keeps a connection. */
  readonly #promisedMs = new WeakMap<Socket, number>();

  constructor(options: AgentOptions = {}) {
    super();
    this.options = options;
    this.keepAlive = options.keepAlive ?? false;
    this.keepAliveMsecs = options.keepAliveMsecs ?? 1000;
    this.scheduling = options.scheduling ?? 'lifo';
    this.maxSockets = options.maxSockets ?? Infinity;
    this.maxTotalSockets = options.maxTotalSockets ?? Infinity;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
    this.on('free', (socket: Socket, request: ClientRequest) => this.#freed(socket, request));
  }

  getName(place: Place = {}): string {
    const { host, port, localAddress, family, socketPath } = place;
    let name = `${host || 'localhost'}:${port || ''}:${localAddress || ''}`;
    if (family === 4 || family === 6) name += `:${family}`;
    if (socketPath) name += `:${socketPath}`;
    return name;
  }

  /** @internal Gives the request a socket: a free one, a new one, or later. */
  addRequest(request: ClientRequest): void {
    const name = this.getName(request);
    this.sockets[name] ??= [];
    const free = (this.freeSockets[name] ?? []).filter((socket) => !socket.destroyed && socket.writable);
    // The most recently used is the least likely to be closed by the other side.
    const reused = this.scheduling === 'fifo' ? free.shift() : free.pop();
    this.#keep(this.freeSockets, name, free);
    if (reused) {
      this.sockets[name].push(reused);
      this.reuseSocket(reused, request);
      this.#assign(request, reused);
    } else if (this.#hasRoom(name)) this.#connect(name, request);
    else (this.requests[name] ??= []).push(request);
  }

  #hasRoom(name: string): boolean {
    return (this.sockets[name]?.length ?? 0) < this.maxSockets && this.totalSocketCount < this.maxTotalSockets;
  }

  #connect(name: string, request: ClientRequest): void {
    const socket = this.createConnection(request);
    this.totalSocketCount += 1;
    (this.sockets[name] ??= []).push(socket);
    let isRemoved = false;
    const remove = () => {
      if (isRemoved) return;
      isRemoved = true;
      this.#removed(name, socket);
    };
    socket.on('close', remove);
    socket.on('agentRemove', remove);
    this.#assign(request, socket);
  }

  #assign(request: ClientRequest, socket: Socket): void {
    if (request.timeoutMs === undefined) socket.setTimeout(this.options.timeout ?? 0);
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

  /** Whether a connection that is free now is kept. */
  keepSocketAlive(socket: Socket): boolean {
    socket.unref();
    const limits = [this.options.timeout, this.#promisedMs.get(socket)].filter((limit) => limit !== undefined);
    if (limits.includes(0) && this.#promisedMs.get(socket) === 0) return false;
    socket.setTimeout(limits.length > 0 ? Math.min(...limits) : 0);
    return true;
  }

  reuseSocket(socket: Socket, request: ClientRequest): void {
    request.reusedSocket = true;
    socket.ref();
  }

  /** @internal The request is done with its socket. `keepForMs`: how long the server said that it stays open. */
  release(request: ClientRequest, socket: Socket, keepForMs: number | undefined): void {
    if (keepForMs === undefined) this.#promisedMs.delete(socket);
    else this.#promisedMs.set(socket, keepForMs);
    this.emit('free', socket, request);
  }

  #freed(socket: Socket, request: ClientRequest): void {
    const name = this.getName(request);
    if (socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    const waiting = this.#takeWaiting(name);
    if (waiting) {
      this.#assign(waiting, socket);
      return;
    }
    const free = this.freeSockets[name] ?? [];
    if (!this.keepAlive || free.length >= this.maxFreeSockets || !this.keepSocketAlive(socket)) {
      socket.destroySoon();
      return;
    }
    this.#forget(this.sockets, name, socket);
    this.freeSockets[name] = [...free, socket];
    socket.removeAllListeners('timeout');
    socket.once('timeout', () => socket.destroy());
    socket.consume({ onData: () => socket.destroy(), onEnd: () => socket.destroy() });
  }

  #takeWaiting(name: string): ClientRequest | undefined {
    const list = this.requests[name];
    const first = list?.shift();
    if (list?.length === 0) delete this.requests[name];
    return first;
  }

  #removed(name: string, socket: Socket): void {
    this.totalSocketCount -= 1;
    this.#forget(this.sockets, name, socket);
    this.#forget(this.freeSockets, name, socket);
    // Room for one more: of this place first, as Node looks for it.
    const next = [name, ...Object.keys(this.requests)].find((one) => this.requests[one] && this.#hasRoom(one));
    const waiting = next === undefined ? undefined : this.#takeWaiting(next);
    if (next !== undefined && waiting) this.#connect(next, waiting);
  }

  #forget(list: Record<string, Socket[]>, name: string, socket: Socket): void {
    this.#keep(
      list,
      name,
      (list[name] ?? []).filter((one) => one !== socket),
    );
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

export const globalAgent = (): Agent =>
  singleton('http-agent', () => new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }));
