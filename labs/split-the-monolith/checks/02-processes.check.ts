/**
 * C2: at least three services do the shop's work; kill -9 of any of them leaves the other groups of routes as they were, ends no
 * other process, and each comes back by itself, whatever else is down.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, type JudgedPart, type Judgement, type LearnerMessage, pass } from '../../_kit/check.ts';
import { findRoles, servicesOf } from './find-roles.ts';
import { openShop } from './open-shop.ts';
import {
  didNotComeBack,
  endedWithIt,
  lostInRestart,
  startNeedsOthers,
  takesAll,
  tooFewProcesses,
} from './process-messages.ts';
import { firstOther, groupsWithout, type Reading, readGroups, type RouteGroup, routeGroups } from './route-groups.ts';
import { readCart } from './shop-answers.ts';
import { ENTRANCE, send } from './shop-customer.ts';
import { defineShopCheck } from './shop-refused.ts';
import { startOrder } from './start-order.ts';
import { waitFor } from './wait-for.ts';

const LEAST_COUNT = 3;
/** Long enough for what asks the dead service by itself to have asked. */
const BEREFT_MS = 3_000;
/** A breaker may stay open and a copy be old for so long. */
const RECOVERY_MS = 30_000;
/** What comes back without its data may still fetch a copy. */
const CATCH_UP_MS = 5_000;

interface Scene {
  readonly bench: Bench;
  readonly services: readonly string[];
  readonly groups: readonly RouteGroup[];
  readonly before: readonly Reading[];
}

export default defineShopCheck(async (bench): Promise<Judgement> => {
  const { customer, bought, products } = await openShop(bench);
  const services = servicesOf(bench.timeline());
  const roles = findRoles(bench);
  const workers = new Set(Object.values(roles).map((role) => role.service));
  const parts = [secondProcess(bench, services)];
  if (workers.size < LEAST_COUNT) {
    return fail(`${workers.size} of ${services.length} processes do the work`, tooFewProcesses(roles, services), parts);
  }

  const kept = products.find(({ id }) => id !== bought.id) ?? bought;
  await send(bench, customer.put(kept.id, 2));
  await waitFor(bench, async () => isToday(await send(bench, customer.cart()), kept.priceCents), RECOVERY_MS);
  const groups = routeGroups(customer);
  const scene: Scene = { bench, services, groups, before: await readGroups(bench, groups) };

  const mortals = services.filter((service) => service !== ENTRANCE);
  for (const [index, service] of mortals.entries()) {
    bench.progress(`kill -9 of ${service}, and again when it is back`);
    const message = (await withoutIt(scene, service)) ?? (await comesBack(scene, service));
    if (message) return fail(`${index} of ${mortals.length} processes could be killed`, message, parts);
  }

  bench.progress('everything dies at once');
  const message = await allComeBack(scene);
  if (message) return fail(`${mortals.length} processes could be killed, but not all at once`, message, parts);
  const held = `${workers.size} processes do the work; each was killed and came back, and all of them together`;
  return pass(held, parts);
});

/** The first release of a split: whatever it does, somebody else is asked. */
const secondProcess = (bench: Bench, services: readonly string[]): JudgedPart => ({
  id: 'second',
  title: 'A second process takes part',
  isHeld: bench
    .timeline()
    .messages.some(({ kind, from, to }) => kind === 'request' && services.includes(from) && services.includes(to)),
});

const isToday = ({ body }: { readonly body: unknown }, priceCents: number): boolean =>
  readCart(body)?.lines.every((line) => line.priceCents === priceCents) ?? false;

async function withoutIt(
  { bench, services, groups, before }: Scene,
  killed: string,
): Promise<LearnerMessage | undefined> {
  await bench.kill(killed);
  const other = firstOther(before, await readGroups(bench, groupsWithout(bench, groups, killed)));
  if (other) return takesAll(killed, other, findRoles(bench));
  // What needs it may be away, and what asks it by itself has asked; nobody else ends because of it.
  await readGroups(bench, groups);
  await bench.sleep(BEREFT_MS);
  const ended = services.find((service) => service !== killed && bench.status(service).state === 'exited');
  return ended === undefined ? undefined : endedWithIt(bench, killed, ended);
}

async function comesBack(scene: Scene, killed: string): Promise<LearnerMessage | undefined> {
  const status = await scene.bench.restart(killed);
  if (!status.listening) return didNotComeBack(killed, { status });
  return asBefore(scene, killed);
}

async function allComeBack(scene: Scene): Promise<LearnerMessage | undefined> {
  const { bench, services } = scene;
  // Who asks others is started before them, so that it meets nobody.
  const order = startOrder(bench.timeline());
  for (const service of services) await bench.kill(service);
  for (const [index, service] of order.entries()) {
    const status = await bench.restart(service);
    if (!status.listening) return startNeedsOthers(service, order.slice(index + 1), status);
  }
  const ended = services.find((service) => bench.status(service).state === 'exited');
  if (ended !== undefined) return startNeedsOthers(ended, order.slice(order.indexOf(ended) + 1), bench.status(ended));
  return asBefore(scene, 'all of them');
}

/** What is once as before needs no second look; what is answered and other will hardly become as before. */
async function asBefore({ bench, groups, before }: Scene, killed: string): Promise<LearnerMessage | undefined> {
  let waiting = groups;
  let other: Reading | undefined;
  const look = async (): Promise<boolean> => {
    const readings = await readGroups(bench, waiting);
    other = firstOther(before, readings);
    waiting = readings.filter((reading) => firstOther(before, [reading])).map(({ group }) => group);
    return waiting.length === 0;
  };
  const isAnswered = (): boolean => other !== undefined && other.status > 0 && other.status < 500;
  if (await waitFor(bench, async () => (await look()) || isAnswered(), RECOVERY_MS)) {
    if (waiting.length === 0 || (await waitFor(bench, look, CATCH_UP_MS))) return undefined;
  }
  if (!other) return undefined;
  if (!isAnswered()) return didNotComeBack(killed, { reading: other, afterMs: RECOVERY_MS });
  return lostInRestart(
    killed,
    other,
    before.find(({ group }) => group.route === other?.group.route),
  );
}
