/**
 * Whom a path belongs to: the process, the operating system, or another program of the lab. Each service has a disk of its
 * own, so another program's path leads nowhere; to say so is what real permissions would do. Pure; the simulated process and the
 * observer inside a real one ask it.
 * @module
 */
const systemFolders = new Set(['bin', 'boot', 'dev', 'etc', 'lib', 'proc', 'root', 'sbin', 'sys', 'usr']);

const firstFolder = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined);

/**
 * @param path Absolute and normal.
 *
 * @example
 * pathOwner('/orders/orders.db', { entry: 'payments/main.ts', files: { 'orders/main.ts': '' } }) // 'other'
 */
export const pathOwner = (
  path: string,
  program: { readonly entry: string; readonly files: Readonly<Record<string, unknown>> },
): 'own' | 'system' | 'other' => {
  const folder = path.split('/')[1] ?? '';
  if (systemFolders.has(folder)) return 'system';
  const own = firstFolder(program.entry);
  if (own === undefined || folder === own) return 'own';
  return Object.keys(program.files).some((file) => firstFolder(file) === folder) ? 'other' : 'own';
};
