/**
 * `<course-blast-radius>`: breaks a part, chooses the shape and the care at each arrow, and shows what customers get.
 * Runs in the browser.
 * @module
 */
import { writeText } from '../_figure/write-text.ts';
import { INITIAL_BLAST } from './initial.ts';
import type { Care, Fault, Setup, Shape } from './model.ts';
import { blast } from './model.ts';
import { sayBlast, sayCondition, sayOutcome } from './say.ts';
import type { BlastPart } from './shop.ts';
import { NEEDS } from './shop.ts';

/** What a touch of a part does next. */
const NEXT: Readonly<Record<string, string>> = { '': 'slow', slow: 'dead', dead: '' };

class BlastRadiusElement extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', () => this.show());
    this.addEventListener('click', (event) => {
      if (!(event.target instanceof Element)) return;
      if (event.target.closest('[data-reset]')) this.reset();
      // A shortcut for the pointer; the list does the same for everybody.
      const part = event.target.closest('[data-part]')?.getAttribute('data-part');
      if (part) this.touch(part);
    });
    // A browser may have kept choices from before a reload.
    this.show();
  }

  private touch(part: string): void {
    const [broken, fault = ''] = this.control('fault').split(' ');
    const next = NEXT[broken === part ? fault : ''] ?? '';
    this.choose('fault', next === '' ? '' : `${part} ${next}`);
    this.show();
  }

  private reset(): void {
    this.choose('shape', INITIAL_BLAST.shape);
    this.choose('fault', [...INITIAL_BLAST.faults].map((entry) => entry.join(' ')).join());
    for (const { id } of NEEDS) this.choose(id, INITIAL_BLAST.care.get(id) ?? 'call');
    this.show();
  }

  private show(): void {
    const setup = this.read();
    const view = blast(setup);
    this.dataset['shape'] = setup.shape;
    for (const place of this.querySelectorAll<SVGGElement>('[data-place]')) {
      const condition = view.conditions.get(place.dataset['place'] as BlastPart) ?? 'well';
      place.setAttribute('class', condition);
      writeText(place.querySelector('.condition'), sayCondition(condition));
    }
    for (const { id, to } of NEEDS) {
      const isCall = setup.care.get(id) !== 'handoff';
      const state = isCall ? (view.conditions.get(to) === 'well' ? '' : 'broken') : 'dashed';
      for (const wire of this.querySelectorAll(`[data-need="${id}"]`)) wire.setAttribute('class', state);
    }
    for (const { journey, outcome, why } of view.journeys) {
      const item = this.querySelector<HTMLElement>(`[data-journey="${journey.id}"]`);
      item?.setAttribute('data-outcome', outcome);
      writeText(item?.querySelector('[data-says]'), sayOutcome(outcome, why));
    }
    writeText(this.querySelector('[role=status]'), sayBlast(setup, view));
  }

  private read(): Setup {
    const [part, fault] = this.control('fault').split(' ');
    return {
      shape: this.control('shape') as Shape,
      faults: new Map(fault ? [[part as BlastPart, fault as Fault]] : []),
      care: new Map(NEEDS.map(({ id }) => [id, this.control(id) as Care])),
    };
  }

  private control(name: string): string {
    return this.select(name)?.value ?? '';
  }

  private choose(name: string, value: string): void {
    const select = this.select(name);
    if (select) select.value = value;
  }

  private select(name: string): HTMLSelectElement | null {
    return this.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
  }
}

customElements.define('course-blast-radius', BlastRadiusElement);
