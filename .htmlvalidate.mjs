// HTML validation of the built pages. A rule that is off says why.
import { defineConfig } from 'html-validate';

export default defineConfig({
  root: true,
  extends: ['html-validate:recommended'],
  elements: ['html5'],
  rules: {
    // Positions inside drawings and of line notes are computed at build; the pages' policy allows style attributes.
    'no-inline-style': 'off',
    // White space comes from Astro's templates and costs nothing once compressed.
    'no-trailing-whitespace': 'off',
    // Astro writes it in capitals, the engine's frame in small letters; both are HTML.
    'doctype-style': 'off',
    // Preact closes <input/>, Astro leaves it open; both are HTML.
    'void-style': 'off',
    // The boxes of one question share its name, as radios do.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
  },
});
