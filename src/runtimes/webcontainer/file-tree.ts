/**
 * Files by path as the nested tree that a WebContainer mounts. Pure.
 * @module
 */
import type { DirectoryNode, FileSystemTree } from '@webcontainer/api';
import type { ContainerFile, ContainerFiles } from './container-files.ts';

/**
 * @example
 * fileTree({ 'engine/a.mjs': '1' }) // { engine: { directory: { 'a.mjs': { file: { contents: '1' } } } } }
 */
export function fileTree(files: ContainerFiles): FileSystemTree {
  const root: FileSystemTree = {};
  for (const [path, file] of Object.entries(files)) {
    const names = path.split('/');
    const name = names.pop() ?? '';
    let tree = root;
    for (const folder of names) {
      const node = (tree[folder] ??= { directory: {} });
      tree = (node as DirectoryNode).directory;
    }
    tree[name] = { file: { contents: contentsOf(file) } };
  }
  return root;
}

const contentsOf = (file: ContainerFile): string | Uint8Array =>
  typeof file === 'string' ? file : Uint8Array.from(atob(file.base64), (byte) => byte.charCodeAt(0));
