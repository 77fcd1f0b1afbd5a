/**
 * The width of an element, followed while it changes. On the server and until the first measure it is the given one.
 * @module
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * @param initial Width in CSS pixels before the element was measured.
 *
 * @example
 * const plot = useRef<HTMLDivElement>(null);
 * const widthPx = useWidth(plot, 640);
 */
export function useWidth(element: RefObject<HTMLElement>, initial: number): number {
  const [widthPx, setWidthPx] = useState(initial);
  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidthPx(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return widthPx;
}
