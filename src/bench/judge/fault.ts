/**
 * A fault as a check holds it; the judge's side of `labs/_kit/fault.ts`, held together with it by a test. Pure types.
 * @module
 */

export interface FaultRemoval {
  /** A check may pass although this fault hit nothing. */
  readonly mayHaveMissed?: boolean;
}

export interface Fault {
  hits(): number;
  remove(options?: FaultRemoval): Promise<void>;
}
