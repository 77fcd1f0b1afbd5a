/**
 * The Kafka producer of the source documents, as it is and repaired, in both engines.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openPythonLab,
  openRealPython,
  openSimulatedPython,
  type PythonSystem,
  withPythonCheck,
} from '../../support/python-system.ts';

/** Byte for byte as in the source documents (item S104 of `content/seeds.yaml`). */
const VERBATIM = `from kafka import KafkaProducer
producer = KafkaProducer(bootstrap_servers='localhost:9092')

# Send a payment event
producer.send('payment_topic', b'Payment processed for order 123')
`;
const NOTHING = { stdout: '', stderr: '', code: 0 };

/** With a topic of its own, and something behind it. */
const script = (topic: string, ...lines: readonly string[]) =>
  [VERBATIM.replace('payment_topic', topic), ...lines, ''].join('\n');

describe.each([
  ['real Node', openRealPython],
  ['the simulated engine', openSimulatedPython],
])('in %s', (_engine, open) => {
  let python: PythonSystem;
  beforeAll(async () => {
    python = await open();
  });
  afterAll(() => python.close());

  const valuesOf = async (topic: string, partition = 0) => {
    const answer = await python.get(`/topics/${topic}/partitions/${partition}/records?offset=0&waitMs=50`);
    return (answer as { records?: { value: string }[] }).records?.map(({ value }) => value);
  };

  test('the script of the source documents ends well, and the topic is there and empty', async () => {
    expect(await python.run(VERBATIM)).toEqual(NOTHING);
    expect(await python.get('/topics/payment_topic')).toMatchObject({ partitions: [{ nextOffset: 0 }] });
  });

  test.each([
    ['flush()', 'producer.flush()'],
    ['close()', 'producer.close()'],
    ['a wait in which the sender has its turn', 'import time\ntime.sleep(1)'],
    ['a second send that waits for another topic', "producer.send('another', b'x')"],
  ])('%s behind it sends the message', async (what, line) => {
    const topic = `sent-${what.replaceAll(/\W/g, '')}`;

    expect(await python.run(script(topic, line))).toEqual(NOTHING);
    expect(await valuesOf(topic)).toEqual(['Payment processed for order 123']);
  });

  test.each([
    ['closed without waiting', [], 'producer.close(timeout=0)'],
    ['still lingering when the program ends', ["producer.config['linger_ms'] = 60000"], 'import time\ntime.sleep(1)'],
  ])('a message is lost when its producer is %s', async (what, before, line) => {
    const topic = `lost-${what.replaceAll(/\W/g, '')}`;
    const source = script(topic, line).replace('\n\n', `\n${before.join('\n')}\n`);

    expect(await python.run(source)).toEqual(NOTHING);
    expect(await valuesOf(topic)).toEqual([]);
  });

  test('get() of what send() gives waits for the message to be taken in, and says where it is', async () => {
    await python.put('/topics/told', { partitions: 3 });
    const { stdout, stderr, code } = await python.run(`
from kafka import KafkaProducer
producer = KafkaProducer(bootstrap_servers=['localhost:9092'], acks='all', key_serializer=lambda text: text.encode())
seen = []
for index in range(3):
    future = producer.send('told', b'%d' % index, key='21')
    future.add_callback(lambda metadata: seen.append(metadata.offset))
    print(index, future.is_done)
    told = future.get(timeout=10)
    print(told.topic, told.partition, told.offset, future.succeeded())
print(seen)
`);

    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const partition = (-973_932_308 & 0x7fffffff) % 3;
    const lines = [0, 1, 2].flatMap((index) => [`${index} False`, `told ${partition} ${index} True`]);
    expect(stdout.trim().split('\n')).toEqual([...lines, '[0, 1, 2]']);
    expect(await valuesOf('told', partition)).toEqual(['0', '1', '2']);
  });

  test('what is no bytes, no topic and no setting is refused as kafka-python does', async () => {
    const { stdout, stderr, code } = await python.run(`
from kafka import KafkaProducer
from kafka.errors import KafkaError, NoBrokersAvailable
producer = KafkaProducer(bootstrap_servers='localhost:9092')
def refused(call):
    try:
        call()
    except Exception as error:
        print(type(error).__name__)
refused(lambda: producer.send('refused', 'text'))
refused(lambda: producer.send('refused'))
refused(lambda: KafkaProducer(bootstrap_servers='localhost:9092', ack=1))
refused(lambda: producer.send('no topic', b'x'))
refused(lambda: KafkaProducer(bootstrap_servers='localhost:1'))
print(isinstance(NoBrokersAvailable(), KafkaError))
producer.close()
refused(lambda: producer.send('refused', b'late'))
`);

    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout.trim().split('\n')).toEqual(
      'AssertionError AssertionError AssertionError UnknownError NoBrokersAvailable True AssertionError'.split(' '),
    );
    expect(await valuesOf('refused')).toEqual([]);
  });

  test('a script sees one past however often it waits, and prints once', async () => {
    const { stdout, stderr, code } = await python.run(
      `
import random, sys, time
from kafka import KafkaProducer
producer = KafkaProducer(bootstrap_servers='localhost:9092', linger_ms=60000)
drawn, began = random.random(), time.time()
print('begins', sys.argv)
sys.stderr.write('one line\\n')
for index in range(5):
    try:
        producer.send('past', b'%d' % index)
        producer.flush()
        time.sleep(0.01)
    except:
        print('never')
    finally:
        print('step', index)
random.seed(1)
print(drawn != random.random(), time.time() - began > 0.04, __name__)
sys.exit(3)
`,
      'one',
      'two',
    );

    const steps = [0, 1, 2, 3, 4].map((index) => `step ${index}`);
    const printed = stdout
      .trim()
      .split('\n')
      .filter((line) => line !== 'one line');
    expect(printed).toEqual(["begins ['producer.py', 'one', 'two']", ...steps, 'True True __main__']);
    expect(`${stdout}${stderr}`.split('one line')).toHaveLength(2);
    expect(code).toBe(3);
    expect(await valuesOf('past')).toEqual(['0', '1', '2', '3', '4']);
  });

  test.each([
    [
      'an error',
      'x = 1\nprint(x / 0)',
      'Traceback (most recent call last):\n  File "producer.py", line 2, in <module>\nZeroDivisionError: divide by zero\n',
    ],
    [
      'a mistake of syntax',
      'x = = 1',
      'Traceback (most recent call last):\n  File "producer.py", line 1\nSyntaxError: invalid syntax\n',
    ],
    ['a module that is not there', 'import numpy', expect.stringContaining("no module named 'numpy'")],
    [
      'a log that is not there',
      "from kafka import KafkaProducer\nKafkaProducer(bootstrap_servers='localhost:1')",
      expect.stringMatching(/File "producer.py", line 2[\s\S]*NoBrokersAvailable/),
    ],
  ])('%s is told with its line, and the exit code is 1', async (_what, source, stderr) => {
    expect(await python.run(source)).toEqual({ stdout: '', stderr, code: 1 });
  });
});

test('one seed is one event log, strict as fleet, with Python in it', async () => {
  const { runtime, program, files } = await openPythonLab();
  const source = `${VERBATIM}import random\nprint(random.random())\nproducer.flush()\n`;
  const lab = withPythonCheck(program, source, 'payment_topic');
  const run = (transport: 'strict' | 'fleet', seed: number) =>
    runtime.runChecks(lab, { files, seed, transport, realLimitMs: 60_000 }, () => {});
  const reports = [await run('fleet', 1), await run('strict', 1), await run('fleet', 1), await run('fleet', 2)];
  await runtime.close();

  const [fleet, strict, again, other] = reports.map(({ checks }) => checks[0]);
  expect(fleet).toMatchObject({
    verdict: 'pass',
    held: expect.stringMatching(/"stdout":"0\.\d+\\n","stderr":"","code":0\},1\]/),
  });
  expect([strict?.hash, again?.hash]).toEqual([fleet?.hash, fleet?.hash]);
  expect([strict?.held, again?.held]).toEqual([fleet?.held, fleet?.held]);
  expect(other?.held).not.toBe(fleet?.held);
});
