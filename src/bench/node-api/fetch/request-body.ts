/**
 * What `fetch` sends behind a head. Pure types.
 * @module
 */
export interface RequestBody {
  readonly bytes: Uint8Array;
  /** Sent in chunks behind the head instead of `bytes`. */
  readonly stream?: ReadableStream<Uint8Array>;
}
