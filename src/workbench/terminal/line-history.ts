/**
 * The lines entered before, walked with the arrow keys; what was being typed comes back at the end. No DOM.
 * @module
 */
export interface LineHistory {
  add(line: string): void;
  /** The line before the one shown; `current` is kept when the walk begins. */
  earlier(current: string): string;
  later(current: string): string;
}

const lineLimit = 200;

/**
 * @example
 * const history = createLineHistory();
 * history.add('ls');
 * history.earlier('cur') // 'ls'
 * history.later('ls') // 'cur'
 */
export function createLineHistory(): LineHistory {
  let lines: readonly string[] = [];
  let at = 0;
  let draft = '';
  return {
    add: (line) => {
      if (line.trim() !== '' && lines.at(-1) !== line) lines = [...lines, line].slice(-lineLimit);
      at = lines.length;
      draft = '';
    },
    earlier: (current) => {
      if (at === lines.length) draft = current;
      if (at === 0) return current;
      at -= 1;
      return lines[at] ?? current;
    },
    later: (current) => {
      if (at >= lines.length) return current;
      at += 1;
      return at === lines.length ? draft : (lines[at] ?? current);
    },
  };
}
