import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceFingerprint } from '#cli/serve/source-fingerprint.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ensemble-fingerprint-'));
  for (const folder of ['src', 'labs', 'content/lessons', 'public']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'astro.config.mjs'), '');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'content/lessons/one.mdx'), 'one');
});

afterEach(() => rmSync(root, { recursive: true }));

test('sourceFingerprint() stays equal when nothing changed', () => {
  expect(sourceFingerprint(root)).toBe(sourceFingerprint(root));
});

test('sourceFingerprint() changes when a lesson changes', () => {
  const before = sourceFingerprint(root);
  writeFileSync(join(root, 'content/lessons/one.mdx'), 'two');

  expect(sourceFingerprint(root)).not.toBe(before);
});

test('sourceFingerprint() changes when a file is renamed', () => {
  const before = sourceFingerprint(root);
  rmSync(join(root, 'content/lessons/one.mdx'));
  writeFileSync(join(root, 'content/lessons/first.mdx'), 'one');

  expect(sourceFingerprint(root)).not.toBe(before);
});

test('sourceFingerprint() is the same when the root is given relative to the working directory', () => {
  expect(sourceFingerprint(relative(process.cwd(), root))).toBe(sourceFingerprint(root));
});

test('sourceFingerprint() reads the project itself when the root is "."', () => {
  expect(sourceFingerprint('.')).toMatch(/^[0-9a-f]{64}$/);
});
