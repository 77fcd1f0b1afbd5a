/**
 * C0: `python producer.py` on the machine of a log that is still empty. Afterwards its topic holds the one message.
 * @module
 */
import { defineCheck, fail, inconclusive, type LearnerMessage, pass } from '../../_kit/check.ts';
import {
  anotherTopic,
  payloadChanged,
  producerFailed,
  producerNeverEnds,
  sentMoreThanOnce,
  topicIsEmpty,
} from './python-producer-messages.ts';
import { countOf, PAYLOAD, type ProducerRun, readTopics, runProducer, type Topic, TOPIC } from './run-producer.ts';

/** By then the log has written what it took in; readers see nothing before that. */
const WRITTEN_MS = 1_000;

export default defineCheck({
  run: async (bench) => {
    bench.progress('python producer.py, with a log that holds nothing');
    const run = await runProducer(bench);
    if (!run) return inconclusive('The machine with the log and with Python did not answer.');
    await bench.sleep(WRITTEN_MS);
    const topics = await readTopics(bench);
    if (!topics) return inconclusive('The log did not tell its topics.');

    const values = topics.find(({ name }) => name === TOPIC)?.values ?? [];
    const held = `${countOf(values)} in ${TOPIC}`;
    const message = whatIsWrong(run, values, topics);
    return message ? fail(held, message) : pass(`1 message in ${TOPIC}: b'${PAYLOAD}'`);
  },
});

function whatIsWrong(
  run: ProducerRun,
  values: readonly string[],
  topics: readonly Topic[],
): LearnerMessage | undefined {
  if (run.isStopped) return producerNeverEnds(run, values);
  if (run.exitCode !== 0) return producerFailed(run);
  const other = topics.find((topic) => topic.name !== TOPIC && topic.values.length > 0);
  if (other) return anotherTopic(run, other, values);
  if (values.length === 0) return topicIsEmpty(run);
  if (values.length > 1) return sentMoreThanOnce(run, values.length);
  return values[0] === PAYLOAD ? undefined : payloadChanged(run, String(values[0]));
}
