/**
 * A request that the network delivers a second time: the same bytes to the same process, on a connection of their own
 * whose answer goes nowhere. Pure; kernel-private.
 * @module
 */
import { ReadWindow } from './flow-window.ts';
import { hashNumbers, hashText } from './hash-numbers.ts';
import { HttpResponseError, HttpResponseParser } from './http-response-parser.ts';
import { type ConnectionEnd, hostNamesOf, type KernelProcess, NETWORK_PID, newProcess } from './kernel-process.ts';
import type { LinkItem } from './link-item.ts';
import type { RepeatedRequest } from './message-stage.ts';
import type { NetworkHost } from './network-host.ts';
import type { DataTag, ProcessEffect, ProcessEvent } from './protocol.ts';

/** How much later than the first the second copy sets out, at most: late enough to meet its answer, too. */
const LATEST_US = 50_000;
const DELAY_SALT = 0xd0b1;
const DIAL_SALT = 9;

export class DuplicateRequest implements RepeatedRequest {
  readonly #host: NetworkHost;
  readonly #process: KernelProcess;
  readonly #connectionId: string;
  readonly #operation: string | undefined;
  readonly #parser: HttpResponseParser;
  readonly #window = new ReadWindow();
  #tag: DataTag | undefined;
  #waiting: Uint8Array[] | undefined = [];

  /** @param number Counts the requests of the connection; a coordinate of the draw. */
  constructor(host: NetworkHost, near: ConnectionEnd, first: LinkItem, number: number) {
    const { owner, peer, remoteHost, remotePort } = near;
    const label = first.message?.label ?? '';
    this.#host = host;
    this.#connectionId = `${near.id}+${number}`;
    this.#operation = first.operation;
    this.#tag = { kind: 'request', label };
    this.#parser = new HttpResponseParser(label.split(' ')[0] ?? 'GET');
    this.#process = newProcess(NETWORK_PID, owner.name, owner.service, (event) => this.#react(event));
    this.#process.state = 'running';
    this.#process.effectCount = hashText(this.#connectionId);
    // The last name is that of the process alone, where the first may mean any replica.
    const target = (peer && hostNamesOf(peer.owner).at(-1)) ?? remoteHost;
    const laterUs = hashNumbers(host.seed, hashText(near.id), number, DELAY_SALT) % LATEST_US;
    host.addFact(`duplicated ${this.#connectionId}`);
    host.schedule(this.#process, host.nowUs() + laterUs, DIAL_SALT, () => {
      this.#act([{ kind: 'connect', connectionId: this.#connectionId, host: target, port: remotePort }]);
      return undefined;
    });
  }

  add(bytes: Uint8Array): void {
    if (this.#waiting) this.#waiting.push(bytes);
    else this.#act([this.#dataOf(bytes)]);
  }

  #act(effects: readonly ProcessEffect[]): void {
    this.#host.act(this.#process, effects, this.#operation);
  }

  #react(event: ProcessEvent): readonly ProcessEffect[] {
    const connectionId = this.#connectionId;
    switch (event.kind) {
      case 'connected': {
        const effects = this.#waiting?.map((bytes) => this.#dataOf(bytes)) ?? [];
        this.#waiting = undefined;
        return effects;
      }
      case 'data':
        if (this.#isAnswered(event.bytes)) return [{ kind: 'end', connectionId }];
        return this.#read(event.bytes.length);
      case 'end':
        return [{ kind: 'end', connectionId }];
      default:
        return [];
    }
  }

  #dataOf(bytes: Uint8Array): ProcessEffect {
    const tag = this.#tag;
    this.#tag = undefined;
    return { kind: 'data', connectionId: this.#connectionId, bytes, ...(tag && { tag }) };
  }

  /** Lets a long answer go on. */
  #read(arrivedBytes: number): readonly ProcessEffect[] {
    const byteCount = this.#window.read(arrivedBytes);
    return byteCount > 0 ? [{ kind: 'window', connectionId: this.#connectionId, byteCount }] : [];
  }

  #isAnswered(bytes: Uint8Array): boolean {
    try {
      return this.#parser.push(bytes) !== undefined;
    } catch (error) {
      if (!(error instanceof HttpResponseError)) throw error;
      return true;
    }
  }
}
