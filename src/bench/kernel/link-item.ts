/**
 * What travels along one direction of a connection that faults act on: a chunk of bytes, or its end. Pure types.
 * @module
 */

/** An HTTP message as the timeline knows it. */
export interface LinkMessage {
  readonly id: number;
  readonly isRequest: boolean;
  /** "POST /api/payments" or "201". */
  readonly label: string;
}

export interface LinkItem {
  readonly kind: 'data' | 'end' | 'reset';
  /** Empty unless `data`. */
  readonly bytes: Uint8Array;
  readonly operation: string | undefined;
  /** When the process sent it. Pieces keep the time of the whole, as in Toxiproxy. */
  readonly sentAtUs: number;
  /** The message whose first chunk this is; of a chunk in pieces, the last one has it. */
  readonly message: LinkMessage | undefined;
  /** Called when it has arrived. */
  readonly onArrival?: () => void;
}
