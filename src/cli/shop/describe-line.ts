/**
 * One line of a program's log, as `npm run shop` prints it: the program's name in front, JSON as words. Pure.
 * @module
 */

/** Said for every request of the health check; nobody misses them. */
const UNINTERESTING = '/health';

/**
 * @returns `undefined` when the line is not worth printing.
 *
 * @example
 * describeLine('orders', 8, '{"level":"info","message":"order paid","orderId":7}') // 'orders   │ order paid orderId=7'
 */
export function describeLine(program: string, width: number, line: string): string | undefined {
  const prefix = `${program.padEnd(width)} │ `;
  const fields = parseObject(line);
  if (!fields) return prefix + line;
  const { time: _, service: _service, level, message, requestId, ...rest } = fields;
  if (rest['path'] === UNINTERESTING) return undefined;
  const words = Object.entries(rest).map(([name, value]) => `${name}=${show(value)}`);
  const marked = level === 'error' ? `ERROR ${show(message)}` : show(message);
  const id = typeof requestId === 'string' ? [`[${requestId.slice(0, 8)}]`] : [];
  return prefix + [marked, ...words, ...id].join(' ');
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
