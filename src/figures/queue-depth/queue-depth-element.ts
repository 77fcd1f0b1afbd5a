/**
 * `<course-queue-depth>`: runs the queue again for what is chosen, and redraws charts, tables and sentences. Runs in the
 * browser.
 * @module
 */
import { writeText } from '../_figure/write-text.ts';
import { drawCharts } from './chart.ts';
import { INITIAL_QUEUE } from './initial.ts';
import type { QueueSetup } from './model.ts';
import { simulateLoads, simulateQueue } from './model.ts';
import { LONGER, sayLoads, sayLonger, sayReadings, sayRun } from './say.ts';

const CHOSEN = ['arrivalsPerS', 'workPerS', 'consumers', 'burstFactor', 'queueLimit', 'prefetch', 'order'] as const;

class QueueDepthElement extends HTMLElement {
  private seed = INITIAL_QUEUE.seed;

  connectedCallback(): void {
    this.addEventListener('input', () => this.show());
    this.addEventListener('change', (event) => {
      // A range has said it already; a choice from before this script is said only now.
      if (event.target instanceof HTMLSelectElement) this.show();
    });
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button?.matches('[data-again]')) this.seed += 1;
      else if (button?.matches('[data-reset]')) this.reset();
      else return;
      this.show();
    });
    // A browser may have kept choices from before a reload, and the first moves may have come before this script.
    this.show();
  }

  private reset(): void {
    this.seed = INITIAL_QUEUE.seed;
    for (const name of CHOSEN) {
      const control = this.control(name);
      if (control) control.value = String(INITIAL_QUEUE[name]);
    }
  }

  private show(): void {
    const setup = this.read();
    const run = simulateQueue(setup);
    const runs = simulateLoads(setup);
    const { paths, labels } = drawCharts(setup, run, runs);
    for (const shape of this.querySelectorAll<SVGPathElement>('[data-shape]')) {
      shape.setAttribute('d', paths[shape.dataset['shape'] ?? ''] ?? '');
    }
    for (const label of this.querySelectorAll<SVGTextElement>('[data-label]')) {
      writeText(label, labels[label.dataset['label'] ?? ''] ?? '');
    }
    this.fill('[data-readings]', sayReadings(run));
    this.fill('[data-loads]', sayLoads(runs));
    for (const input of this.querySelectorAll<HTMLInputElement>('[type=range]')) {
      const { before = '', unit = '' } = input.dataset;
      writeText(input.parentElement?.querySelector('[data-value]'), `${before}${input.value}${unit}`);
    }
    const longer = simulateQueue({ ...setup, queueLimit: LONGER * setup.queueLimit });
    writeText(this.querySelector('[data-says=run]'), sayRun(setup, run));
    writeText(this.querySelector('[data-says=longer]'), sayLonger(setup, run, longer));
  }

  private read(): QueueSetup {
    const number = (name: (typeof CHOSEN)[number]) => Number(this.control(name)?.value ?? INITIAL_QUEUE[name]);
    return {
      arrivalsPerS: number('arrivalsPerS'),
      workPerS: number('workPerS'),
      consumers: number('consumers'),
      burstFactor: number('burstFactor'),
      queueLimit: number('queueLimit'),
      prefetch: number('prefetch'),
      order: this.control('order')?.value === 'lifo' ? 'lifo' : 'fifo',
      seed: this.seed,
    };
  }

  private control(name: (typeof CHOSEN)[number]): HTMLInputElement | HTMLSelectElement | null {
    return this.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`);
  }

  private fill(rows: string, cells: readonly (readonly string[])[]): void {
    for (const [row, element] of this.querySelectorAll(rows).entries()) {
      for (const [column, cell] of element.querySelectorAll('td').entries()) {
        writeText(cell, cells[row]?.[column] ?? '');
      }
    }
  }
}

customElements.define('course-queue-depth', QueueDepthElement);
