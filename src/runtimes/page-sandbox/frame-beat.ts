/**
 * Notices that the browser ended the sandbox frame, as it does with one that uses too much memory: no event tells the
 * page, the frame is only silent from then on. Counts ticks, not time: a laptop that slept has missed none. Browser only.
 * @module
 */
export const BEAT_EVERY_MS = 3_000;
/** So many ticks may pass without an answer; a frame only passes messages on and answers within one. */
const SILENT_TICKS = 5;

export interface FrameBeatParts {
  /** Resolves when the frame answers. */
  readonly ask: () => Promise<unknown>;
  readonly onSilent: () => void;
  /** Calls back about every `everyMs` until the returned function is called. */
  readonly repeat: (everyMs: number, tick: () => void) => () => void;
  /** A page in the background is served rarely, and so is its frame. */
  readonly isVisible: () => boolean;
}

/**
 * @returns Ends the watching.
 *
 * @example
 * const stop = watchFrameBeat({ ask: () => peer.call('beat'), onSilent, repeat, isVisible });
 */
export function watchFrameBeat({ ask, onSilent, repeat, isVisible }: FrameBeatParts): () => void {
  let silentTicks = 0;
  let isAsking = false;
  const stop = repeat(BEAT_EVERY_MS, () => {
    if (!isVisible()) {
      silentTicks = 0;
      return;
    }
    silentTicks += 1;
    if (silentTicks > SILENT_TICKS) {
      stop();
      onSilent();
    } else if (!isAsking) {
      isAsking = true;
      const answered = (): void => {
        isAsking = false;
        silentTicks = 0;
      };
      ask().then(answered, answered);
    }
  });
  return stop;
}
