/**
 * The head of a message that is sent: its first line, its headers, and those that follow from them: date, connection,
 * framing. Runs in a simulated process.
 * @module
 */
import { httpDate } from './http-date.ts';
import { OutgoingHeaders, type HeaderInput } from './outgoing-headers.ts';

export abstract class OutgoingHead extends OutgoingHeaders {
  shouldKeepAlive = true;
  useChunkedEncodingByDefault = true;
  chunkedEncoding = false;
  /** No further message may follow on this connection. */
  _last = false;
  _hasBody = true;
  _contentLength: number | null = null;
  _keepAliveTimeout = 0;
  _maxRequestsPerSocket = 0;
  /** The other side is told that this is the last; the connection stays until it closes it. */
  _isLastOfSocket = false;
  protected _storedHead: string | undefined;

  /** The first line of the head. */
  protected abstract firstLine(): string;

  get _header(): string | null {
    return this._storedHead ?? null;
  }

  get headersSent(): boolean {
    return this._storedHead !== undefined;
  }

  /** Fixes the head; it leaves with the first bytes of the body, or with `flushHeaders`. */
  protected storeHead(extra?: HeaderInput): void {
    if (extra) this.mergeHeaders(extra);
    let text = this.firstLine();
    const has = { date: false, connection: false, length: false, coding: false, trailer: false };
    for (const [key, [name, value]] of this.headerEntries()) {
      if (key === 'cookie' && Array.isArray(value)) text += `${name}: ${value.join('; ')}\r\n`;
      else
        for (const one of Array.isArray(value) ? (value as readonly string[]) : [value])
          text += `${name}: ${String(one)}\r\n`;
      if (key === 'date') has.date = true;
      else if (key === 'connection') {
        has.connection = true;
        if (/\bclose\b/i.test(String(value))) this._last = true;
        else this.shouldKeepAlive = true;
      } else if (key === 'content-length') {
        has.length = true;
        this._contentLength = Number(value);
      } else if (key === 'transfer-encoding') {
        has.coding = true;
        this.chunkedEncoding = /\bchunked\b/i.test(String(value));
      } else if (key === 'trailer') has.trailer = true;
    }
    if (this.sendDate && !has.date) text += `Date: ${httpDate()}\r\n`;
    if (!this._hasBody && this.chunkedEncoding) {
      this.chunkedEncoding = false;
      this.shouldKeepAlive = false;
    }
    if (this._removedConnection) this.shouldKeepAlive = this.shouldKeepAlive && !this._last;
    else if (!has.connection) text += this.#connectionHeader(has.length);
    text += this.#framingHeader(has);
    this._storedHead = `${text}\r\n`;
  }

  #connectionHeader(hasLength: boolean): string {
    const keeps = this.shouldKeepAlive && (hasLength || this.useChunkedEncodingByDefault || this.keepsConnection());
    if (!keeps) this._last = true;
    if (!keeps || this._isLastOfSocket) return 'Connection: close\r\n';
    if (this._keepAliveTimeout <= 0) return 'Connection: keep-alive\r\n';
    const most = this._maxRequestsPerSocket > 0 ? `, max=${this._maxRequestsPerSocket}` : '';
    return `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(this._keepAliveTimeout / 1000)}${most}\r\n`;
  }

  /** A client's request keeps its connection through its agent. */
  protected keepsConnection(): boolean {
    return false;
  }

  #framingHeader(has: { readonly length: boolean; readonly coding: boolean; readonly trailer: boolean }): string {
    if (has.length || has.coding) return '';
    if (!this._hasBody) {
      this.chunkedEncoding = false;
      return '';
    }
    if (!this.useChunkedEncodingByDefault) {
      this._last = true;
      return '';
    }
    if (!has.trailer && !this._removedContLen && typeof this._contentLength === 'number')
      return `Content-Length: ${this._contentLength}\r\n`;
    if (this._removedTE) {
      this._last = true;
      return '';
    }
    this.chunkedEncoding = true;
    return 'Transfer-Encoding: chunked\r\n';
  }
}
