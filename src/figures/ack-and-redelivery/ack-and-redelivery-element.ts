/**
 * `<course-ack-and-redelivery>`: tells the story again for what is chosen and for the place of the kill. Runs in the browser.
 * @module
 */
import { createElement } from '#platform/create-element.ts';
import { writeText } from '../_figure/write-text.ts';
import { drawStory } from './drawing.ts';
import { BEGINNINGS } from './initial.ts';
import type { DeliverySetup, KillPoint, Story } from './model.ts';
import { listKillPoints, tellStory } from './model.ts';
import { sayFate, sayHeads, sayKillPoint, sayStep, sayStory } from './say.ts';

class AckAndRedeliveryElement extends HTMLElement {
  /** Steps before the kill; -1 for no kill. */
  private killAfter = this.beginning.afterSteps;

  connectedCallback(): void {
    this.addEventListener('change', () => this.show());
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (!button) return;
      if (button.dataset['kill'] !== undefined) this.killAfter = Number(button.dataset['kill']);
      else if (button.dataset['go'] !== undefined) this.killAfter += Number(button.dataset['go']);
      else this.reset();
      this.show();
    });
    this.addEventListener('keydown', (event) => this.walk(event));
    // A browser may have kept choices from before a reload, and the first moves may have come before this script.
    this.show();
  }

  private get beginning() {
    return BEGINNINGS[this.dataset['start'] === 'log' ? 'log' : 'queue'];
  }

  /** In the list of places, arrow keys go from one to the next, and what they reach is shown. */
  private walk(event: KeyboardEvent): void {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-kill]') : null;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!place || by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = this.querySelector<HTMLElement>(
      `li:not([hidden]) > [data-kill="${Number(place.dataset['kill']) + by}"]`,
    );
    next?.focus();
    next?.click();
  }

  private reset(): void {
    const { setup, afterSteps } = this.beginning;
    for (const name of ['kind', 'confirmation', 'victim'] as const) {
      const select = this.select(name);
      if (select) select.value = setup[name];
    }
    const tick = this.querySelector<HTMLInputElement>('[name=isIdempotent]');
    if (tick) tick.checked = setup.isIdempotent;
    this.killAfter = afterSteps;
  }

  private show(): void {
    const setup = this.read();
    const points = listKillPoints(setup);
    this.killAfter = Math.max(-1, Math.min(this.killAfter, points.length - 1));
    const isKilled = this.killAfter >= 0;
    const story = tellStory(setup, isKilled ? [this.killAfter] : []);
    this.draw(setup, story);
    this.list(setup, points);
    for (const [order, row] of this.querySelectorAll('[data-fate]').entries()) {
      const fate = story.fates[order];
      const cells = fate ? sayFate(setup, fate) : [];
      for (const [column, cell] of row.querySelectorAll('td').entries()) writeText(cell, cells[column] ?? '');
    }
    const sentences = story.steps.map((step) => createElement('li', {}, sayStep(setup, step)));
    this.querySelector('[data-steps]')?.replaceChildren(...sentences);
    writeText(this.querySelector('[role=status]'), sayStory(setup, isKilled ? this.killAfter : undefined, story));
    this.enable('-1', this.killAfter > -1);
    this.enable('1', this.killAfter < points.length - 1);
  }

  private draw(setup: DeliverySetup, story: Story): void {
    const { paths, labels } = drawStory(setup, story);
    for (const shape of this.querySelectorAll<SVGPathElement>('[data-shape]')) {
      shape.setAttribute('d', paths[shape.dataset['shape'] ?? ''] ?? '');
    }
    for (const [row, text] of this.querySelectorAll('[data-row]').entries()) {
      const label = labels[row];
      text.setAttribute('x', String(label?.x ?? 0));
      text.setAttribute('y', String(label?.y ?? 0));
      writeText(text, label?.text ?? '');
    }
    const heads = sayHeads(setup);
    for (const [order, text] of this.querySelectorAll('[data-head]').entries()) writeText(text, heads[order] ?? '');
  }

  private list(setup: DeliverySetup, points: readonly KillPoint[]): void {
    for (const button of this.querySelectorAll<HTMLElement>('[data-kill]')) {
      const after = Number(button.dataset['kill']);
      button.parentElement?.toggleAttribute('hidden', after >= points.length);
      if (after === this.killAfter) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      const point = points[after];
      if (!point) continue;
      writeText(button.querySelector('[data-where]'), sayKillPoint(setup, point));
      for (const [order, cell] of button.querySelectorAll<HTMLElement>('[data-mails]').entries()) {
        cell.dataset['mails'] = String(point.mails[order]);
        writeText(cell, String(point.mails[order]));
      }
    }
  }

  private read(): DeliverySetup {
    const isLog = this.select('kind')?.value === 'log';
    const victim = this.select('victim');
    if (victim) {
      victim.disabled = isLog;
      if (isLog) victim.value = 'consumer';
    }
    return {
      kind: isLog ? 'log' : 'queue',
      confirmation: this.select('confirmation')?.value as DeliverySetup['confirmation'],
      victim: victim?.value as DeliverySetup['victim'],
      isIdempotent: this.querySelector<HTMLInputElement>('[name=isIdempotent]')?.checked ?? false,
    };
  }

  private select(name: 'kind' | 'confirmation' | 'victim'): HTMLSelectElement | null {
    return this.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
  }

  /** A disabled button would drop the keyboard's focus, so the other one takes it first. */
  private enable(go: string, isEnabled: boolean): void {
    const button = this.querySelector<HTMLButtonElement>(`[data-go="${go}"]`);
    if (!button) return;
    if (!isEnabled && document.activeElement === button) {
      this.querySelector<HTMLButtonElement>(`[data-go]:not([data-go="${go}"])`)?.focus();
    }
    button.disabled = !isEnabled;
  }
}

customElements.define('course-ack-and-redelivery', AckAndRedeliveryElement);
