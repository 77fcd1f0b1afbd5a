/**
 * What the watched parts of Node tell of a service's stores. Pure type.
 * @module
 */
export interface StoreTeller {
  /** @param path As the lab knows it. */
  opened(path: string): void;
  /** It belongs to another program of the lab. */
  denied(path: string): void;
  /**
   * What to call when something that is asked for now has become durable: it is told in the name of the request that is being
   * handled now, however much later.
   */
  later(): { readonly stored: (path: string) => void };
}
