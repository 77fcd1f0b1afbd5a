/**
 * The lock file installs on every platform and names no registry. A registry that lacks a native binding for some platform
 * makes `npm install` write a lock file that `npm ci` then refuses.
 * @module
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const paths = Object.keys(lock.packages);

test('package-lock.json holds every optional dependency when a package has one for each platform', () => {
  const installed = new Set(paths.map((path) => path.replace(/^.*node_modules\//, '')));
  const missing = Object.values(lock.packages)
    .flatMap(({ optionalDependencies }) => Object.keys({ ...optionalDependencies }))
    .filter((name) => !installed.has(name));

  expect(missing).toEqual([]);
});

test('package-lock.json names no registry', () => {
  expect(paths.filter((path) => lock.packages[path]?.resolved !== undefined)).toEqual([]);
});
