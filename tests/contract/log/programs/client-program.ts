/**
 * What services do with the client of the log service, one scenario a request: `POST /<scenario>` answers with what was seen.
 * Runs unchanged in Node and in a simulated process.
 * @module
 */
import { createServer } from 'node:http';
import { LogClient } from '../../../../labs/_broker/log/client.ts';

const log = new LogClient(process.env['LOG_URL'] ?? '');

/** What failed, by its code. */
const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);

const SCENARIOS: Readonly<Record<string, () => Promise<unknown>>> = {
  async batches() {
    await log.createTopic('batches');
    const producer = log.producer({ batchRecords: 100, lingerMs: 60_000 });
    const sent = Array.from({ length: 250 }, (_, index) => producer.send('batches', { value: `${index}` }));
    const inTime = await Promise.all(sent.slice(0, 200));
    // The rest is no full batch: it waits for others, or for flush().
    const before = await readAll('batches');
    await producer.flush();
    const rest = await Promise.all(sent.slice(200));
    const after = await readAll('batches');
    return {
      offsets: [...inTime, ...rest].every(({ offset }, index) => offset === index),
      before: before.length,
      after: after.map(({ value }) => value).join(',') === Array.from({ length: 250 }, (_, index) => index).join(','),
    };
  },

  async unflushed() {
    await log.createTopic('unflushed');
    const producer = log.producer({ lingerMs: 60_000 });
    void producer.send('unflushed', { value: 'Payment processed for order 123' });
    const before = await readAll('unflushed');
    await producer.close();
    const refused = await producer.send('unflushed', { value: 'late' }).catch(codeOf);
    return { before: before.length, after: (await readAll('unflushed')).map(({ value }) => value), refused };
  },

  async acks() {
    await log.createTopic('acks');
    const send = (acks: 'all' | 1 | 0) =>
      log.producer({ acks, lingerMs: 0 }).send('acks', { key: 'k', value: `${acks}` });
    const sent = [await send(1), await send(0), await send('all')];
    // A later acks=all has made the earlier ones durable too.
    return { sent, values: (await readAll('acks')).map(({ value }) => value) };
  },

  async share() {
    await log.createTopic('share', { partitions: 4 });
    const producer = log.producer();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => producer.send('share', { key: `o-${index % 8}`, value: `${index}` })),
    );
    const first = log.consumer({ topics: ['share'], group: 'mail', sessionTimeoutMs: 3000 });
    await first.poll();
    const alone = first.assignment.length;
    const second = log.consumer({ topics: ['share'], group: 'mail', sessionTimeoutMs: 3000 });
    // Nothing was committed, so the two read everything again, each its own.
    const seen: Record<'first' | 'second', Set<string>> = { first: new Set(), second: new Set() };
    const values: string[] = [];
    const read = async (name: 'first' | 'second', consumer: typeof first): Promise<void> => {
      while (values.length < 40) {
        for (const { key, value } of await consumer.poll({ maxWaitMs: 200 })) {
          if (consumer.assignment.length === 4) continue;
          seen[name].add(String(key));
          values.push(String(value));
        }
      }
      await consumer.commit();
    };
    await Promise.all([read('first', first), read('second', second)]);
    const shares = [first.assignment.length, second.assignment.length];
    await first.close();
    await second.close();
    // Whoever comes later goes on behind what was committed.
    const third = log.consumer({ topics: ['share'], group: 'mail' });
    const later = await third.poll({ maxWaitMs: 0 });
    await producer.send('share', { key: 'o-1', value: 'new' });
    const news = (await third.poll()).map(({ value }) => value);
    await third.close();
    const both = [...seen.first].filter((key) => seen.second.has(key));
    return { alone, shares, values: new Set(values).size, keysOfBoth: both, later: later.length, news };
  },

  async fenced() {
    await log.createTopic('fenced');
    const producer = log.producer();
    await producer.send('fenced', { value: 'a' });
    // It joins and reads, and when the other comes it has 100 ms to join again, and does not.
    const slow = log.consumer({ topics: ['fenced'], group: 'slow', sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 100 });
    const got = await slow.poll();
    const other = log.consumer({
      topics: ['fenced'],
      group: 'slow',
      sessionTimeoutMs: 30_000,
      rebalanceTimeoutMs: 100,
    });
    const again = await other.poll();
    const refused = await slow.commit().catch(codeOf);
    await other.commit();
    await other.close();
    await slow.close();
    return { got: got.length, again: again.length, refused };
  },

  async waits() {
    await log.createTopic('wait', { partitions: 2 });
    const partitions = [0, 1].map((partition) => ({ topic: 'wait', partition, offset: 0 }));
    const nothing = await ask('/fetch', { partitions, maxWaitMs: 10 });
    const waiting = ask('/fetch', { partitions, maxWaitMs: 60_000 });
    await ask('/topics/wait/records', { records: [{ value: 'now', partition: 1 }] });
    return { nothing, some: await waiting };
  },

  async generations() {
    await log.createTopic('shared', { partitions: 2 });
    const records = [0, 1].map((partition) => ({ value: 'a', partition }));
    await ask('/topics/shared/records', { records });
    const join = async (memberId?: string) =>
      (await ask('/groups/pair/join', { topics: ['shared'], ...(memberId && { memberId }) })).body as unknown as Joined;
    const heartbeat = ({ memberId, generation }: Joined) => ask('/groups/pair/heartbeat', { memberId, generation });
    const commit = ({ memberId, generation }: Joined, partition: number) =>
      ask('/groups/pair/offsets', { memberId, generation, offsets: [{ topic: 'shared', partition, offset: 1 }] });
    const first = await join();
    const joining = join();
    let told = await heartbeat(first);
    while (told.status === 200) told = await heartbeat(first);
    const [again, second] = await Promise.all([join(first.memberId), joining]);
    const commits = [await commit(first, 0), await commit(second, 0), await commit(again, 0)];
    return {
      generations: [first.generation, again.generation, second.generation],
      isSameMember: again.memberId === first.memberId,
      assignments: [first, again, second].map(({ assignment }) => assignment.map(({ partition }) => partition)),
      told: told.body.code,
      commits: commits.map(({ status, body }) => body.code ?? status),
    };
  },

  async replay() {
    await log.createTopic('replay', { retention: { records: 5 } });
    const producer = log.producer();
    for (let index = 0; index < 8; index += 1) await producer.send('replay', { value: `${index}` });
    const consumer = log.consumer({ topics: ['replay'] });
    const poll = async () => (await consumer.poll({ maxWaitMs: 0 })).map(({ value }) => value).join('');
    const first = await poll();
    const nothing = await poll();
    await consumer.seek({ topic: 'replay', partition: 0 }, 6);
    const fromOffset = await poll();
    await consumer.seek({ topic: 'replay', partition: 0 }, { timeMs: 0 });
    const fromTime = await poll();
    await consumer.seek({ topic: 'replay', partition: 0 }, 0);
    const gone = [await poll(), await poll()];
    await consumer.seek({ topic: 'replay', partition: 0 }, 'latest');
    const latest = await poll();
    return { first, nothing, fromOffset, fromTime, gone, latest, commit: await consumer.commit().catch(codeOf) };
  },
};

interface Joined {
  readonly memberId: string;
  readonly generation: number;
  readonly assignment: readonly { readonly partition: number }[];
}

/** Without the client: what the routes answer. */
async function ask(path: string, body: object) {
  const response = await fetch(`${process.env['LOG_URL']}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as { readonly code?: string } };
}

async function readAll(topic: string) {
  const consumer = log.consumer({ topics: [topic] });
  return consumer.poll({ maxWaitMs: 0 });
}

createServer((request, response) => {
  const scenario = SCENARIOS[(request.url ?? '').slice(1)];
  const said = scenario
    ? scenario().catch((error: Error) => ({ threw: error.stack }))
    : Promise.resolve({ threw: 'no such scenario' });
  void said.then((seen) => response.end(JSON.stringify(seen)));
}).listen(Number(process.env['PORT']), process.env['HOST']);
