/**
 * Which addresses of the course have to be cross-origin isolated: the pages of labs in a WebContainer and the frame beside
 * each, in which it boots. Pure; for whoever serves the course, and for the service worker that helps where nobody does.
 * @module
 */

const ISOLATED = /(?:^|\/)labs\/[^/]+\/webcontainer(?:\/(?:(?:index|container)\.html)?)?$/;

/**
 * Headers to send with an address, by name; none for most.
 *
 * @param path Without query; with or without the folder that the course stands in.
 *
 * @example
 * isolationHeaders('labs/hello-payment/webcontainer/')['cross-origin-embedder-policy'] // 'require-corp'
 */
export const isolationHeaders = (path: string): Readonly<Record<string, string>> =>
  ISOLATED.test(path)
    ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
    : {};
