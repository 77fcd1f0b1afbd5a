import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const LESSON = `---
id: first
title: The first lesson
summary: A summary that is long enough for the schema to accept it.
minutes: 10
objectives: [Say what it is about]
seeds: [S001]
---
`;

const moduleYaml = (id: string, number: number, status: string) =>
  `id: ${id}\nnumber: ${number}\ntitle: Module ${id}\nteaser: what it is about\nminutes: { core: 0, full: 10 }\nstatus: ${status}\n`;

let folder = '';

const write = (file: string, text: string) => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
};

/** Runs the command in the folder, as `npm run seeds` does in the project. */
const runSeeds = (...flags: string[]) => {
  const script = resolve('src/cli/seeds.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...flags], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seeds-'));
  write(
    'content/seeds.yaml',
    "- id: S001\n  text: the definition\n  lessons: ['1.1']\n- id: S002\n  text: the costs\n  lessons: ['2.1']\n",
  );
  write('content/lessons/01-one/module.yaml', moduleYaml('one', 1, 'published'));
  write('content/lessons/02-two/module.yaml', moduleYaml('two', 2, 'planned'));
  write('content/lessons/01-one/01-first.mdx', `${LESSON}\n<Seed id="S001">One application.</Seed>\n`);
});

afterEach(() => rmSync(folder, { recursive: true }));

test('seeds --json prints covered and missing alone', () => {
  const { status, stdout, stderr } = runSeeds('--json');
  expect({ status, stdout: JSON.parse(stdout), stderr }).toEqual({
    status: 0,
    stdout: { covered: ['S001'], missing: ['S002'] },
    stderr: '',
  });
});

test('seeds exits with 1 and names file and line when a claim is not marked', () => {
  write('content/lessons/01-one/01-first.mdx', `${LESSON}\nOne application.\n`);
  const { status, stdout, stderr } = runSeeds('--json');
  expect({ status, stdout: JSON.parse(stdout) }).toEqual({
    status: 1,
    stdout: { covered: [], missing: ['S001', 'S002'] },
  });
  expect(stderr).toContain('content/lessons/01-one/01-first.mdx:7 SEED_NOT_MARKED');
});

test('seeds exits with 1 and names file and line when a mark names an unknown item', () => {
  write('content/lessons/01-one/01-first.mdx', `${LESSON}\n<Seed id="S001 S777">One application.</Seed>\n`);
  const { status, stderr } = runSeeds();
  expect(status).toBe(1);
  expect(stderr).toContain('content/lessons/01-one/01-first.mdx:10 SEED_UNKNOWN');
});

test('seeds does not read the lessons of a planned module', () => {
  write('content/lessons/02-two/01-draft.mdx', `${LESSON.replace('first', 'draft')}\n<Seed id="S002">Costs.</Seed>\n`);
  expect(runSeeds()).toMatchObject({ status: 0, stderr: '' });
});

test('seeds exits with 1 and names the line when the list is malformed', () => {
  write('content/seeds.yaml', "- id: S1\n  text: the definition\n  lessons: ['1.1']\n");
  const { status, stderr } = runSeeds();
  expect(status).toBe(1);
  expect(stderr).toContain('content/seeds.yaml:1:7 SEEDS_INVALID');
});

test('seeds exits with 2 when a flag does not exist', () => {
  const { status, stdout, stderr } = runSeeds('--jsn');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('SEEDS_FLAG_UNKNOWN');
});
