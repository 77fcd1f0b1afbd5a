/**
 * A lab's program with another broker in the place of its own. Pure, but for the address of a file.
 * @module
 */
import { fileURLToPath } from 'node:url';
import type { LabProgram, ProgramSpec, WorldSpec } from '#bench/judge/lab-program.ts';
import type { BrokerAddress, BrokerChoice } from './broker-choice.ts';

const AMQP_PORT = 5_672;
/** In the environment of the stand-in: the choice as JSON. */
export const CHOICE_VARIABLE = 'BROKER';
/** As any variable of that name they become ports of this machine, and stay the same over restarts. The numbers are names. */
const SERVER_PORTS = {
  SERVER_PORT: '35672',
  SERVER_NAMES_PORT: '4369',
  SERVER_DISTRIBUTION_PORT: '25672',
  SERVER_MANAGEMENT_PORT: '45672',
};

/**
 * The program of the lab's world that speaks AMQP; a log in Kafka's terms is a broker too, and is not meant.
 *
 * @example
 * amqpBrokerOf(program)?.name // 'broker'
 */
export const amqpBrokerOf = ({ world }: Pick<LabProgram, 'world'>): WorldSpec | undefined =>
  world.find(({ role, port }) => role === 'broker' && port === AMQP_PORT);

/**
 * In the place of the lab's broker runs a program of ours that starts or finds the chosen one. Of a broker outside, every
 * address in an environment gets the login and the virtual host.
 *
 * @example
 * withChosenBroker(program, { kind: 'outside', product: 'RabbitMQ 3.10.8', address })
 */
export function withChosenBroker(program: LabProgram, choice: BrokerChoice): LabProgram {
  const broker = amqpBrokerOf(program);
  if (!broker) return program;
  const entry = fileURLToPath(new URL('./run-broker.ts', import.meta.url));
  const added = { ...(choice.kind === 'started' && SERVER_PORTS), [CHOICE_VARIABLE]: JSON.stringify(choice) };
  const known = <Spec extends ProgramSpec>(spec: Spec): Spec =>
    choice.kind === 'outside' ? { ...spec, env: withLogin(spec.env, broker.name, choice.address) } : spec;
  return {
    ...program,
    services: program.services.map(known),
    world: program.world.map((spec) =>
      spec === broker ? { ...spec, entry, env: { ...spec.env, ...added } } : known(spec),
    ),
  };
}

function withLogin(env: ProgramSpec['env'], broker: string, address: BrokerAddress): ProgramSpec['env'] {
  const [user, password, virtualHost] = [address.user, address.password, address.virtualHost].map(encodeURIComponent);
  const anyAddress = new RegExp(`^amqp://(?:[^/?#@]*@)?${broker}(:${AMQP_PORT})?(?:/[^?#]*)?(?=[?#]|$)`);
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(anyAddress, (_, port = '') => `amqp://${user}:${password}@${broker}${port}/${virtualHost}`),
    ]),
  );
}
