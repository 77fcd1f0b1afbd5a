/**
 * One direction of a proxied connection: what one socket sends goes through the faults that act on it (the very stages of
 * the simulated engine) and out of the other socket. Node only.
 * @module
 */
import type { Socket } from 'node:net';
import { FaultLink, type LinkNetwork } from '#bench/kernel/fault-link.ts';
import { WINDOW_BYTES } from '#bench/kernel/flow-window.ts';
import type { LinkItem } from '#bench/kernel/link-item.ts';
import type { NetworkFault } from '#bench/kernel/network-fault.ts';
import type { Overtaking } from '#bench/kernel/overtaking.ts';
import { resetSocket } from '#platform/reset-socket.ts';

export interface ProxiedDirectionOptions extends Pick<
  LinkNetwork,
  'seed' | 'connectionId' | 'isUpstream' | 'nowUs' | 'at' | 'cut' | 'partition' | 'lossy'
> {
  readonly source: Socket;
  readonly sink: Socket;
}

const NO_BYTES = new Uint8Array(0);

export class ProxiedDirection {
  readonly #options: ProxiedDirectionOptions;
  readonly #link: FaultLink;
  #heldBytes = 0;
  /** The end or the reset has been read and has not gone out yet. */
  #isEnding = false;
  #carriedCount = 0;

  constructor(options: ProxiedDirectionOptions) {
    this.#options = options;
    this.#link = new FaultLink({
      ...options,
      carry: (item) => this.#carry(item),
      lose: (item) => this.#letGo(item),
      tellHeld: () => {},
      addFact: () => {},
      repeat: () => {
        throw new Error('Cannot repeat a request: this engine puts no faults on whole requests');
      },
    });
    options.sink.on('drain', () => this.#flow());
  }

  /** Something that was sent has not arrived, and nothing but time is missing. */
  get isBusy(): boolean {
    return this.#heldBytes > 0 || this.#isEnding;
  }

  /** Grows with everything that has arrived. */
  get carriedCount(): number {
    return this.#carriedCount;
  }

  add(fault: NetworkFault, overtaking: Overtaking): void {
    this.#link.add(fault, overtaking);
  }

  remove(fault: NetworkFault): void {
    this.#link.remove(fault);
  }

  data(bytes: Uint8Array): void {
    this.#heldBytes += bytes.length;
    this.#link.push(this.#item('data', bytes));
    this.#flow();
  }

  end(kind: 'end' | 'reset'): void {
    this.#isEnding = true;
    this.#link.push(this.#item(kind, NO_BYTES));
  }

  /** What is under way is lost. */
  discard(): void {
    this.#link.discard();
    this.#isEnding = false;
  }

  #item(kind: LinkItem['kind'], bytes: Uint8Array): LinkItem {
    return { kind, bytes, operation: undefined, sentAtUs: this.#options.nowUs(), message: undefined };
  }

  #carry(item: LinkItem): void {
    this.#letGo(item);
    this.#carriedCount += 1;
    const { sink } = this.#options;
    if (sink.destroyed) return;
    if (item.kind === 'reset') resetSocket(sink);
    else if (sink.writableEnded) return;
    else if (item.kind === 'end') sink.end();
    else sink.write(item.bytes);
  }

  #letGo({ kind, bytes }: LinkItem): void {
    this.#heldBytes -= bytes.length;
    if (kind !== 'data') this.#isEnding = false;
    this.#flow();
  }

  /** A sender may be as far ahead of its reader as in the simulation. */
  #flow(): void {
    const { source, sink } = this.#options;
    if (this.#heldBytes + sink.writableLength > WINDOW_BYTES) source.pause();
    else if (source.isPaused()) source.resume();
  }
}
