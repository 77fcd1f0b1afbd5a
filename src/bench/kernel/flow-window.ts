/**
 * How far a sender may be ahead of its reader: the flow control of TCP, in the fewest messages. A reader reports what it
 * has read when it is half a window, so that small messages cost no report. Pure; runs in the kernel and in processes.
 * @module
 */

/** Bytes that may be on their way or unread, in each direction of a connection. */
export const WINDOW_BYTES = 256 * 1024;

/**
 * The reader's side.
 *
 * @example
 * const window = new ReadWindow();
 * window.read(1_000); // 0: not worth a report yet
 * window.read(200_000); // 201 000: report them
 */
export class ReadWindow {
  #unreportedBytes = 0;

  /** @returns Bytes to report now; 0 for none. */
  read(byteCount: number): number {
    this.#unreportedBytes += byteCount;
    if (this.#unreportedBytes < WINDOW_BYTES / 2) return 0;
    const report = this.#unreportedBytes;
    this.#unreportedBytes = 0;
    return report;
  }
}
