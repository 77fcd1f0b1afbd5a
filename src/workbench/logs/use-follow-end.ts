/**
 * Keeps a scrolling box at its end while lines come, unless the reader has scrolled up. Browser only.
 * @module
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Zoomed pages scroll in fractions. */
const NEAR_PX = 4;

export interface FollowedEnd {
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly goToEnd: () => void;
}

/**
 * @param content Changes when there is something new to see.
 *
 * @example
 * const { isAtEnd, onScroll, goToEnd } = useFollowEnd(box, lines);
 */
export function useFollowEnd(box: RefObject<HTMLElement>, content: unknown): FollowedEnd {
  const [isAtEnd, setAtEnd] = useState(true);
  const goToEnd = (): void => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    setAtEnd(true);
  };
  useLayoutEffect(() => {
    if (isAtEnd && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [content, isAtEnd]);
  const onScroll = (): void => {
    if (!box.current) return;
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    setAtEnd(scrollHeight - scrollTop - clientHeight <= NEAR_PX);
  };
  return { isAtEnd, onScroll, goToEnd };
}
