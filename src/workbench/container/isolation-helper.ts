/**
 * The helper that isolates a page where its host cannot: whether it is there, adding it when the reader asks for it, and taking
 * it away again. Runs in the page.
 * @module
 */
import { within } from '#platform/within.ts';

export type HelperState =
  /** The host isolates the page itself. */
  | { readonly kind: 'not-needed' }
  /** No service workers here: an old browser, some private windows, or an address without https. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'offered' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** It is there, and the page is not isolated. */
  | { readonly kind: 'useless' }
  | { readonly kind: 'active' };

/** What is used of `navigator.serviceWorker`. */
export interface WorkerRegistry {
  readonly ready: Promise<unknown>;
  register(scriptUrl: string, options: { readonly updateViaCache: 'none' }): Promise<unknown>;
  getRegistration(pageUrl: string): Promise<{ unregister(): Promise<boolean> } | undefined>;
}

export interface HelperParts {
  readonly isIsolated: boolean;
  /** Absent where the browser has none, or does not let this page have one. */
  readonly workers: WorkerRegistry | undefined;
  /** Beside the page, so that it reaches the page's folder alone. */
  readonly scriptUrl: string;
  /** Loads the page again: only a page that is loaded through the helper has its headers. */
  reload(): void;
}

export interface IsolationHelper {
  read(): Promise<HelperState>;
  /** Loads the page again when the helper runs; otherwise gives why it does not. */
  add(): Promise<HelperState>;
  /** Loads the page again, without it. */
  remove(): Promise<void>;
  reload(): void;
}

const START_LIMIT_MS = 10_000;

/**
 * @example
 * const helper = createIsolationHelper({ isIsolated: crossOriginIsolated, workers: navigator.serviceWorker, scriptUrl, reload });
 * await helper.read() // { kind: 'offered' }
 */
export function createIsolationHelper({ isIsolated, workers, scriptUrl, reload }: HelperParts): IsolationHelper {
  /** Firefox rejects it in a private window. */
  const find = () => workers?.getRegistration(scriptUrl).catch(() => undefined);
  return {
    reload,
    read: async () => {
      if ((await find()) !== undefined) return { kind: isIsolated ? 'active' : 'useless' };
      if (isIsolated) return { kind: 'not-needed' };
      return { kind: workers === undefined ? 'impossible' : 'offered' };
    },
    add: async () => {
      if (workers === undefined) return { kind: 'impossible' };
      try {
        await within(
          START_LIMIT_MS,
          'the helper to be loaded',
          workers.register(scriptUrl, { updateViaCache: 'none' }),
        );
        await within(START_LIMIT_MS, 'the helper to start', workers.ready);
      } catch (error) {
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
      }
      reload();
      return { kind: 'starting' };
    },
    remove: async () => {
      await (await find())?.unregister();
      reload();
    },
  };
}
