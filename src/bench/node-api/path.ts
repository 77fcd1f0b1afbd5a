/**
 * `node:path`: POSIX paths. Pure but for the working directory, the process's.
 * @module
 */
import { invalidArgType } from './errors.ts';
import { processOrNone } from './process-context.ts';

const requireText = (value: unknown, name: string): void => {
  if (typeof value !== 'string') throw invalidArgType(name, 'of type string', value);
};

const normalize = (path: string): string => {
  requireText(path, 'path');
  if (path === '') return '.';
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '..' || !isAbsolute) kept.push(part);
  }
  const joined = kept.join('/') + (path.endsWith('/') && kept.length > 0 ? '/' : '');
  if (isAbsolute) return `/${joined}`;
  return joined === '' ? (path.endsWith('/') ? './' : '.') : joined;
};

const join = (...parts: string[]): string => {
  for (const part of parts) requireText(part, 'path');
  return normalize(parts.filter((part) => part !== '').join('/'));
};

const resolve = (...parts: string[]): string => {
  let path = '';
  for (const part of parts) {
    requireText(part, 'paths[0]');
    if (part !== '') path = part.startsWith('/') || path === '' ? part : `${path}/${part}`;
  }
  const normal = normalize(path.startsWith('/') ? path : `${processOrNone()?.cwd ?? ''}/${path}`);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
};

const trimEnd = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') || '/' : path);

const dirname = (path: string): string => {
  requireText(path, 'path');
  const at = trimEnd(path).lastIndexOf('/');
  if (at === -1) return '.';
  return at === 0 ? '/' : trimEnd(path.slice(0, at));
};

const basename = (path: string, suffix = ''): string => {
  requireText(path, 'path');
  const name = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
};

const extname = (path: string): string => {
  const name = basename(path);
  const at = name.lastIndexOf('.');
  return at <= 0 || name === '..' ? '' : name.slice(at);
};

const relative = (from: string, to: string): string => {
  const source = resolve(from).split('/').filter(Boolean);
  const target = resolve(to).split('/').filter(Boolean);
  let shared = 0;
  while (shared < source.length && shared < target.length && source[shared] === target[shared]) shared += 1;
  return [...source.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
};

const parse = (path: string) => {
  const base = basename(path);
  const ext = extname(path);
  const root = path.startsWith('/') ? '/' : '';
  const dir = path.includes('/') ? dirname(path) : '';
  return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
};

const format = (parts: { dir?: string; root?: string; base?: string; name?: string; ext?: string }): string => {
  const dir = parts.dir ?? parts.root ?? '';
  const ext =
    parts.ext === undefined || parts.ext === '' || parts.ext.startsWith('.') ? (parts.ext ?? '') : `.${parts.ext}`;
  const base = parts.base ?? `${parts.name ?? ''}${ext}`;
  if (dir === '') return base;
  return dir === parts.root ? dir + base : `${dir}/${base}`;
};

/** `*` and `?` stay inside a folder, `**` does not; `{a,b}` and `[ab]` as in a shell. */
const globPattern = (pattern: string): RegExp => {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^}]*\}|\[[^\]]*\]|[.+^$()|\\]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').join('|')})`;
    return part.startsWith('[') ? part.replace('[!', '[^') : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
};

const posix = {
  sep: '/',
  delimiter: ':',
  normalize,
  join,
  resolve,
  dirname,
  basename,
  extname,
  relative,
  parse,
  format,
  isAbsolute: (path: string): boolean => {
    requireText(path, 'path');
    return path.startsWith('/');
  },
  toNamespacedPath: (path: string): string => path,
  matchesGlob: (path: string, pattern: string): boolean => globPattern(pattern).test(path),
};

export const pathModule: typeof posix & { posix: typeof posix } = Object.assign(posix, { posix });
