/**
 * Entry of the frame in which a WebContainer boots: one script, inlined into `container.html` beside each lab's page by
 * `src/build/build-container-frame.ts`. A frame of its own, because a boot that hangs blocks every later one of the same window:
 * whoever gives up throws the frame away. Runs in the frame.
 * @module
 */
import { WebContainer } from '@webcontainer/api';

/** What the frame's window has for the page around it, which is of the same origin. */
export interface ContainerFrameWindow {
  readonly bootContainer: () => Promise<WebContainer>;
}

Object.assign(globalThis, {
  bootContainer: () => WebContainer.boot({ coep: 'require-corp', workdirName: 'ensemble' }),
} satisfies ContainerFrameWindow);
