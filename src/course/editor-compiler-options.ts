/**
 * How the editor reads lab programs: as Node's own type stripping takes them. Pure data with TypeScript's own names;
 * the build collects declarations with them, the page hands them to Monaco.
 * @module
 */

/** Names as in `tsconfig.json`. No "dom": a service has no `document`, and `fetch` comes with Node's declarations. */
export const editorCompilerOptions = {
  lib: ['esnext'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  erasableSyntaxOnly: true,
  esModuleInterop: true,
} as const;
