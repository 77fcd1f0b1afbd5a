/**
 * The run's fingerprint: a 64-bit hash over every event and effect, in order. Equal seeds give equal hashes in the page
 * and in the terminal, strict and fleet. What engines word differently (stacks, log texts) stays out of it.
 * Pure; runs everywhere.
 * @module
 */
import { describeLogged } from './describe-logged.ts';
import type { DiskChange, ProcessEffect, ProcessEvent } from './protocol.ts';

type OfChild = Extract<ProcessEvent | ProcessEffect, { readonly pid: number }>;

/** What a child prints may be a stack. */
const isPrinted = (logged: ProcessEvent | ProcessEffect): boolean =>
  'channel' in logged && (logged.channel === 'stdout' || logged.channel === 'stderr');

export class EventLog {
  #low = 0x811c9dc5;
  #high = 0x1234567;
  readonly #trace: string[] | undefined;

  /** @param trace Takes a line for everything that is added, to find where two runs part. */
  constructor(trace?: string[]) {
    this.#trace = trace;
  }

  addEvent(pid: number, event: ProcessEvent): void {
    this.#trace?.push(`${event.atUs} µs, process ${pid} gets ${describeLogged(event)}`);
    this.#addNumber(pid);
    this.#addNumber(event.atUs);
    this.#addText(event.kind);
    if ('timerId' in event) this.#addNumber(event.timerId);
    if ('connectionId' in event) this.#addText(event.connectionId);
    if ('code' in event) this.#addText(event.code);
    if ('bytes' in event && !isPrinted(event)) this.#addBytes(event.bytes);
    if ('byteCount' in event) this.#addNumber(event.byteCount);
    if ('skewMs' in event) this.#addNumber(event.skewMs);
    if ('pid' in event) this.#addOfChild(event);
    if (event.kind === 'disk-changed') for (const change of event.changes) this.#addChange(change, true);
  }

  addEffect(effect: ProcessEffect): void {
    this.#trace?.push(`  does ${describeLogged(effect)}`);
    this.#addText(effect.kind);
    if ('timerId' in effect) this.#addNumber(effect.timerId);
    if ('afterUs' in effect) this.#addNumber(effect.afterUs);
    if ('connectionId' in effect) this.#addText(effect.connectionId);
    if ('port' in effect) this.#addNumber(effect.port);
    if ('host' in effect) this.#addText(effect.host);
    if ('stream' in effect) this.#addText(effect.stream);
    if (effect.kind === 'exit') this.#addNumber(effect.code);
    if ('bytes' in effect && !isPrinted(effect)) this.#addBytes(effect.bytes);
    if ('byteCount' in effect) this.#addNumber(effect.byteCount);
    if ('path' in effect) this.#addText(effect.path);
    if ('pid' in effect) this.#addOfChild(effect);
    if (effect.kind === 'disk') this.#addChange(effect.change, effect.commits);
  }

  /** What the kernel did by itself: a kill, a refused connection. */
  addFact(text: string): void {
    this.#trace?.push(text);
    this.#addText(text);
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    return hex(this.#high) + hex(this.#low);
  }

  #addOfChild(logged: OfChild): void {
    this.#addNumber(logged.pid);
    if ('channel' in logged) this.#addText(logged.channel);
    if ('entry' in logged) this.#addText(logged.entry);
    if ('signal' in logged) this.#addText(logged.signal ?? '');
    if ('exitCode' in logged) this.#addNumber(logged.exitCode ?? -1);
  }

  #addChange(change: DiskChange, commits: boolean): void {
    this.#addText(change.op);
    this.#addText(change.path);
    if ('offset' in change) this.#addNumber(change.offset);
    if ('bytes' in change) this.#addBytes(change.bytes);
    if ('size' in change) this.#addNumber(change.size);
    if ('to' in change) this.#addText(change.to);
    this.#addNumber(commits ? 1 : 0);
  }

  #addNumber(value: number): void {
    this.#addWord(value | 0);
    this.#addWord(Math.floor(value / 0x1_0000_0000));
  }

  #addText(text: string): void {
    for (let index = 0; index < text.length; index += 1) this.#addWord(text.charCodeAt(index));
    this.#addWord(text.length);
  }

  #addBytes(bytes: Uint8Array): void {
    let low = this.#low;
    let high = this.#high;
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes[index] as number;
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high ^ byte, 0x85ebca6b) ^ (high >>> 15);
    }
    this.#low = low;
    this.#high = high;
    this.#addWord(bytes.length);
  }

  #addWord(word: number): void {
    this.#low = Math.imul(this.#low ^ word, 0x01000193);
    this.#high = Math.imul(this.#high ^ word, 0x85ebca6b) ^ (this.#high >>> 15);
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
