import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listLabs } from '#build/read-manifest.ts';
import { folderOfLab } from '#cli/lab/folder/folder-of-lab.ts';
import { readSolutionFolder } from '#cli/lab/read-solution-folder.ts';
import { runStartCommand } from '#cli/lab/start-command.ts';
import { readFolderFiles } from '#build/read-folder-files.ts';
import { startRealProcess } from '../../../support/real-process.ts';

let place: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'start-command-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const start = (lab: string, folder?: string) =>
  runStartCommand({ name: 'start', lab, ...(folder !== undefined && { folder }) }, process.cwd(), place);
const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(place, path), 'utf8'));

test('runStartCommand() copies the starter so that check finds the very same files', async () => {
  const { output } = await start('hello-payment');

  const folder = join(place, 'hello-payment');
  expect(await readSolutionFolder(folder)).toEqual(await readFolderFiles('labs/hello-payment/starter'));
  expect(output).toContain(`npm run lab -- check hello-payment --dir ${folder} --watch`);
});

test('runStartCommand() makes a folder whose service runs with plain Node', async () => {
  await start('hello-payment', 'mine');
  // As after npm install: the course has the same versions.
  await symlink(resolve('node_modules'), join(place, 'mine/node_modules'));
  const bank = await startRealProcess(resolve('labs/_kit/world/bank.ts'));
  const service = await startRealProcess(join(place, 'mine/payment-service/main.ts'), { BANK_URL: bank.url });

  const answer = await fetch(`${service.url}/api/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: 'o-1', amount: 7 }),
  });
  const ledger: unknown = await fetch(`${bank.url}/ledger`).then((told) => told.json());
  await Promise.all([service.stop(), bank.stop()]);

  expect(answer.status).toBe(201);
  expect(ledger).toMatchObject([{ orderId: 'o-1', amount: 7 }]);
});

test('runStartCommand() asks for exact versions of what the lab lets services import', async () => {
  await start('hello-payment');

  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(await readJson('hello-payment/package.json')).toMatchObject({
    dependencies: {
      '@hono/node-server': dependencies['@hono/node-server'],
      hono: dependencies['hono'],
      zod: dependencies['zod'],
    },
    scripts: { 'payment-service': 'node --env-file=payment-service.env payment-service/main.ts' },
  });
});

test('runStartCommand() gives each program an environment in which the others are found on this machine', async () => {
  await start('add-a-message-broker');

  const env = parseEnv(await readFile(join(place, 'add-a-message-broker/orders.env'), 'utf8'));
  const broker = parseEnv(await readFile(join(place, 'add-a-message-broker/broker.env'), 'utf8'));
  const folders = await readdir(join(place, 'add-a-message-broker'));
  expect(env).toMatchObject({
    PORT: '4000',
    DATABASE_FILE: 'data/orders.db',
    NOTIFICATIONS_URL: 'http://127.0.0.1:4001',
    AMQP_URL: `amqp://127.0.0.1:${broker['PORT']}`,
  });
  expect(folders).toContain('data');
});

test('runStartCommand() writes each lab’s steps and promises into its README', async () => {
  const labs = await listLabs(process.cwd());

  for (const lab of labs) {
    await start(lab);
    const readme = await readFile(join(place, lab, 'README.md'), 'utf8');
    expect(readme, lab).toContain('### 1. ');
    expect(readme, lab).toContain('**C1 ');
    expect(readme, lab).not.toContain('undefined');
  }
  expect(labs).toContain('hello-payment');
});

test('runStartCommand() replaces nothing and names what is there', async () => {
  await mkdir(join(place, 'hello-payment'));
  await writeFile(join(place, 'hello-payment/thesis.txt'), 'mine');

  await expect(start('hello-payment')).rejects.toMatchObject({
    code: 'LAB_FOLDER_TAKEN',
    message: expect.stringContaining('it holds "thesis.txt"'),
  });
  expect(await readdir(join(place, 'hello-payment'))).toEqual(['thesis.txt']);
});

test('runStartCommand() refuses a file in place of a folder', async () => {
  await writeFile(join(place, 'notes'), 'mine');

  await expect(start('hello-payment', 'notes')).rejects.toMatchObject({ code: 'LAB_FOLDER_TAKEN' });
  expect(await readFile(join(place, 'notes'), 'utf8')).toBe('mine');
});

test('folderOfLab() goes beside the course when nothing is named inside it', () => {
  expect(folderOfLab('saga', undefined, '/home/ann/course', '/home/ann/course/src')).toBe('/home/ann/saga');
  expect(folderOfLab('saga', undefined, '/home/ann/course', '/home/ann')).toBe('/home/ann/saga');
  expect(folderOfLab('saga', '..course', '/home/ann', '/home/bob')).toBe('/home/bob/..course');
});

test('folderOfLab() refuses a folder of the course', () => {
  expect(() => folderOfLab('saga', 'mine', '/home/ann/course', '/home/ann/course')).toThrow(
    expect.objectContaining({ code: 'LAB_FOLDER_IN_COURSE' }),
  );
});
