/**
 * Words in which the stories of customers are written: who asks what. Pure.
 * @module
 */
import type { GoldenPhase, GoldenRequest } from '../checks/golden-exchange.ts';

export interface StoryStep extends GoldenRequest {
  /** Under which name what this answer gives out for the first time can be asked for: `anna-1` for `{order-anna-1}`. */
  readonly saves?: string;
}

export type StoryPhase = GoldenPhase<StoryStep>;

interface More {
  readonly key?: string;
  readonly saves?: string;
  readonly text?: string;
  readonly contentType?: string;
  readonly isAfterPause?: true;
}

export interface Teller {
  get(path: string, more?: More): StoryStep;
  remove(path: string, more?: More): StoryStep;
  post(path: string, json: unknown, more?: More): StoryStep;
  put(path: string, json: unknown, more?: More): StoryStep;
  patch(path: string, json: unknown, more?: More): StoryStep;
}

/** @param token A placeholder; nobody in particular without it. */
export function teller(token?: string): Teller {
  const step = (method: string, path: string, more: More, json?: unknown): StoryStep => ({
    ask: `${method} ${path}`,
    ...(token !== undefined && { token }),
    ...more,
    ...(json !== undefined && { json }),
  });
  return {
    get: (path, more = {}) => step('GET', path, more),
    remove: (path, more = {}) => step('DELETE', path, more),
    post: (path, json, more = {}) => step('POST', path, more, json),
    put: (path, json, more = {}) => step('PUT', path, more, json),
    patch: (path, json, more = {}) => step('PATCH', path, more, json),
  };
}

export const guest = teller();
/** `{token-anna}`, given out when Anna signed in. */
export const signedIn = (name: string): Teller => teller(`{token-${name}}`);

/** Products by their place in the first catalogue. */
export const PRODUCT = {
  violin: '{product-1}',
  cello: '{product-2}',
  trumpet: '{product-3}',
  clarinet: '{product-4}',
  snareDrum: '{product-5}',
  bass: '{product-6}',
  metronome: '{product-7}',
  strings: '{product-8}',
  stand: '{product-9}',
  piano: '{product-10}',
} as const;

/** What nobody has. */
export const UNKNOWN_ID = '987654321';
