/**
 * Toxiproxy's toxics as data: types, fields and defaults of its HTTP API. Pure.
 * @module
 */

export type ToxicStream = 'upstream' | 'downstream';

/** What a toxic does, with Toxiproxy's own units. */
export type ToxicKind =
  | {
      readonly type: 'latency';
      /** Milliseconds. */
      readonly attributes: { readonly latency: number; readonly jitter?: number };
    }
  | {
      readonly type: 'bandwidth';
      /** Kilobytes (1,000 bytes) a second. */
      readonly attributes: { readonly rate: number };
    }
  | {
      readonly type: 'slow_close';
      /** Milliseconds. */
      readonly attributes: { readonly delay: number };
    }
  | {
      readonly type: 'timeout';
      /** Milliseconds; 0 drops bytes until the toxic is removed. */
      readonly attributes: { readonly timeout: number };
    }
  | {
      readonly type: 'reset_peer';
      /** Milliseconds. */
      readonly attributes: { readonly timeout: number };
    }
  | {
      readonly type: 'slicer';
      /** Bytes, bytes, and microseconds. */
      readonly attributes: {
        readonly average_size: number;
        readonly size_variation?: number;
        readonly delay?: number;
      };
    }
  | { readonly type: 'limit_data'; readonly attributes: { readonly bytes: number } };

export type Toxic = {
  /** Default `<type>_<stream>`. */
  readonly name?: string;
  /** `upstream`: the bytes of who connects; `downstream` (default): the answers. */
  readonly stream?: ToxicStream;
  /** Share of the connections that it acts on, drawn per connection. Default 1. */
  readonly toxicity?: number;
} & ToxicKind;

/** @example toxicName({ type: 'latency', attributes: { latency: 100 } }) // 'latency_downstream' */
export function toxicName({ name, type, stream = 'downstream' }: Toxic): string {
  return name ?? `${type}_${stream}`;
}
