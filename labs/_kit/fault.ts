/**
 * Faults that a check may put on the network, with Toxiproxy's names and fields where Toxiproxy has them. Pure types.
 * @module
 */

/**
 * Connections that `from` opens to `to`: names of services, or `*` for every process of the lab. The bench's own client
 * is `client`, which `*` leaves out.
 */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * One of Toxiproxy's toxics, as its HTTP API takes them. It acts on each connection of the edge, old and new, in one
 * direction of bytes. What Toxiproxy drops is dropped, what it holds is held and given out when the toxic is removed.
 */
export type Toxic = {
  /** Default `<type>_<stream>`. */
  readonly name?: string;
  /** `upstream`: the bytes that `from` sends; `downstream` (default): the answers. */
  readonly stream?: 'upstream' | 'downstream';
  /** Share of the connections that it acts on, drawn per connection. Default 1. */
  readonly toxicity?: number;
} & (
  | {
      /** Each chunk waits `latency` ± `jitter` milliseconds; the order stays. */
      readonly type: 'latency';
      readonly attributes: { readonly latency: number; readonly jitter?: number };
    }
  | {
      /** At most `rate` kilobytes (1,000 bytes) a second for each connection. */
      readonly type: 'bandwidth';
      readonly attributes: { readonly rate: number };
    }
  | {
      /** The end of a connection arrives `delay` milliseconds late. */
      readonly type: 'slow_close';
      readonly attributes: { readonly delay: number };
    }
  | {
      /**
       * Drops all bytes and closes the connection `timeout` milliseconds after the last of them; 0 drops until the
       * toxic is removed. Removing it closes the connections that it acted on.
       */
      readonly type: 'timeout';
      readonly attributes: { readonly timeout: number };
    }
  | {
      /** Resets the connection `timeout` milliseconds after the first bytes, which are dropped. */
      readonly type: 'reset_peer';
      readonly attributes: { readonly timeout: number };
    }
  | {
      /** Cuts bytes into pieces of `average_size` ± `size_variation`, `delay` microseconds apart. */
      readonly type: 'slicer';
      readonly attributes: {
        readonly average_size: number;
        readonly size_variation?: number;
        readonly delay?: number;
      };
    }
  | {
      /** Closes the connection after `bytes` bytes. */
      readonly type: 'limit_data';
      readonly attributes: { readonly bytes: number };
    }
);

/** Faults on whole HTTP requests of an edge. Each share, from 0 to 1, is drawn per request. */
export interface MessageFault {
  /** The bytes vanish and the connection stays silent. */
  readonly drop?: number;
  /** The network plays the same bytes a second time, on a connection whose answer goes nowhere. */
  readonly duplicate?: number;
  /** The request waits until one of another connection has overtaken it, at most 200 ms. */
  readonly reorder?: number;
  /** Milliseconds that every request waits. */
  readonly delay?: number;
}

/** A fault that is in force. */
export interface Fault {
  /** How many connections, requests or packets it has changed so far. */
  hits(): number;
  /**
   * Takes the fault away. A check that passes although one of its faults hit nothing is *inconclusive*, removed or not;
   * `mayHaveMissed` says that this one was not needed.
   */
  remove(options?: { readonly mayHaveMissed?: boolean }): Promise<void>;
}
