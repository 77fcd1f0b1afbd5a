/**
 * Whether poisoned messages lie where they belong, each with its reason and as it came.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { textOf } from './poison.ts';
import { disappeared, neverSetAside, noReason, originalChanged } from './poison-messages.ts';
import type { Published } from './publish.ts';
import { type Letter, readLetters, readQueues } from './read-shop.ts';
import { waitFor } from './wait-for.ts';

export interface Poisoned {
  /** Undefined when it was not sent. */
  readonly of: Published | undefined;
  /** Such as "broken". */
  readonly what: string;
  /** Services that cannot do what it says. */
  readonly readers: readonly string[];
}

export async function wrongLetter(
  bench: Bench,
  poisoned: readonly Poisoned[],
  limitMs: number,
): Promise<LearnerMessage | undefined> {
  const wanted = poisoned.flatMap(({ of, what, readers }) =>
    of ? readers.map((service) => ({ of, what, service, text: textOf(of.publication) })) : [],
  );
  let letters: ReadonlyMap<string, readonly Letter[]> = new Map();
  const isThere = ({ service, text }: (typeof wanted)[number]) =>
    letters.get(service)?.some((letter) => letter.text === text) ?? false;
  const counts = Map.groupBy(wanted, ({ service }) => service);
  await waitFor(
    bench,
    async () => {
      letters = await readAll(bench, [...counts.keys()]);
      return wanted.every(isThere);
    },
    limitMs,
  );

  const missing = wanted.find((letter) => !isThere(letter));
  if (missing) {
    const { of, what, service } = missing;
    const lying = letters.get(service) ?? [];
    const changed = lying.find(({ text }) => !wanted.some((letter) => letter.text === text));
    if (changed) return originalChanged(of.operation, what, service, { sent: missing.text, lies: changed.text });
    const queues = await readQueues(bench);
    const waiting = queues.find(({ name, messages }) => messages > 0 && !name.endsWith('.dead'));
    return waiting
      ? neverSetAside(of.operation, what, service, waiting.name)
      : disappeared(of.operation, what, service);
  }
  const silent = wanted.find(({ service, text }) =>
    letters.get(service)?.some((letter) => letter.text === text && !hasReason(letter)),
  );
  return silent && noReason(silent.of.operation, silent.what, silent.service);
}

function hasReason({ headers }: Letter): boolean {
  const { reason } = headers;
  return typeof reason === 'string' && reason.trim() !== '';
}

async function readAll(bench: Bench, services: readonly string[]): Promise<ReadonlyMap<string, readonly Letter[]>> {
  const letters = new Map<string, readonly Letter[]>();
  for (const service of services) letters.set(service, (await readLetters(bench, service)) ?? []);
  return letters;
}
