/**
 * What can be wrong with a WebContainer, each seen in the vendor's issues, as faults of the stand-in.
 * @module
 */

/** Of the vendor's host, as the page meets it. */
export type HostFault =
  /** Connections are taken and never answered. */
  | 'dead'
  /** A filter refuses the frame. */
  | 'blocked'
  /** The first attempt is never answered, the second is. */
  | 'dead-once'
  /** Answers when the test says so. */
  | 'slow';

/** Of processes inside. */
export type ProcessFault =
  /** A signal reaches a process only when its event loop turns. */
  | 'unkillable-loops'
  /** AsyncLocalStorage forgets. */
  | 'no-async-context'
  /** Each new port gets a connection with one byte that nobody asked for. */
  | 'port-probe'
  /** Each chunk of output is cut in two, inside a character of several bytes where it has one. */
  | 'split-output';
