/**
 * The message-broker lab as real processes against RabbitMQ itself: one that the bench starts and kills, and one that is somebody else's.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BrokerAddress, BrokerChoice } from '#bench/real/broker/broker-choice.ts';
import { ManagementApi } from '#bench/real/broker/management-api.ts';
import { type RabbitmqServer, startRabbitmqServer } from '#bench/real/broker/rabbitmq-server.ts';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
import { findOrInstallRabbitmq } from '#cli/bench/broker/rabbitmq.ts';
import { chooseBroker, leaveBroker } from '#cli/lab/broker/choose-broker.ts';
import type { LabProgram } from '#bench/judge/lab-program.ts';
import type { CheckReport } from '#bench/judge/report.ts';
import { freePort } from '#platform/free-port.ts';
import { within } from '#platform/within.ts';
import { openRealRuntime } from '#runtimes/index.ts';
import { checkCode } from '../support/check-code.ts';
import { markedProcesses } from '../support/process/marked-processes.ts';

const LIMIT_MS = 60_000;
/** Of a check that starts RabbitMQ twice, on a machine with other work. */
const CHECK_LIMIT_MS = 300_000;
const VIRTUAL_HOST = 'la/bs';

const found = findOrInstallRabbitmq();
const reason = 'reason' in found ? found.reason : undefined;
let scratch: string;
let lab: LabOnDisk;

beforeAll(async () => {
  if (reason !== undefined) console.log(`Not run against RabbitMQ itself: ${reason}`);
  scratch = await mkdtemp(join(tmpdir(), 'chosen-broker-'));
  vi.stubEnv('TMPDIR', scratch);
  lab = await readLab('.', 'add-a-message-broker');
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** The reports of these checks on the solution, with this broker. */
async function run(amqp: BrokerChoice, checks: LabProgram['checks']) {
  const runtime = await openRealRuntime({ nodeModules: resolve('node_modules'), amqp });
  try {
    return await runtime.runChecks({ ...lab.program, checks }, { files: lab.solution, seed: 1 }, () => {});
  } finally {
    await runtime.close();
  }
}

/** Programs of the runs, such as `beam.smp`. */
const namesOfMarked = (): readonly string[] =>
  markedProcesses(scratch).flatMap((pid) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    } catch {
      return [];
    }
  });

/** What the timeline knows of one program. */
const momentsOf = (check: CheckReport | undefined, name: string) =>
  (check?.timeline?.moments ?? []).filter(({ process }) => process === name);

const checkOf = (body: string) => [{ id: 'C1', slug: '01-body', title: 'Body', code: checkCode(body) }];

describe.skipIf(reason !== undefined)('--amqp rabbitmq', () => {
  it(
    'the solution loses no mail when RabbitMQ is killed for real and started again on its data',
    async () => {
      const choice = await chooseBroker('rabbitmq', lab.manifest);
      const report = await run(
        choice,
        lab.program.checks.filter(({ id }) => id === 'C3'),
      );
      const [check] = report.checks;
      const moments = momentsOf(check, 'broker');
      const listening = moments.filter(({ label }) => label.includes(`"product":"${choice.product}"`));

      expect(check).toMatchObject({
        check: 'C3',
        verdict: 'pass',
        held: expect.stringMatching(/^\d\d messages waited, 40 of 40/),
      });
      expect(moments.filter(({ kind }) => kind === 'killed')).toHaveLength(1);
      expect(listening).toHaveLength(2);
      expect(report.broker).toBe(`${choice.product}, started by the bench`);
      expect(markedProcesses(scratch)).toEqual([]);
    },
    CHECK_LIMIT_MS,
  );

  it.runIf(process.platform === 'linux')('nothing of Erlang survives when the terminal is killed', async () => {
    const flags = ['--real', '--amqp', 'rabbitmq', '--check', 'C8', '--json'];
    const cli = spawn(process.execPath, ['src/cli/lab.ts', 'check', 'add-a-message-broker', ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(cli, 'exit');
    await expect.poll(() => namesOfMarked().includes('beam.smp'), { timeout: LIMIT_MS }).toBe(true);
    const before = namesOfMarked();

    cli.kill('SIGKILL');
    await within(LIMIT_MS, 'the end of the terminal', ended);

    expect(before).toEqual(expect.arrayContaining(['beam.smp', 'epmd']));
    await expect.poll(namesOfMarked, { timeout: LIMIT_MS }).toEqual([]);
    await expect.poll(() => readdirSync(scratch), { timeout: LIMIT_MS }).toEqual([]);
  });
});

describe.skipIf(reason !== undefined)('--amqp amqp://…', () => {
  let server: RabbitmqServer;
  let address: BrokerAddress;
  let folder: string;

  beforeAll(async () => {
    if ('reason' in found) return;
    folder = await mkdtemp(join(tmpdir(), 'outside-broker-'));
    const [amqp = 0, names = 0, distribution = 0, management = 0] = await Promise.all([1, 2, 3, 4].map(freePort));
    server = await startRabbitmqServer({ rabbitmq: found, folder, ports: { amqp, names, distribution, management } });
    const managementUrl = `http://127.0.0.1:${management}`;
    address = {
      host: '127.0.0.1',
      port: amqp,
      user: 'ada',
      password: 'l@ve',
      virtualHost: VIRTUAL_HOST,
      managementUrl,
    };
    const vhost = encodeURIComponent(VIRTUAL_HOST);
    await put(`vhosts/${vhost}`, {});
    await put('users/ada', { password: 'l@ve', tags: 'management' });
    await put(`permissions/${vhost}/ada`, { configure: '.*', write: '.*', read: '.*' });
    // Of somebody else, in another virtual host: neither seen nor taken away.
    await put('queues/%2F/not-ours', { durable: true });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function put(path: string, body: object): Promise<void> {
    const { status } = await fetch(`${address.managementUrl}/api/${path}`, {
      method: 'PUT',
      headers: { authorization: `Basic ${btoa('guest:guest')}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(status).toBe(201);
  }

  const placed = (virtualHost: string) =>
    new ManagementApi({ ...address, user: 'guest', password: 'guest', virtualHost }).contents();

  it('an order has its mail over a broker that is somebody else’s, which nobody ends, and which is empty afterwards', async () => {
    const choice = await chooseBroker(address, lab.manifest);
    const report = await run(choice, [
      ...checkOf(`
        const order = { email: 'ada@shop.example', address: '1 Café Lane', sku: 'mug', quantity: 1 };
        const ordered = await bench.request({ method: 'POST', url: 'http://orders/orders', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) });
        let mails = [];
        for (let look = 0; look < 200 && mails.length === 0; look += 1) {
          await bench.sleep(100);
          mails = await bench.ledger('mailbox');
        }
        const { response } = await bench.request({ method: 'GET', url: 'http://broker:15672/api/queues' });
        return pass(JSON.stringify([ordered.response?.status, mails.map(({ to }) => to), JSON.parse(response.body).map(({ vhost }) => vhost)]));`),
      { id: 'C2', slug: '02-body', title: 'Body', code: checkCode("await bench.kill('broker'); return pass('x');") },
    ]);
    const left = await placed(VIRTUAL_HOST);
    await leaveBroker(choice);
    const [status, mails, virtualHosts] = JSON.parse(String(report.checks[0]?.held)) as [number, string[], string[]];

    expect([status, mails, [...new Set(virtualHosts)]]).toEqual([201, ['ada@shop.example'], [VIRTUAL_HOST]]);
    expect(report.checks[1]).toMatchObject({
      verdict: 'not-judged',
      reason: expect.stringMatching(/the broker that --amqp names is not the bench's to end\. Leave out --amqp/),
    });
    expect(report.broker).toBe(`${choice.product} at 127.0.0.1:${address.port}, virtual host "la/bs"`);
    expect(left).not.toEqual([]);
    expect(await placed(VIRTUAL_HOST)).toEqual([]);
    expect(await placed('/')).toEqual(['queues/not-ours']);
  });

  it.each([
    ['LAB_BROKER_UNREACHABLE', { password: 'hate' }],
    ['LAB_BROKER_UNREACHABLE', { virtualHost: 'not-there' }],
    ['LAB_BROKER_UNREACHABLE', { port: 1 }],
    ['LAB_MANAGEMENT_UNREACHABLE', { managementUrl: 'http://127.0.0.1:1' }],
    ['LAB_VIRTUAL_HOST_TAKEN', { virtualHost: '/', user: 'guest', password: 'guest' }],
  ])('chooseBroker() says %s when the address has %j', async (code, change) => {
    await expect(chooseBroker({ ...address, ...change }, lab.manifest)).rejects.toMatchObject({ code });
  });

  it('chooseBroker() takes nothing away when something stands in the virtual host', async () => {
    const connection = await connect({ hostname: address.host, port: address.port });
    const channel = await connection.createChannel();
    await channel.assertQueue('left-alone');

    await expect(
      chooseBroker({ ...address, virtualHost: '/', user: 'guest', password: 'guest' }, lab.manifest),
    ).rejects.toMatchObject({
      message: expect.stringContaining('it should be empty, and holds "queues/left-alone", "queues/not-ours"'),
    });

    await channel.deleteQueue('left-alone');
    await connection.close();
  });
});
