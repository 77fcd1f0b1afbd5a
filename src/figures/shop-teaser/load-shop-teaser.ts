/**
 * Loads the running shop with the first press of one of its buttons, and hands that press on. Runs in the browser.
 * @module
 */
const teaser = document.querySelector('course-shop-teaser');

teaser?.addEventListener(
  'click',
  (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button || customElements.get('course-shop-teaser')) return;
    event.stopPropagation();
    void import('./shop-teaser-element.ts').then(() => button.click());
  },
  { capture: true },
);
