/**
 * A script of a test's own page, bundled, such as may stand inside a script element.
 * @module
 */
import { build } from 'esbuild';

/** @param resolveDir Where its relative imports begin. */
export async function bundleScript(contents: string, resolveDir: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}
