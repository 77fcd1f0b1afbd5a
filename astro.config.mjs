// The site's build: static pages that work at any path. Integrations live in src/build/.
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { monacoStyles } from './src/build/monaco-styles.ts';
import { relativeUrls } from './src/build/relative-urls.ts';
import { sandboxFrame } from './src/build/sandbox-frame-integration.ts';
import { codeClasses, codeTheme } from './src/components/code-theme.ts';

export default defineConfig({
  integrations: [mdx(), preact(), relativeUrls(), sandboxFrame()],
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'never' },
  markdown: { shikiConfig: { theme: codeTheme, transformers: [codeClasses] } },
  // Every script is a file, so that the pages' policy needs no inline script.
  vite: { build: { assetsInlineLimit: 0 }, plugins: [monacoStyles()], worker: { format: 'es' } },
  devToolbar: { enabled: false },
  prefetch: false,
});
