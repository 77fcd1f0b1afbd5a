/**
 * Reads a log line that is a JSON object, as most services at work print them: a level, a message, fields. Pure.
 * @module
 */
export interface StructuredLine {
  readonly level?: string;
  readonly message: string;
  /** Without the time, which the bench tells, in the order of the line. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const MESSAGE_NAMES = ['msg', 'message', 'event'];
const LEVEL_NAMES = ['level', 'severity', 'lvl'];
const TIME_NAMES = ['time', 'timestamp', 'ts', '@timestamp'];
/** Pino prints numbers. */
const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
const SEVERE = ['error', 'fatal', 'critical', 'alert', 'emergency'];

/**
 * @returns Undefined for a line that is no such object.
 *
 * @example
 * parseStructuredLine('{"level":"info","msg":"paid","cents":5}') // { level: 'info', message: 'paid', fields: [['cents', '5']] }
 */
export function parseStructuredLine(line: string): StructuredLine | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) return undefined;
  const entries = objectEntries(line);
  const message = entries.find(([name, value]) => MESSAGE_NAMES.includes(name) && typeof value === 'string');
  if (!message) return undefined;
  const level = entries.find(([name]) => LEVEL_NAMES.includes(name));
  const rest = entries.filter((entry) => entry !== message && entry !== level && !TIME_NAMES.includes(entry[0]));
  const levelWord = level && levelOf(level[1]);
  return {
    ...(levelWord !== undefined && { level: levelWord }),
    message: message[1] as string,
    fields: rest.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  };
}

/** Whether someone would be woken up for it. */
export const isSevere = ({ level }: StructuredLine): boolean => level !== undefined && SEVERE.includes(level);

function objectEntries(line: string): readonly (readonly [string, unknown])[] {
  try {
    return Object.entries(JSON.parse(line) as object);
  } catch {
    return [];
  }
}

const levelOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return LEVELS[value] ?? String(value);
  return typeof value === 'string' ? value.toLowerCase() : undefined;
};
