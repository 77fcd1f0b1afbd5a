/**
 * One connection of an HTTP server: requests in, responses out in the order of the requests, keep-alive between.
 * @module
 */
import { encodeText } from '#platform/encode-text.ts';
import { Buffer } from '../buffer.ts';
import { coded } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import type { Socket } from '../net/socket.ts';
import { HttpParser } from './http-parser.ts';
import { HttpParseError, type MessageHead } from './message-head.ts';
import { abortedError, IncomingMessage } from './incoming-message.ts';
import { ServerResponse } from './server-response.ts';
import type { Server } from './server.ts';

export class ServerConnection {
  readonly socket: Socket;
  readonly #server: Server;
  readonly #parser: HttpParser;
  #incoming: IncomingMessage | undefined;
  readonly #unanswered: { readonly req: IncomingMessage; readonly res: ServerResponse }[] = [];
  #requestCount = 0;
  #isUpgraded = false;
  /** When the message that is on its way began; a new connection owes its first at once. */
  #begunUs: number | undefined = currentProcess().nowUs();
  #hasHead = false;

  constructor(server: Server, socket: Socket) {
    this.#server = server;
    this.socket = socket;
    this.#parser = new HttpParser(
      'request',
      {
        onHead: (head) => this.#begin(head),
        onBody: (bytes) => this.#incoming?.takeBody(bytes),
        onComplete: (trailers) => {
          this.#begunUs = undefined;
          this.#hasHead = false;
          this.#incoming?.takeEnd(trailers);
          this.#incoming = undefined;
        },
      },
      server.maxHeaderSize,
    );
    socket.consume({ onData: (bytes) => this.#execute(bytes), onEnd: () => this.#ended() });
    socket.on('error', (error: Error) => this.#failed(error));
    socket.on('timeout', () => this.#timedOut());
    socket.on('close', () => this.#closed());
    socket.setTimeout(server.timeout > 0 ? server.timeout : 0);
  }

  /** No request is under way. */
  get isIdle(): boolean {
    return this.#unanswered.length === 0 && this.#begunUs === undefined && !this.#isUpgraded;
  }

  /** A request is on its way that has not come whole. */
  get isReceiving(): boolean {
    return this.#begunUs !== undefined && !this.#isUpgraded;
  }

  /** Ends the connection if its request takes longer than the server allows. */
  checkLimits(nowUs: number): void {
    if (!this.isReceiving) return;
    const { headersTimeout, requestTimeout } = this.#server;
    const tookMs = (nowUs - (this.#begunUs ?? nowUs)) / 1000;
    const isLate = (limitMs: number) => limitMs > 0 && tookMs >= limitMs;
    if ((!this.#hasHead && isLate(headersTimeout)) || isLate(requestTimeout))
      this.#failed(coded(new Error('Request timeout'), 'ERR_HTTP_REQUEST_TIMEOUT'));
  }

  #execute(bytes: Uint8Array): void {
    try {
      const rest = this.#parser.execute(bytes);
      if (rest !== undefined || this.#upgrade) this.#handOver(rest ?? new Uint8Array(0));
    } catch (error) {
      if (!(error instanceof HttpParseError)) throw error;
      error.rawPacket = Buffer.from(bytes);
      this.#failed(error);
    }
    if (this.#begunUs === undefined && !this.#parser.isIdle) this.#begunUs = currentProcess().nowUs();
    if (this.isReceiving) this.#server.limits.watch();
  }

  #upgrade: IncomingMessage | undefined;

  #begin(head: MessageHead): undefined {
    const most = this.#server.maxHeadersCount ?? 2000;
    if (most > 0 && head.rawHeaders.length > most * 2)
      throw new HttpParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
    this.#requestCount += 1;
    this.#begunUs ??= currentProcess().nowUs();
    this.#hasHead = true;
    const req = new IncomingMessage(this.socket);
    req._joinsDuplicates = this.#server.joinDuplicateHeaders;
    req.takeHead(head);
    const event = head.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (head.upgrade) {
      if (this.#server.listenerCount(event) > 0 || event === 'connect') {
        this.#upgrade = req;
        return undefined;
      }
      req.upgrade = false;
    }
    this.#incoming = req;
    const res = new ServerResponse(req);
    res._keepAliveTimeout = this.#server.keepAliveTimeout;
    const limit = this.#server.maxRequestsPerSocket ?? 0;
    res.shouldKeepAlive = head.shouldKeepAlive && this.#server.listening;
    res._maxRequestsPerSocket = limit;
    res._isLastOfSocket = limit > 0 && this.#requestCount >= limit;
    this.#unanswered.push({ req, res });
    if (this.socket.timeout !== this.#server.timeout) this.socket.setTimeout(this.#server.timeout);
    res.once('finish', () => this.#answered(req, res));
    if (this.#unanswered.length === 1) res.attach(this.socket);
    if (limit > 0 && this.#requestCount > limit) {
      this.#server.emit('dropRequest', req, this.socket);
      res.writeHead(503);
      res.end();
    } else this.#dispatch(head, req, res);
    return undefined;
  }

  #dispatch(head: MessageHead, req: IncomingMessage, res: ServerResponse): void {
    const server = this.#server;
    const hosts = head.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
    if (head.versionMinor === 1 && server.requireHostHeader && hosts.length === 0) {
      res.writeHead(400, ['Connection', 'close']);
      res.end();
      return;
    }
    const expect = req.headers['expect'];
    if (typeof expect === 'string' && head.versionMinor === 1) {
      if (/(?:^|\W)100-continue(?:$|\W)/i.test(expect)) {
        res._expect_continue = true;
        if (server.listenerCount('checkContinue') > 0) server.emit('checkContinue', req, res);
        else {
          res.writeContinue();
          server.emit('request', req, res);
        }
        return;
      }
      if (server.listenerCount('checkExpectation') > 0) server.emit('checkExpectation', req, res);
      else {
        res.writeHead(417);
        res.end();
      }
      return;
    }
    server.emit('request', req, res);
  }

  #handOver(head: Uint8Array): void {
    const req = this.#upgrade;
    if (!req) return;
    this.#upgrade = undefined;
    this.#isUpgraded = true;
    this.#server.forget(this);
    this.socket.consume(undefined);
    this.socket.removeAllListeners('timeout');
    this.socket.setTimeout(0);
    const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (!this.#server.emit(event, req, this.socket, Buffer.from(head))) this.socket.destroy();
  }

  /** The response has left: close, keep alive, or answer the next request that already came. */
  #answered(req: IncomingMessage, res: ServerResponse): void {
    this.#unanswered.shift();
    // Nobody will read the rest of the body; the next request stands behind it.
    if (!req._consumed && !req.complete) req._dump();
    if (req.complete && !req._consumed) req._dump();
    res.socket = null;
    currentProcess().nextTick(() => res.close());
    const next = this.#unanswered[0];
    if (res._last || !res.shouldKeepAlive) this.socket.destroySoon();
    else if (next) next.res.attach(this.socket);
    else if (!this.#server.listening) this.socket.destroySoon();
    else if (this.#server.keepAliveTimeout > 0)
      this.socket.setTimeout(this.#server.keepAliveTimeout + keepAliveBufferMs);
  }

  #ended(): void {
    try {
      this.#parser.finish();
    } catch (error) {
      if (error instanceof HttpParseError) this.#failed(error);
      return;
    }
    // A client that has sent its requests and closed its side still gets its answers.
    const last = this.#unanswered.at(-1);
    if (last) last.res._last = true;
    else this.socket.end();
  }

  #failed(error: Error): void {
    const { socket } = this;
    if (this.#server.listenerCount('clientError') > 0) {
      this.#server.emit('clientError', error, socket);
      return;
    }
    const code = (error as { code?: string }).code ?? '';
    const isMessage = error instanceof HttpParseError || code === 'ERR_HTTP_REQUEST_TIMEOUT';
    if (isMessage && socket.writable && !this.#unanswered[0]?.res.hasLeft) {
      const status = answers[code] ?? '400 Bad Request';
      socket.send(encodeText(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`), {
        kind: 'response',
        label: status.slice(0, 3),
      });
    }
    socket.destroy(error);
  }

  #timedOut(): void {
    const current = this.#unanswered[0];
    const heard =
      Boolean(!current?.req.complete && current?.req.emit('timeout', this.socket)) ||
      Boolean(current?.res.emit('timeout', this.socket)) ||
      this.#server.emit('timeout', this.socket);
    if (!heard) this.socket.destroy();
  }

  #closed(): void {
    const { socket } = this;
    for (const { req, res } of this.#unanswered.splice(0)) {
      if (!req.complete || !req.readableEnded) req.destroy(abortedError());
      res.socket = socket;
      res.close();
    }
  }
}

/** Node keeps a connection a second longer than it says, so that a client that keeps to it never meets a closing one. */
const keepAliveBufferMs = 1000;

const answers: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
