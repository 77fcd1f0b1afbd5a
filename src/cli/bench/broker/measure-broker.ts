/**
 * The broker of the labs beside the real RabbitMQ, both as processes of this machine on loopback, and the broker in the engine
 * of a page, in one run. Node only; Chromium for the page.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import { startBroker } from '../../broker/start-broker.ts';
import { type Measurement, median } from '../measurement.ts';
import { confirmAndAck, drainBacklog, fillBacklog, openBenchConnection, pingPong, timed } from './broker-workloads.ts';
import { measureBrokerInEngine } from './measure-broker-in-engine.ts';
import { findOrInstallRabbitmq, startRabbitmq } from './rabbitmq.ts';
import { residentMegabytes } from './resident-megabytes.ts';

const BACKLOG = 200_000;
const PING_PONGS = 2_000;
const CONFIRMED = 20_000;
const ROUNDS = 5;
const GOAL = 'goal: at least 1 ×';

interface Subject {
  readonly port: number;
  readonly pid: number;
}

interface Rates {
  readonly pingPong: number;
  readonly confirmAndAck: number;
}

interface Backlog {
  readonly filled: number;
  readonly drained: number;
  readonly bytesPerMessage: number;
}

type Figures = Rates & Backlog;

/**
 * Rows of our broker, each with RabbitMQ's figure as its reference.
 *
 * @param executablePath Chromium.
 * @throws {CourseError} `BENCH_NO_RABBITMQ`
 */
export async function measureBroker(executablePath: string): Promise<Measurement[]> {
  const found = findOrInstallRabbitmq();
  if ('reason' in found) {
    throw new CourseError('BENCH_NO_RABBITMQ', {
      message: `Cannot compare the broker with RabbitMQ: ${found.reason}`,
      hint: 'Install rabbitmq-server (Debian: apt-get install rabbitmq-server).',
    });
  }
  const broker = await startBroker({ root: '.', port: 0 });
  const rabbitmq = await startRabbitmq(found);
  try {
    const [ours, theirs] = await measureInTurns([broker, rabbitmq]);
    return [
      ...rows(ours, theirs, rabbitmq.product),
      ...(await measureBrokerInEngine(executablePath, theirs, rabbitmq.product)),
    ];
  } finally {
    await broker.stop();
    await rabbitmq.stop();
  }
}

/** Rounds alternate, so that other work on the machine slows both. */
async function measureInTurns([one, other]: readonly [Subject, Subject]): Promise<[Figures, Figures]> {
  // First, while neither holds memory that earlier work has left free.
  const [backlog, otherBacklog] = [await measureBacklog(one), await measureBacklog(other)];
  const rates: [Rates[], Rates[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    rates[0].push(await measureRates(one));
    rates[1].push(await measureRates(other));
  }
  return [
    { ...medians(rates[0]), ...backlog },
    { ...medians(rates[1]), ...otherBacklog },
  ];
}

const medians = (rates: readonly Rates[]): Rates => ({
  pingPong: median(rates.map(({ pingPong }) => pingPong)),
  confirmAndAck: median(rates.map(({ confirmAndAck }) => confirmAndAck)),
});

async function measureRates({ port }: Subject): Promise<Rates> {
  const connection = await openBenchConnection(port);
  const rateOf = async (work: typeof pingPong, count: number) => {
    await work(connection, count / 4);
    return count / (await timed(() => work(connection, count)));
  };
  const rates = { pingPong: await rateOf(pingPong, PING_PONGS), confirmAndAck: await rateOf(confirmAndAck, CONFIRMED) };
  await connection.close();
  return rates;
}

async function measureBacklog({ port, pid }: Subject): Promise<Backlog> {
  const connection = await openBenchConnection(port);
  const emptyMegabytes = residentMegabytes(pid);
  const fillSeconds = await fillBacklog(connection, 'bench.backlog', BACKLOG);
  const fullMegabytes = residentMegabytes(pid);
  const drainSeconds = await drainBacklog(connection, 'bench.backlog', BACKLOG);
  await connection.close();
  return {
    filled: BACKLOG / fillSeconds,
    drained: BACKLOG / drainSeconds,
    bytesPerMessage: ((fullMegabytes - emptyMegabytes) * 1024 * 1024) / BACKLOG,
  };
}

function rows(ours: Figures, theirs: Figures, product: string): Measurement[] {
  const rate = (name: string, key: keyof Figures, note: string): Measurement => ({
    name,
    value: ours[key],
    unit: 'per second',
    reference: theirs[key],
    referenceName: `${product}, per second`,
    note,
  });
  return [
    rate('broker-ping-pong', 'pingPong', GOAL),
    rate('broker-confirm-and-ack', 'confirmAndAck', GOAL),
    rate('broker-backlog-filled', 'filled', `${BACKLOG} messages of 100 bytes, confirmed`),
    rate('broker-backlog-drained', 'drained', `${BACKLOG} messages, acknowledged one by one; none is left`),
    {
      name: 'broker-bytes-per-queued-message',
      value: ours.bytesPerMessage,
      unit: 'bytes',
      reference: theirs.bytesPerMessage,
      referenceName: `${product}, bytes`,
      note: `resident memory, ${BACKLOG} queued messages of 100 bytes`,
    },
  ];
}
