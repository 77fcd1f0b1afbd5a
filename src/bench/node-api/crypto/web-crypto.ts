/**
 * The global `crypto`.
 * @module
 */
import { getRandomValues, randomUUID } from './random-values.ts';
import { subtle } from './subtle.ts';

export const webCrypto = { subtle, getRandomValues, randomUUID };
