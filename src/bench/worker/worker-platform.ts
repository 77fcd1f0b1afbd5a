/**
 * What the engine needs of the thread it runs in. Each host captures it before anything else has run. Pure types.
 * @module
 */
import type { DrivePlatform } from '#bench/judge/drive.ts';
import type { HostPlatform } from '#bench/process/host-platform.ts';
import type { PeerPort } from '#platform/port-peer.ts';

export interface WorkerPlatform extends HostPlatform, DrivePlatform {
  /** Calls back about every `everyMs` real milliseconds until the returned function is called. */
  repeat(everyMs: number, callback: () => void): () => void;
  /** Two ports that talk to each other; the second can be handed to another thread. */
  createChannel(): { readonly near: PeerPort; readonly far: MessagePort };
}
