/**
 * What the programs of the contract suite say about what they saw. Runs unchanged in Node and in a simulated process.
 *
 * A behaviour tells values with `saw`; the suite compares them between engines. Behaviours of a file run one after the
 * other, and each has a limit, so that one that never ends says so and the next still runs.
 * @module
 */
import { comparable } from './comparable.ts';

export interface Saw {
  /** Tells one value, or several as a list. */
  (...values: readonly unknown[]): void;
  /** From now on this text (a port, a path) is told as `<as>`. Call it before the first `saw` that holds the text. */
  hide(text: string | number, as: string): void;
}

export interface BehaviourOptions {
  /** Capabilities (`tests/contract/engines/contract-engine.ts`) without which it cannot be seen. */
  readonly needs?: string | readonly string[];
  /** Default 10 000. */
  readonly limitMs?: number;
}

type Body = (saw: Saw) => unknown;

/** How it ended: the function came back, it threw, something was thrown outside it, or its limit passed. */
type Ended = { readonly by: 'return' } | { readonly by: 'throw' | 'uncaught'; readonly error: unknown } | LimitEnd;
type LimitEnd = { readonly by: 'limit'; readonly limitMs: number };

const { setTimeout, clearTimeout, setImmediate } = globalThis;
const write = process.stdout.write.bind(process.stdout);
let last: Promise<void> = Promise.resolve();
let waiting = 0;
let onUncaught: ((error: unknown) => void) | undefined;

process.on('uncaughtException', (error) => {
  if (onUncaught) onUncaught(error);
  else {
    write(`${JSON.stringify({ uncaughtBetweenBehaviours: comparable(error) })}\n`);
    process.exit(1);
  }
});

/**
 * Adds a behaviour to the program.
 *
 * @example
 * behaviour('http: server.close() waits for an open request', async (saw) => {
 *   saw(await askSomething());
 * });
 */
export function behaviour(name: string, body: Body): void;
export function behaviour(name: string, options: BehaviourOptions, body: Body): void;
export function behaviour(name: string, ...rest: [Body] | [BehaviourOptions, Body]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  waiting += 1;
  last = last.then(() => run(name, options, body)).then(endWhenDone);
}

/** Tells the harness that this process of a program of several can be connected to. */
export function ready(): void {
  write('{"ready":true}\n');
}

async function run(name: string, options: BehaviourOptions, body: Body): Promise<void> {
  const seen: unknown[] = [];
  const hidden: (readonly [string, string])[] = [];
  const show = (value: unknown) => hide(comparable(value), hidden);
  const saw: Saw = Object.assign(
    (...values: readonly unknown[]) => void seen.push(show(values.length === 1 ? values[0] : values)),
    { hide: (text: string | number, as: string) => void hidden.push([String(text), `<${as}>`]) },
  );
  const ended = await endOf(() => body(saw), options.limitMs ?? 10_000);
  const needs = [options.needs ?? []].flat();
  const said = { behaviour: name, ...(needs.length > 0 && { needs }), ended: show(ended), seen };
  write(`${JSON.stringify(said)}\n`);
}

function endOf(body: () => unknown, limitMs: number): Promise<Ended> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve({ by: 'limit', limitMs }), limitMs);
    const finish = (ended: Ended) => {
      clearTimeout(limit);
      resolve(ended);
    };
    onUncaught = (error) => finish({ by: 'uncaught', error });
    // Not in an async function: what it throws synchronously must not look like a rejection of another.
    new Promise((done) => done(body())).then(
      () => finish({ by: 'return' }),
      (error: unknown) => finish({ by: 'throw', error }),
    );
  });
}

/** Servers and sockets that a behaviour left open must not keep the program from ending. */
function endWhenDone(): Promise<void> {
  waiting -= 1;
  return new Promise((resolve) => {
    setImmediate(() => {
      resolve();
      if (waiting === 0) setImmediate(() => void (waiting === 0 && process.exit(0)));
    });
  });
}

function hide(value: unknown, hidden: readonly (readonly [string, string])[]): unknown {
  if (typeof value === 'string') return hidden.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (typeof value === 'number') return hidden.find(([from]) => from === String(value))?.[1] ?? value;
  if (Array.isArray(value)) return value.map((inner) => hide(inner, hidden));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner, hidden)]));
}
