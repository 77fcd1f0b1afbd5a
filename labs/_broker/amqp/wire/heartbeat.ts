/**
 * Heartbeats of one connection, both ways: sends one when nothing was sent for half the interval, and tells when nothing came for
 * two. Its timer keeps no process alive. Runs in Node and in the simulated engine.
 * @module
 */
export interface HeartbeatOptions {
  readonly intervalMs: number;
  /** Bytes sent and received so far. */
  readonly counts: () => { readonly sent: number; readonly received: number };
  readonly send: () => void;
  readonly onSilent: () => void;
}

/** Looks this often in each interval. */
const LOOKS_PER_INTERVAL = 2;
const SILENT_LOOKS_MAX = 2 * LOOKS_PER_INTERVAL;

/** @returns stops it. */
export function startHeartbeat({ intervalMs, counts, send, onSilent }: HeartbeatOptions): () => void {
  let last = counts();
  let silentLooks = 0;
  const timer = setInterval(() => {
    const now = counts();
    silentLooks = now.received === last.received ? silentLooks + 1 : 0;
    if (silentLooks >= SILENT_LOOKS_MAX) onSilent();
    else if (now.sent === last.sent) send();
    last = counts();
  }, intervalMs / LOOKS_PER_INTERVAL);
  timer.unref();
  return () => clearInterval(timer);
}
