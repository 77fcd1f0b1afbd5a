/**
 * What the process side needs from the thread that hosts it. A thread captures these natives before anything else runs,
 * so that a service that replaces `setTimeout` or `Promise.prototype.then` cannot reach the engine through them.
 * @module
 */
export interface HostPlatform {
  /**
   * Runs `callback` in a macrotask of its own, as soon as possible, but not before the thread has told of every
   * unhandled rejection that the macrotask before has left.
   */
  hop(callback: () => void): void;
  /** Tells of each promise that was rejected and has no handler. The default reaction of the host is prevented. */
  onUnhandledRejection(listener: (reason: unknown, promise: Promise<unknown>) => void): void;
  /** Tells that a promise of which {@link onUnhandledRejection} told has a handler after all. */
  onRejectionHandled(listener: (promise: Promise<unknown>) => void): void;
  /** Tells of each error that nothing caught, such as one thrown inside `queueMicrotask`. */
  onUncaughtError(listener: (error: unknown) => void): void;
}
