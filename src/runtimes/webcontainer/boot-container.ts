/**
 * Boots a WebContainer in a throw-away frame of this origin. The vendor's `boot()` never settles when its host cannot be
 * reached or is blocked, and blocks the next attempt in the same window; so it has a limit here, and each attempt a frame of
 * its own. Dropping the frame ends everything in it, also what no signal can end. Runs in the page.
 * @module
 */
import type { WebContainer } from '@webcontainer/api';
import { LabRuntimeError } from '../lab-runtime-error.ts';
import type { ContainerFrameWindow } from './container-frame.ts';

export interface BootedContainer {
  readonly container: WebContainer;
  /** Ends everything inside. What is still awaited of the container never settles. */
  drop(): void;
}

export interface BootOptions {
  /** Address of the built `container.html`. */
  readonly frameUrl: string;
  readonly limitMs: number;
  /** Gives the boot up. */
  readonly signal: AbortSignal;
}

/**
 * @throws {LabRuntimeError} `RUNTIME_START_FAILED` when the frame or the vendor's host does not answer within the limit.
 * @throws The signal's reason.
 *
 * @example
 * const { container, drop } = await bootContainer({ frameUrl, limitMs: 30_000, signal });
 */
export async function bootContainer({ frameUrl, limitMs, signal }: BootOptions): Promise<BootedContainer> {
  signal.throwIfAborted();
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'WebContainer';
  frame.allow = 'cross-origin-isolated';
  frame.src = frameUrl;
  const drop = (): void => frame.remove();
  const givenUp = new AbortController();
  const gaveUp = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(noAnswer(limitMs)), limitMs);
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true, signal: givenUp.signal });
    givenUp.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
  try {
    const loaded = new Promise<void>((resolve) => {
      frame.addEventListener('load', () => resolve(), { once: true });
    });
    document.body.append(frame);
    await Promise.race([loaded, gaveUp]);
    const boot = bootOf(frame);
    if (!boot) throw frameFailed(frameUrl);
    const container = await Promise.race([boot().catch(refused), gaveUp]);
    return { container, drop };
  } catch (error) {
    drop();
    throw error;
  } finally {
    givenUp.abort();
  }
}

/** `undefined` when the browser shows an error page in the frame, or the host another page. */
function bootOf(frame: HTMLIFrameElement): ContainerFrameWindow['bootContainer'] | undefined {
  try {
    return (frame.contentWindow as Partial<ContainerFrameWindow> | null)?.bootContainer;
  } catch {
    // An error page is of no origin, and its window cannot be read.
    return undefined;
  }
}

const noAnswer = (limitMs: number): LabRuntimeError =>
  new LabRuntimeError('RUNTIME_START_FAILED', {
    message: `stackblitz.com did not start a WebContainer within ${Math.round(limitMs / 1_000)} s`,
    hint: 'It cannot be reached from here, is blocked by this network, a browser extension or a cookie setting, or is slow. Try again, or run the checks in the page.',
  });

const frameFailed = (frameUrl: string): LabRuntimeError =>
  new LabRuntimeError('RUNTIME_START_FAILED', {
    message: `The frame for the WebContainer, ${new URL(frameUrl).pathname}, could not be loaded`,
    hint: 'The host of the course has to send it with the header "Cross-Origin-Embedder-Policy: require-corp", as it does this page. Try again, or run the checks in the page.',
  });

function refused(error: unknown): never {
  throw new LabRuntimeError('RUNTIME_START_FAILED', {
    message: `The WebContainer refused to start: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Try again, or run the checks in the page.',
    cause: error,
  });
}
