/**
 * A verb of the bench was asked for on an engine that cannot do it. The check ends as *not judged*, which is neither a
 * pass nor the service's fault. Pure.
 * @module
 */

/**
 * @example
 * throw new MissingCapabilityError('clock-skew', 'This check moves the clock of orders, which real processes share with the machine.');
 */
export class MissingCapabilityError extends Error {
  /** What is missing, such as `clock-skew`. */
  readonly capability: string;

  /** @param reason A full sentence that a learner can read: what the check wanted, and why it cannot be had here. */
  constructor(capability: string, reason: string) {
    super(reason);
    this.name = 'MissingCapabilityError';
    this.capability = capability;
  }
}
