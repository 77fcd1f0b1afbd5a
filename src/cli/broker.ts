/**
 * `npm run broker`: the course's message broker on this machine, for any client of AMQP 0-9-1. Ends with Ctrl+C. Exit code 1 when it
 * could not start or was lost, 2 when the command could not be understood.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { CourseError } from '#course/course-error.ts';
import { BROKER_USAGE, type BrokerCommand, parseBrokerArguments } from './broker/broker-arguments.ts';
import { startBroker } from './broker/start-broker.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function runBroker({ port: asked, dataFolder, isJson }: BrokerCommand): Promise<number> {
  const ended = Promise.withResolvers<undefined>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ended.resolve(undefined));
  const broker = await startBroker({ root: ROOT, port: asked, dataFolder, onLine: (line) => console.error(line) });
  const { port, pid } = broker;
  const url = `amqp://127.0.0.1:${port}`;
  const kept = dataFolder === undefined ? 'Nothing is kept when it ends' : `What is durable is kept in ${dataFolder}`;
  console.log(
    isJson
      ? JSON.stringify({ url, port, pid, ...(dataFolder !== undefined && { data: dataFolder }) })
      : `The broker listens on ${url} (Ctrl+C ends it). ${kept}.`,
  );
  const ending = await Promise.race([ended.promise, broker.ended]);
  if (ending === undefined) {
    await broker.stop();
    return 0;
  }
  console.error(`The broker's process ended with ${typeof ending === 'number' ? `code ${ending}` : ending}`);
  await broker.stop();
  return 1;
}

try {
  const command = parseBrokerArguments(process.argv.slice(2));
  if (command === 'help') console.log(BROKER_USAGE);
  else process.exitCode = await runBroker(command);
} catch (error) {
  const isCourseError = error instanceof CourseError;
  console.error(isCourseError ? error.format() : error);
  process.exitCode = isCourseError && error.code === 'BROKER_USAGE' ? 2 : 1;
}
