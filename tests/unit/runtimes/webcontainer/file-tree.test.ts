import { expect, test } from 'vitest';
import { fileTree } from '#runtimes/webcontainer/file-tree.ts';

test('fileTree() nests folders, and puts files of one folder together, when paths are given in any order', () => {
  expect(fileTree({ 'a/b/c.mjs': '1', 'd.json': '2', 'a/e.mjs': '3' })).toEqual({
    a: {
      directory: { b: { directory: { 'c.mjs': { file: { contents: '1' } } } }, 'e.mjs': { file: { contents: '3' } } },
    },
    'd.json': { file: { contents: '2' } },
  });
});

test('fileTree() gives bytes when a file is written in base64', () => {
  expect(fileTree({ 'a.wasm': { base64: btoa('\0asm\u00ff') } })).toEqual({
    'a.wasm': { file: { contents: Uint8Array.from([0, 0x61, 0x73, 0x6d, 0xff]) } },
  });
});
