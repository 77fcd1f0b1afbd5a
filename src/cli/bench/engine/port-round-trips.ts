/**
 * The floor below strict transport: how often a second a small message goes to another thread and back. The code of the
 * far thread is text, because each host makes its threads in its own way. Runs in Node and in the page.
 * @module
 */
import type { PeerPort } from '#platform/port-peer.ts';

const WARM_UP = 2_000;
const COUNTED = 10_000;

/** Answers each message with the same message. `takePort` stands for how the host hands over the port. */
export const ECHO_LISTENER = `(port) => { port.onmessage = ({ data }) => port.postMessage(data); }`;

/** @param port One end; the other is with a thread that runs {@link ECHO_LISTENER}. */
export async function countRoundTrips(port: PeerPort): Promise<number> {
  const message = { kind: 'data', atUs: 1, connectionId: '1:1', bytes: new Uint8Array(200) };
  const trips = (count: number) =>
    new Promise<void>((resolve) => {
      let left = count;
      port.onmessage = () => {
        left -= 1;
        if (left === 0) resolve();
        else port.postMessage(message);
      };
      port.postMessage(message);
    });
  await trips(WARM_UP);
  const startedMs = performance.now();
  await trips(COUNTED);
  return COUNTED / ((performance.now() - startedMs) / 1_000);
}
