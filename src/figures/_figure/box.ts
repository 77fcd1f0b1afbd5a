/**
 * Where a part of a drawing stands and what it is. Pure data.
 * @module
 */

/** What a part is; each role has its own shape and colour. */
export type Role = 'client' | 'service' | 'broker' | 'store' | 'world';

/** Place and size in the drawing's own units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
