/**
 * The observer: loaded by Node before a service's own program (`node --import`), it tells the bench over file descriptor
 * 3 when a port opens, which requests come and go, what becomes durable, and which error ends the process. It uses Node's
 * diagnostics channels and touches no source; functions of Node that it stands before behave as they do without it. The
 * query of its own address says which program it observes. Runs inside the real process of a service.
 * @module
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, type Server, Socket } from 'node:net';
import './observe-host.ts';
import { observeBodies } from './observe-bodies.ts';
import type { ObserverMessage } from './observer-message.ts';
import { observeStores } from './stores/observe-stores.ts';

interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface FetchRequest {
  readonly method: string;
  readonly path: string;
  readonly origin?: string | URL;
}

/** Open sockets alone keep no work waiting: what is under way on them is counted as requests. */
const RESTING = new Set(['TCPServerWrap', 'TCPSocketWrap', 'PipeWrap', 'TTYWrap', 'SignalWrap', 'CloseReq']);
const TEXT_LIMIT = 8_000;

const { hrtime } = process;
const getActiveResourcesInfo = process.getActiveResourcesInfo.bind(process);
const { stringify, parse } = JSON;

// A child that a program forks inherits the observer, and its own channel to the program is where the bench's would be.
const channel = process.channel ? undefined : new Socket({ fd: 3 });
// It must not keep a program alive that has nothing left to do, nor end one whose bench has gone.
channel?.unref();
channel?.on('error', () => {});

/** Which request, counted from 1, causes what happens. */
const handling = new AsyncLocalStorage<number>();
const underWay = new Set<number>();
let lastRequest = 0;
let openRequests = 0;
let activity = 0;

const now = (): number => Number(hrtime.bigint() / 1_000n);
const tell = (message: ObserverMessage): void => void channel?.write(`${stringify(message)}\n`);
const cut = (text: unknown): string => String(text).slice(0, TEXT_LIMIT);
const labelOf = (method: unknown, path: unknown): string => `${String(method)} ${String(path)}`.slice(0, 200);

/** The request whose handler caused what happens now. */
function handled(): { readonly handling?: number } {
  const request = handling.getStore();
  return request === undefined ? {} : { handling: request };
}

/** An uncaught error comes without its context; when one request alone was being handled, it is that one's. */
function handledAtEnd(): { readonly handling?: number } {
  const [only, another] = underWay;
  return only !== undefined && another === undefined ? { handling: only } : handled();
}

function count(change: 1 | -1): void {
  openRequests += change;
  activity += 1;
}

const on = <Message>(name: string, listener: (message: Message) => void): void =>
  subscribe(name, (message) => listener(message as Message));

on<{ server: Server }>('tracing:net.server.listen:asyncEnd', ({ server }) => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return;
  const { port, address: ip }: AddressInfo = address;
  tell({ kind: 'listening', atUs: now(), port, address: ip });
  // Its event comes when the last connection has ended; the port is closed from now on.
  const { close } = server;
  const value = (...args: Parameters<Server['close']>): Server => {
    const isOpen = server.listening;
    const closed = close.apply(server, args);
    if (isOpen) tell({ kind: 'closed', atUs: now(), port });
    return closed;
  };
  Object.defineProperty(server, 'close', { value, configurable: true, writable: true });
});

const previewOf = observeBodies();

on<HttpExchange>('http.server.request.start', ({ request: asked, response }) => {
  const remotePort = asked.socket.remotePort ?? 0;
  lastRequest += 1;
  const request = lastRequest;
  handling.enterWith(request);
  underWay.add(request);
  count(1);
  tell({ kind: 'asked', atUs: now(), remotePort, request, label: labelOf(asked.method, asked.url) });
  response.once('close', () => {
    underWay.delete(request);
    count(-1);
  });
  response.once('finish', () => {
    const preview = previewOf(response);
    const label = String(response.statusCode);
    tell({ kind: 'answered', atUs: now(), remotePort, label, ...(preview !== undefined && { preview }) });
  });
});

/** Requests of `fetch`, with the request that they were made for. */
const fetched = new WeakMap<FetchRequest, { readonly handling?: number; localPort?: number }>();

on<{ request: FetchRequest }>('undici:request:create', ({ request }) => {
  fetched.set(request, handled());
  count(1);
});
on<{ request: FetchRequest; socket: Socket }>('undici:client:sendHeaders', ({ request, socket }) => {
  const known = fetched.get(request);
  const { localPort, remotePort } = socket;
  if (!known || localPort === undefined || remotePort === undefined) return;
  known.localPort = localPort;
  const { localPort: _, ...cause } = known;
  tell({
    kind: 'called',
    atUs: now(),
    localPort,
    port: remotePort,
    label: labelOf(request.method, request.path),
    ...cause,
  });
});
on<{ request: FetchRequest }>('undici:request:headers', ({ request }) => {
  const localPort = fetched.get(request)?.localPort;
  if (localPort !== undefined) tell({ kind: 'call-answered', atUs: now(), localPort });
});
on<{ request: FetchRequest }>('undici:request:trailers', () => count(-1));
on<{ request: FetchRequest; error: Error }>('undici:request:error', ({ request, error }) => {
  count(-1);
  const known = fetched.get(request);
  if (!known || known.localPort !== undefined || Reflect.get(error, 'code') !== 'ECONNREFUSED') return;
  const port = Number(URL.parse(String(request.origin))?.port);
  tell({ kind: 'call-refused', atUs: now(), port, label: labelOf(request.method, request.path), ...known });
});

on<{ request: ClientRequest }>('http.client.request.start', ({ request }) => {
  count(1);
  request.once('close', () => count(-1));
});
const causes = new WeakMap<ClientRequest, { readonly handling?: number }>();
// A body that is piped in ends in another context, so the cause is read where the request is made.
on<{ request: ClientRequest }>('http.client.request.created', ({ request }) => {
  const cause = handled();
  const { method, path } = request;
  const label = labelOf(method, path);
  request.once('socket', (socket) => {
    // Both come before the first byte is sent.
    const called = (): void => {
      const { localPort, remotePort: port } = socket;
      if (localPort === undefined || port === undefined) return;
      tell({ kind: 'called', atUs: now(), localPort, port, label, ...cause });
    };
    if (socket.connecting) socket.once('connect', called);
    else called();
  });
  causes.set(request, cause);
});
on<{ request: ClientRequest; error: Error }>('http.client.request.error', ({ request, error }) => {
  const port: unknown = Reflect.get(error, 'port');
  if (Reflect.get(error, 'code') !== 'ECONNREFUSED' || typeof port !== 'number') return;
  const label = labelOf(request.method, request.path);
  tell({ kind: 'call-refused', atUs: now(), port, label, ...causes.get(request) });
});
on<{ request: ClientRequest }>('http.client.response.finish', ({ request }) => {
  const localPort = request.socket?.localPort;
  if (localPort !== undefined) tell({ kind: 'call-answered', atUs: now(), localPort });
});

process.on('uncaughtExceptionMonitor', (thrown: unknown, origin) => {
  const error = thrown instanceof Error ? thrown : { name: 'Error', message: `Uncaught ${cut(thrown)}`, stack: '' };
  const code: unknown = Reflect.get(error, 'code');
  const port: unknown = Reflect.get(error, 'port');
  tell({
    kind: 'error',
    atUs: now(),
    name: cut(error.name),
    message: cut(error.message),
    stack: cut(error.stack),
    origin: origin === 'unhandledRejection' ? origin : 'uncaughtException',
    ...(typeof code === 'string' && { code }),
    ...(typeof port === 'number' && { port }),
    ...handledAtEnd(),
  });
});

// The annotation call of consoles: the timeline shows it as a note.
const { timeStamp } = console;
console.timeStamp = (text?: string): void => {
  timeStamp.call(console, text);
  tell({ kind: 'note', atUs: now(), text: cut(text ?? ''), ...handled() });
};

const told = new URL(import.meta.url).searchParams;
observeStores(
  { folder: process.cwd(), entry: told.get('entry') ?? '', programs: told.getAll('program') },
  {
    opened: (path) => tell({ kind: 'accessed', atUs: now(), path, mode: 'opened', ...handled() }),
    denied: (path) =>
      tell({ kind: 'accessed', atUs: now(), path, mode: 'denied', stack: cut(deepStack()), ...handled() }),
    later: () => {
      const cause = handled();
      return { stored: (path) => tell({ kind: 'stored', atUs: now(), path, ...cause }) };
    },
  },
);

/** Deep enough to hold the program's own line behind those of libraries. */
function deepStack(): string | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const { stack } = new Error('denied');
  Error.stackTraceLimit = stackTraceLimit;
  return stack;
}

// Some hosts lose it over an await; what is stored could not be told by request there.
void handling.run(0, async () => {
  await Promise.resolve();
  if (handling.getStore() !== 0) tell({ kind: 'contextless', atUs: now() });
});

let unread = '';
channel?.setEncoding('utf8').on('data', (text: string) => {
  const lines = (unread + text).split('\n');
  unread = lines.pop() ?? '';
  for (const line of lines) {
    const { probe } = parse(line) as { probe: number };
    const pending = getActiveResourcesInfo().filter((kind) => !RESTING.has(kind));
    tell({ kind: 'state', probe, pending, openRequests, activity });
  }
});
