/**
 * Why a host could not load or keep a Worker. Crosses a port. Pure types.
 * @module
 */
export interface WorkerFailure {
  /** Goes on from "its Worker failed: " or, where memory ran out, from "stopped by the bench: ". */
  readonly message: string;
  /** The program in it kept more than the host gives: its own doing, and no trouble of the host. */
  readonly isOutOfMemory: boolean;
}
