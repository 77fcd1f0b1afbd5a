import { expect, test } from 'vitest';
import { createLatestWriter } from '#workbook/latest-writer.ts';

/** A store that is slow: each write waits until the test lets it end. */
function createSlowStore() {
  const written: string[] = [];
  const endings: ((isStored: boolean) => void)[] = [];
  const write = (value: string) => {
    written.push(value);
    return new Promise<boolean>((resolve) => endings.push(resolve));
  };
  return { written, write, endNext: (isStored: boolean) => endings.shift()?.(isStored) };
}

test('put() writes at once when the store is free', () => {
  const { written, write } = createSlowStore();

  createLatestWriter(write).put('a');

  expect(written).toEqual(['a']);
});

test('put() writes only the newest of what came in during a write', async () => {
  const { written, write, endNext } = createSlowStore();
  const writer = createLatestWriter(write);

  for (const value of ['a', 'b', 'c', 'd']) writer.put(value);
  endNext(true);
  await expect.poll(() => written).toEqual(['a', 'd']);
  endNext(true);
  await writer.settled();

  expect(written).toEqual(['a', 'd']);
  expect(writer.unsaved).toBeUndefined();
});

test('unsaved holds the newest value until it is stored', async () => {
  const { write, endNext } = createSlowStore();
  const writer = createLatestWriter(write);
  writer.put('a');
  const whileWriting = writer.unsaved?.value;

  endNext(false);
  await writer.settled();
  const afterFailure = writer.unsaved?.value;
  writer.put('b');
  endNext(true);
  await writer.settled();

  expect([whileWriting, afterFailure, writer.unsaved]).toEqual(['a', 'a', undefined]);
});
