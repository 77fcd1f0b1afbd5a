/**
 * `<course-theme>`: the control that follows the system, or holds the light or the dark theme.
 * Runs in the browser; the page's first script, public/theme.js, applies what was stored before
 * the first paint. It is a file of its own because the pages' policy allows no inline script, and it forgives a browser
 * that forbids storage: the system's theme stands then.
 * @module
 */

/** Read by public/theme.js too, which cannot import it. */
const storageKey = 'ensemble:theme';

class ThemeElement extends HTMLElement {
  connectedCallback(): void {
    const select = this.querySelector('select');
    if (!select) return;
    const root = document.documentElement;
    select.value = root.dataset['theme'] ?? 'system';
    select.addEventListener('change', () => {
      if (select.value === 'system') delete root.dataset['theme'];
      else root.dataset['theme'] = select.value;
      store(select.value);
    });
  }
}

/** Keeps the choice for the next page; where storage is forbidden the choice lasts as long as this page. */
function store(theme: string): void {
  try {
    if (theme === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Nothing to do: the theme of this page has changed already.
  }
}

customElements.define('course-theme', ThemeElement);
