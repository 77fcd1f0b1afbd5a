/**
 * What `Request` and `Response` share: a body that is read once. Runs inside one process.
 * @module
 */
import { processOrNone } from '../process-context.ts';
import type { MessageBody } from './message-body.ts';

const { Blob, FormData, Response: HostResponse, URLSearchParams } = globalThis;

const decoder = new TextDecoder();

const NO_FORM = 'Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".';

/** The host parses `multipart/form-data`; its answer is let in when all else is quiet. */
const parseMultipart = async (bytes: BodyInit, contentType: string): Promise<FormData> => {
  try {
    const parsed = new HostResponse(bytes, { headers: { 'content-type': contentType } }).formData();
    return await (processOrNone()?.gate(parsed) ?? parsed);
  } catch (cause) {
    throw new TypeError('Failed to parse body as FormData.', { cause });
  }
};

const parseForm = (bytes: Uint8Array<ArrayBuffer>, contentType: string): FormData | Promise<FormData> => {
  const essence = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (essence === 'multipart/form-data') return parseMultipart(bytes, contentType);
  if (essence !== 'application/x-www-form-urlencoded') throw new TypeError(NO_FORM);
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(decoder.decode(bytes))) form.append(name, value);
  return form;
};

/** For the two classes and for `fetch` alone; programs see none of it. */
export const bodies = {} as {
  of(owner: BodyOwner): MessageBody | undefined;
  give(owner: BodyOwner, body: MessageBody | undefined): void;
};

export abstract class BodyOwner {
  #body: MessageBody | undefined;
  abstract readonly headers: Headers;

  get body(): ReadableStream | null {
    return this.#body?.stream ?? null;
  }

  get bodyUsed(): boolean {
    return this.#body?.isUsed ?? false;
  }

  text(): Promise<string> {
    return this.#read((bytes) => decoder.decode(bytes));
  }

  json(): Promise<unknown> {
    return this.#read((bytes) => JSON.parse(decoder.decode(bytes)) as unknown);
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read((bytes) => bytes.slice().buffer);
  }

  bytes(): Promise<Uint8Array> {
    return this.#read((bytes) => bytes.slice());
  }

  blob(): Promise<Blob> {
    return this.#read((bytes) => new Blob([bytes], { type: this.#contentType() }));
  }

  formData(): Promise<FormData> {
    return this.#read((bytes) => parseForm(bytes, this.#contentType()));
  }

  async #read<T>(convert: (bytes: Uint8Array<ArrayBuffer>) => T | Promise<T>): Promise<T> {
    if (!(#body in this)) throw new TypeError('Illegal invocation');
    if (this.#body?.isUnusable) throw new TypeError('Body is unusable: Body has already been read');
    return convert(this.#body ? await this.#body.read() : new Uint8Array(0));
  }

  #contentType(): string {
    return this.headers.get('content-type') ?? '';
  }

  static {
    bodies.of = (owner) => owner.#body;
    bodies.give = (owner, body) => {
      owner.#body = body;
    };
  }
}
