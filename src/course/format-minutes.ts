/**
 * How minutes are written. Pure; runs at build time.
 * @module
 */

/**
 * Minutes as people read them.
 *
 * @param minutes A whole number, 0 or more.
 *
 * @example
 * formatMinutes(95) // '1 h 35'
 */
export function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`;
}
