/**
 * Whether a browser is known to end pages that run a WebContainer: those of iPhones and iPads, all of which are WebKit. Pure.
 * @module
 */

/** What is read of `navigator`. */
export type BrowserSigns = Pick<Navigator, 'userAgent' | 'maxTouchPoints'>;

/**
 * An iPad says that it is a Mac; no Mac has a touch screen.
 *
 * @example
 * isShortOfMemory(navigator)
 */
export const isShortOfMemory = ({ userAgent, maxTouchPoints }: BrowserSigns): boolean =>
  /\b(?:iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1);
