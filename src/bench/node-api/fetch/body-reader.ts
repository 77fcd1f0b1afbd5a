/**
 * Who reads the body of an answer. Pure types.
 * @module
 */
export interface BodyReader {
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onEnd: () => void;
  readonly onError: (error: Error) => void;
}
