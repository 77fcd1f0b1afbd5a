/**
 * `<course-shop-map>`: a part chosen in the list, or touched in the drawing, lights what it asks and tells.
 * Runs in the browser.
 * @module
 */
import { showStates } from '../_figure/show-states.ts';
import { ALL_PARTS, SHOP_LINKS, SHOP_PARTS, viewOf, wireId } from './model.ts';

class ShopMapElement extends HTMLElement {
  connectedCallback(): void {
    const select = this.querySelector('select');
    if (!select) return;
    select.addEventListener('change', () => this.show(select.value));
    // A shortcut for the pointer; the list does the same for everybody.
    this.addEventListener('click', (event) => {
      const part = event.target instanceof Element ? event.target.closest('[data-part]') : null;
      if (!part) return;
      const id = part.getAttribute('data-part') ?? '';
      select.value = select.value === id ? '' : id;
      this.show(select.value);
    });
  }

  private show(id: string): void {
    const view = viewOf(id);
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = view?.sentence ?? ALL_PARTS;
    if (!view) {
      showStates(this, 'data-wire', new Map());
      showStates(this, 'data-part', new Map());
      return;
    }
    showStates(
      this,
      'data-wire',
      new Map(SHOP_LINKS.map((link) => [wireId(link), view.wires.has(wireId(link)) ? 'passed' : 'faint'])),
    );
    showStates(
      this,
      'data-part',
      new Map(
        SHOP_PARTS.filter((part) => !view.neighbours.has(part.id)).map((part) => [
          part.id,
          part.id === id ? 'now' : 'faint',
        ]),
      ),
    );
  }
}

customElements.define('course-shop-map', ShopMapElement);
