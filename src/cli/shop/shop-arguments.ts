/**
 * The command line of `npm run shop`: parsed once, strictly. Pure.
 * @module
 */
import { parseArgs } from 'node:util';
import { CourseError } from '#course/course-error.ts';
import { SHOP_TOPOLOGIES, type ShopKind } from './shop-topology.ts';

export interface ShopCommand {
  readonly kind: ShopKind;
  /** Where the storefront is served. */
  readonly port: number;
  /** Holds the database files; a folder under `node_modules/.cache` when absent. */
  readonly dataFolder?: string;
}

const STANDARD_PORT = 4200;

export const SHOP_USAGE = `npm run shop -- monolith|services [--port N] [--data FOLDER]

monolith   the shop as one process with one database
services   the shop as eight services with a database each
           --port N       where the storefront is, default ${STANDARD_PORT}; 0 takes any free port
           --data FOLDER  where the databases are, default node_modules/.cache/ensemble/shop-<kind>

Everything listens on this machine alone. Ctrl+C ends all of it; what was stored is there the next time.`;

/**
 * @throws {CourseError} `SHOP_USAGE`
 *
 * @example
 * parseShopArguments(['monolith', '--port', '8080']) // { kind: 'monolith', port: 8080 }
 */
export function parseShopArguments(given: readonly string[]): ShopCommand | 'help' {
  const { values, positionals } = parseStrictly(given);
  if (values.help) return 'help';
  const [kind, ...more] = positionals;
  const kinds = Object.keys(SHOP_TOPOLOGIES);
  if (kind === undefined || !isKind(kind) || more.length > 0) {
    throw usage(`"${positionals.join(' ')}" should be one of ${kinds.join(', ')}`);
  }
  const port = values.port === undefined ? STANDARD_PORT : Number(values.port);
  if (!/^\d+$/.test(values.port ?? '0') || port > 65_535) {
    throw usage(`--port is "${values.port}" and should be a whole number from 0 to 65535`);
  }
  if (values.data === '') throw usage('--data is empty and should be a folder');
  return { kind, port, ...(values.data !== undefined && { dataFolder: values.data }) };
}

const isKind = (text: string): text is ShopKind => Object.hasOwn(SHOP_TOPOLOGIES, text);

function parseStrictly(given: readonly string[]) {
  try {
    const options = { port: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } } as const;
    return parseArgs({ args: [...given], options, allowPositionals: true });
  } catch (error) {
    throw usage((error as Error).message.split('\n', 1)[0] ?? '');
  }
}

const usage = (what: string): CourseError =>
  new CourseError('SHOP_USAGE', {
    message: `Cannot start the shop: ${what}`,
    hint: 'For example: npm run shop -- monolith --port 8080.',
  });
