/**
 * `http.ServerResponse`.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { coded, invalidArgType } from '../errors.ts';
import type { Socket } from '../net/socket.ts';
import { currentProcess } from '../process-context.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { type HeaderInput, requireHeaderName, requireHeaderValue } from './outgoing-headers.ts';
import { OutgoingMessage } from './outgoing-message.ts';
import { statusCodes } from './status-codes.ts';

const decoder = new TextDecoder();

export class ServerResponse extends OutgoingMessage {
  statusCode = 200;
  statusMessage: string | undefined = undefined;
  readonly req: IncomingMessage;
  _sent100 = false;
  _expect_continue = false;
  /** Where the program gave the status, and where it piped a stream in; the last resort for what has no line of its own. */
  #headFrom: EffectSource | undefined;
  #isImplicitHead = false;
  #pipedFrom: EffectSource | undefined;

  constructor(req: IncomingMessage) {
    super();
    this.req = req;
    this.sendDate = true;
    this.on('pipe', () => (this.#pipedFrom = currentProcess().position()));
    if (req.method === 'HEAD') this._hasBody = false;
    if (req.httpVersionMinor < 1) {
      this.useChunkedEncodingByDefault = /\bchunked\b/i.test(String(req.headers['te'] ?? ''));
      this.shouldKeepAlive = false;
    }
  }

  writeHead(statusCode: number, ...values: (string | HeaderInput | undefined)[]): this {
    if (this._header !== null)
      throw coded(new Error('Cannot write headers after they are sent to the client'), 'ERR_HTTP_HEADERS_SENT');
    const status = Number(statusCode) | 0;
    if (status < 100 || status > 999)
      throw coded(new RangeError(`Invalid status code: ${String(statusCode)}`), 'ERR_HTTP_INVALID_STATUS_CODE');
    const [first, second] = values;
    if (typeof first === 'string') this.statusMessage = first;
    else this.statusMessage ??= statusCodes[status] ?? 'unknown';
    this.statusCode = status;
    if (!this.#isImplicitHead) this.#headFrom ??= currentProcess().position();
    if (status === 204 || status === 304 || (status >= 100 && status <= 199)) this._hasBody = false;
    // A request that waits for "100 Continue" and never got it would send its body as the next request.
    if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
    this.storeHead((typeof first === 'string' ? second : first) as HeaderInput | undefined);
    return this;
  }

  /** Gives the answer a connection of the caller's own, as libraries do that answer without a network. */
  assignSocket(socket: Socket): void {
    this.attach(socket);
  }

  detachSocket(): void {
    this.socket = null;
  }

  protected override implicitHeader(): void {
    // Whoever writes the body is asked right behind this where that was.
    this.#isImplicitHead = true;
    try {
      this.writeHead(this.statusCode, this.statusMessage);
    } finally {
      this.#isImplicitHead = false;
    }
  }

  protected override firstLine(): string {
    return `HTTP/1.1 ${this.statusCode} ${this.statusMessage ?? ''}\r\n`;
  }

  protected override tag() {
    return { kind: 'response' as const, label: String(this.statusCode) };
  }

  /**
   * A framework writes when the handler is long done: then the line that made the `Response` is meant, and for a stream
   * that is piped in, the line that piped it.
   */
  protected override sentFrom(body: Uint8Array): EffectSource | undefined {
    const process = currentProcess();
    const isFirst = !this._isHeadSent;
    const source =
      process.position() ??
      this.#pipedFrom ??
      (isFirst ? process.responsePlaces.take(this.statusCode, () => decoder.decode(body)) : undefined) ??
      this.#headFrom;
    this.#headFrom ??= source;
    return source;
  }

  writeContinue(): void {
    this.sendInterim('HTTP/1.1 100 Continue\r\n\r\n', '100');
    this._sent100 = true;
  }

  writeProcessing(): void {
    this.sendInterim('HTTP/1.1 102 Processing\r\n\r\n', '102');
  }

  writeEarlyHints(hints: Readonly<Record<string, string | readonly string[]>>, callback?: () => void): void {
    if (typeof hints !== 'object' || hints === null) throw invalidArgType('hints', 'of type object', hints);
    const { link } = hints;
    if (link === undefined || (Array.isArray(link) && link.length === 0)) return;
    let text = `HTTP/1.1 103 Early Hints\r\nLink: ${linkHeader(link)}\r\n`;
    for (const [name, value] of Object.entries(hints)) {
      if (name === 'link') continue;
      requireHeaderName(name);
      requireHeaderValue(name, value);
      text += `${name}: ${String(value)}\r\n`;
    }
    this.sendInterim(`${text}\r\n`, '103', callback);
  }

  get _implicitHeader(): () => void {
    return () => this.implicitHeader();
  }

  /** @internal */
  close(): void {
    if (this._closed) return;
    this.destroyed = true;
    this._closed = true;
    this.emit('close');
  }
}

const linkPattern = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/;

/** @throws {TypeError} `ERR_INVALID_ARG_VALUE` when a link is not of the form `</styles.css>; rel=preload`. */
const linkHeader = (link: string | readonly string[]): string =>
  [link]
    .flat()
    .map((one) => {
      if (typeof one === 'string' && linkPattern.test(one)) return one;
      throw coded(
        new TypeError(
          `The argument 'hints' must be an array or string of format "</styles.css>; rel=preload; as=style". Received '${String(one)}'`,
        ),
        'ERR_INVALID_ARG_VALUE',
      );
    })
    .join(', ');
