/**
 * Keys of a tab list as the ARIA pattern has them: arrows, Home and End move and select.
 * @module
 */
import type { TargetedKeyboardEvent } from 'preact';

/** The handler for a `role="tablist"` whose tabs carry their value in `data-tab`. */
export function useTabKeys(
  values: readonly string[],
  current: string,
  select: (value: string) => void,
): (event: TargetedKeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const next = nextTab(values, current, event.key);
    if (next === undefined) return;
    event.preventDefault();
    select(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next)}"]`)?.focus();
  };
}

/**
 * Which tab a key leads to; undefined for other keys.
 *
 * @example
 * nextTab(['a', 'b'], 'b', 'ArrowRight') // 'a'
 */
export function nextTab(values: readonly string[], current: string, key: string): string | undefined {
  const at = values.indexOf(current);
  if (key === 'Home') return values[0];
  if (key === 'End') return values.at(-1);
  if (key === 'ArrowRight' || key === 'ArrowDown') return values[(at + 1) % values.length];
  if (key === 'ArrowLeft' || key === 'ArrowUp') return values.at(at - 1);
  return undefined;
}
