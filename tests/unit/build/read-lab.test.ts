import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import { CourseError } from '#course/course-error.ts';

const LAB = 'labs/hello-payment';
let root: string;

/** A copy of the project that a test may break: its labs, and what bundling their packages needs. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ensemble-lab-'));
  cpSync('labs', join(root, 'labs'), { recursive: true });
  mkdirSync(join(root, 'src'));
  for (const path of ['package.json', 'package-lock.json', 'node_modules', 'src/bench']) {
    symlinkSync(resolve(path), join(root, path));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));
}

async function formatError(lab = 'hello-payment'): Promise<string> {
  const error = await readLab(root, lab).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CourseError);
  return (error as CourseError).format();
}

test('readLab() gives manifest, files and a program that holds every check, package and world file', async () => {
  const { manifest, starter, solution, program } = await readLab(root, 'hello-payment');

  expect(Object.keys(starter).toSorted()).toEqual(manifest.files.map(({ path }) => path).toSorted());
  expect(Object.keys(solution)).toEqual(expect.arrayContaining(Object.keys(starter)));
  expect(program.checks.map(({ slug }) => slug)).toEqual(manifest.checks.map(({ slug }) => slug));
  expect(program.checks.filter(({ code }) => /\brequire\(|^import /m.test(code))).toEqual([]);
  expect(Object.keys(program.packages)).toEqual(expect.arrayContaining(manifest.packages));
  expect(Object.keys(program.worldFiles)).toContain('_kit/world/bank.ts');
});

test('readLab() names the nearest lab when there is none of that name', async () => {
  expect(await formatError('helo-payment')).toMatchInlineSnapshot(`
    "LAB_UNKNOWN
    Cannot find lab "helo-payment": labs/helo-payment/lab.yaml does not exist
    Hint: Run "npm run lab -- list" to see every lab. The nearest name is "hello-payment"."
  `);
});

test.each([['../secrets'], [''], ['hello payment']])('readLab() does not leave its folder for %j', async (lab) => {
  expect(await formatError(lab)).toMatch(/^LAB_UNKNOWN/);
});

test('readLab() names file and line when the manifest has an unknown key', async () => {
  edit(`${LAB}/lab.yaml`, (text) => text.replace('minutes:', 'minuets:'));

  expect(await formatError()).toMatch(/^labs\/hello-payment\/lab\.yaml:\d+:\d+ LAB_INVALID\n/);
});

test('readLab() takes the role of a broker from the manifest, and no other role', async () => {
  const { program } = await readLab(root, 'add-a-message-broker');
  const brokers = program.world.filter(({ role }) => role === 'broker');
  expect(brokers.map(({ name }) => name)).toEqual(['broker', 'log']);

  edit('labs/add-a-message-broker/lab.yaml', (text) => text.replace('role: broker', 'role: queue'));
  expect(await formatError('add-a-message-broker')).toMatch(/lab\.yaml:\d+:\d+ LAB_INVALID\n/);
});

test('readLab() refuses a manifest whose id is not its folder', async () => {
  edit(`${LAB}/lab.yaml`, (text) => text.replace('id: hello-payment', 'id: other-lab'));

  expect(await formatError()).toContain('its id is "other-lab", but its folder is "hello-payment"');
});

test.each([
  ['a file of the starter', `${LAB}/starter/payment-service/bank.ts`],
  ['a check', `${LAB}/checks/02-malformed-bodies.check.ts`],
  ['a world service', 'labs/_kit/world/bank.ts'],
])('readLab() names %s that the manifest names and that is not there', async (_, file) => {
  rmSync(join(root, file));

  expect(await formatError()).toContain(`lab.yaml names ${file}, which does not exist`);
});

test('readLab() names a step whose check is not there', async () => {
  edit(`${LAB}/lab.yaml`, (text) => text.replace('checks: [C3, C4]', 'checks: [C3, C9/part]'));

  expect(await formatError()).toContain('step 4, "Give it an id, and find it again", names the check "C9/part"');
});

test('readLab() names a file of the starter that the manifest does not name', async () => {
  writeFileSync(join(root, LAB, 'starter/payment-service/extra.ts'), '');

  expect(await formatError()).toContain('labs/hello-payment/starter/payment-service/extra.ts is not named');
});

test('listLabs() names folders that hold a manifest', async () => {
  expect(await listLabs(root)).toContain('hello-payment');
  expect(await listLabs(root)).not.toContain('_kit');
});
