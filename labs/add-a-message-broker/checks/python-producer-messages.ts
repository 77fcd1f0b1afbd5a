/**
 * What C0 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { countOf, PAYLOAD, type ProducerRun, type Topic, TOPIC } from './run-producer.ts';

const EXPECTED = `1 message in ${TOPIC}: b'${PAYLOAD}'`;
const LONGEST_QUOTE = 200;

const quote = (text: string): string => (text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)} …` : text);
const example = ({ operation: { id } }: ProducerRun) =>
  ({ label: id, lookAt: { operation: id, at: 'answer' } }) as const;

/** The last line, which in Python says what the error is. */
const printedLast = ({ printed }: ProducerRun): string =>
  printed.trim() === '' ? 'printed nothing' : `printed at last: ${quote(printed.trim().split('\n').at(-1) ?? '')}`;

export const topicIsEmpty = (run: ProducerRun): LearnerMessage => ({
  id: 'topic-is-empty',
  seen: `[[${run.operation.id}]] ran python producer.py. It ended with exit code 0 and ${printedLast(run)}. Afterwards ${TOPIC} held 0 messages.`,
  expected: EXPECTED,
  received: '0 messages',
  why: 'What send() takes waits in the memory of the program until the producer sends it. What waits when the program ends is gone, and nobody is told.',
  example: example(run),
});

export const sentMoreThanOnce = (run: ProducerRun, count: number): LearnerMessage => ({
  id: 'sent-more-than-once',
  seen: `[[${run.operation.id}]] ran python producer.py once. Afterwards ${TOPIC} held ${count} messages.`,
  expected: EXPECTED,
  received: `${count} messages`,
  why: 'One payment was processed. A log keeps whatever it is sent: each reader of the topic hears of a second payment.',
  example: example(run),
});

export const payloadChanged = (run: ProducerRun, value: string): LearnerMessage => ({
  id: 'payload-changed',
  seen: `[[${run.operation.id}]] ran python producer.py. Afterwards the one message in ${TOPIC} was another than before.`,
  expected: `b'${PAYLOAD}'`,
  received: quote(value),
  why: 'What stands in a message is what its readers rely on. That it did not arrive is no reason to change what it says.',
  example: example(run),
});

export const anotherTopic = (run: ProducerRun, { name, values }: Topic, right: readonly string[]): LearnerMessage => ({
  id: 'another-topic',
  seen: `[[${run.operation.id}]] ran python producer.py. Afterwards the topic ${name} held a message: ${quote(values[0] ?? '')}.`,
  expected: `${EXPECTED}, and none elsewhere`,
  received: `${countOf(right)} in ${TOPIC}, ${values.length} in ${name}`,
  why: 'A topic that is not there is made for the first message that names it, without a word. Whoever reads the right one hears nothing.',
  example: example(run),
});

export const producerFailed = (run: ProducerRun): LearnerMessage => ({
  id: 'producer-failed',
  seen: `[[${run.operation.id}]] ran python producer.py. It ended with exit code ${run.exitCode} and ${printedLast(run)}.`,
  expected: 'exit code 0',
  received: `exit code ${run.exitCode}`,
  why: 'Whoever starts a program learns from its exit code whether it did its work. This one said no.',
  example: example(run),
});

export const producerNeverEnds = (run: ProducerRun, values: readonly string[]): LearnerMessage => ({
  id: 'producer-never-ends',
  seen: `[[${run.operation.id}]] ran python producer.py. After a minute it had not ended, and was ended from outside. ${TOPIC} held ${countOf(values)} by then.`,
  expected: 'the program ends when its message is sent',
  received: 'no end within a minute',
  why: 'How long a message takes is known to the producer alone. Whoever waits for a time and not for the message waits too long or too short.',
  example: example(run),
});
