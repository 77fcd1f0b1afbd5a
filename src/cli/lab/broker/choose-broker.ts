/**
 * Finds the broker that `--amqp` asks for before anything is run, and says what is missing. Node only.
 * @module
 */
import { askBroker } from '#bench/real/broker/ask-broker.ts';
import type { BrokerAddress, BrokerChoice } from '#bench/real/broker/broker-choice.ts';
import { findRabbitmq } from '#bench/real/broker/find-rabbitmq.ts';
import { ManagementApi, ManagementError } from '#bench/real/broker/management-api.ts';
import { CourseError } from '#course/course-error.ts';
import type { LabManifest } from '#course/lab-manifest.ts';
import { needRealEngine } from '../need-real-engine.ts';
import type { BrokerWish } from './parse-broker-flags.ts';

const AMQP_PORT = 5_672;
const MOST_NAMED = 3;
const OWN_VIRTUAL_HOST =
  'Give the run one of its own: "rabbitmqctl add_vhost labs", "rabbitmqctl set_permissions -p labs guest \'.*\' \'.*\' \'.*\'", and "/labs" at the end of the address.';

/**
 * @throws {CourseError} `LAB_BROKER_MISSING` when the lab has none that speaks AMQP, `LAB_RABBITMQ_MISSING` when none is installed,
 * `LAB_BROKER_UNREACHABLE` or `LAB_MANAGEMENT_UNREACHABLE` when the one outside does not answer, `LAB_VIRTUAL_HOST_TAKEN` when
 * something stands in it.
 *
 * @example
 * await chooseBroker('rabbitmq', manifest) // { kind: 'started', product: 'RabbitMQ 3.10.8', rabbitmq: { … } }
 */
export async function chooseBroker(wish: BrokerWish, manifest: LabManifest): Promise<BrokerChoice> {
  needRealEngine(manifest);
  if (!manifest.world.some(({ role, port }) => role === 'broker' && port === AMQP_PORT)) {
    throw new CourseError('LAB_BROKER_MISSING', {
      message: `Cannot run "${manifest.id}" with --amqp: no program of its world is a broker that listens on port ${AMQP_PORT}`,
      hint: 'Leave out --amqp.',
      at: { file: `labs/${manifest.id}/lab.yaml` },
    });
  }
  return wish === 'rabbitmq' ? chooseInstalled() : chooseOutside(wish);
}

/**
 * Takes away what a run has left in the virtual host of a broker outside; it was empty before.
 *
 * @throws {ManagementError} when it cannot be taken away.
 */
export async function leaveBroker(choice: BrokerChoice): Promise<void> {
  if (choice.kind === 'outside') await new ManagementApi(choice.address).clear();
}

function chooseInstalled(): BrokerChoice {
  const rabbitmq = findRabbitmq();
  if (rabbitmq) return { kind: 'started', product: `RabbitMQ ${rabbitmq.version}`, rabbitmq };
  throw new CourseError('LAB_RABBITMQ_MISSING', {
    message: 'Cannot start RabbitMQ: "rabbitmq-server" is neither in the usual folders nor in those of PATH',
    hint: 'Install it, such as with "apt-get install rabbitmq-server" or "brew install rabbitmq", or name a broker: "--amqp amqp://guest:guest@localhost:5672".',
  });
}

async function chooseOutside(address: BrokerAddress): Promise<BrokerChoice> {
  const { host, port, virtualHost, managementUrl } = address;
  let product: string;
  try {
    product = await askBroker(address);
  } catch (error) {
    throw new CourseError('LAB_BROKER_UNREACHABLE', {
      message: `Cannot use the broker at ${host}:${port}, virtual host "${virtualHost}": ${messageOf(error)}`,
      hint: 'It has to run, to take the login, and to have the virtual host; "rabbitmqctl list_vhosts" shows those that there are.',
    });
  }
  const contents = await contentsOf(address);
  if (contents.length > 0) {
    const named = contents.slice(0, MOST_NAMED).map((path) => `"${path}"`);
    const more = contents.length > MOST_NAMED ? ` and ${contents.length - MOST_NAMED} more` : '';
    throw new CourseError('LAB_VIRTUAL_HOST_TAKEN', {
      message: `Cannot use the virtual host "${virtualHost}" at ${managementUrl}: it should be empty, and holds ${named.join(', ')}${more}`,
      hint: `Checks begin with an empty broker, and what they leave is deleted. ${OWN_VIRTUAL_HOST}`,
    });
  }
  return { kind: 'outside', product, address };
}

async function contentsOf(address: BrokerAddress): Promise<readonly string[]> {
  try {
    return await new ManagementApi(address).contents();
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error;
    throw new CourseError('LAB_MANAGEMENT_UNREACHABLE', {
      message: `Cannot read what stands in the broker: ${error.message}`,
      hint: 'Checks read queues over the management interface: "rabbitmq-plugins enable rabbitmq_management"; the user needs the tag "management"; elsewhere than 10000 ports above the broker, say where with "--amqp-management".',
    });
  }
}

/** amqplib's own words are in the cause of some errors, and in the first line of others. */
function messageOf(error: unknown): string {
  const { message, code } = error as { readonly message?: string; readonly code?: string };
  return (message ?? '') === '' ? String(code ?? error) : String(message).split('\n', 1).join('');
}
