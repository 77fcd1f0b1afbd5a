/**
 * `<course-coupled-deploys>`: redraws both curves and the table for the chosen teams and coupling. Runs in the browser.
 * @module
 */
import { writeText } from '../_figure/write-text.ts';
import { chartPaths } from './chart.ts';
import type { Situation } from './model.ts';
import { releaseAlone, releaseTogether } from './model.ts';
import { sayComparison, sayFlow, sayShare } from './say.ts';

class CoupledDeploysElement extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('input', (event) => {
      if (event.target instanceof HTMLInputElement) this.keepWithinHundred(event.target);
      this.show();
    });
    // A browser may have kept choices from before a reload, and the first moves may have come before this script.
    const two = this.input('two');
    if (two) this.keepWithinHundred(two);
    this.show();
  }

  /** Two and three together are at most all changes: the other slider gives way. */
  private keepWithinHundred(moved: HTMLInputElement): void {
    const [two, three] = [this.input('two'), this.input('three')];
    if (!two || !three || (moved !== two && moved !== three)) return;
    const other = moved === two ? three : two;
    if (Number(two.value) + Number(three.value) > 100) other.value = String(100 - Number(moved.value));
  }

  private show(): void {
    const situation = this.read();
    const paths = chartPaths(situation);
    this.draw('.curve.together', { d: paths.together });
    this.draw('.curve.alone', { d: paths.alone });
    this.draw('.chosen', { d: paths.chosen });
    this.draw('.at.together', { x: paths.x - 5, y: paths.togetherY - 5 });
    this.draw('.at.alone', { cx: paths.x, cy: paths.aloneY });
    this.fill('together', sayFlow(releaseTogether(situation)));
    this.fill('alone', sayFlow(releaseAlone(situation)));
    for (const input of this.querySelectorAll<HTMLInputElement>('[type=range]')) {
      writeText(input.parentElement?.querySelector('[data-value]'), `${input.value}${input.dataset['unit'] ?? ''}`);
    }
    writeText(this.querySelector('[data-share]'), sayShare(situation));
    writeText(this.querySelector('[role=status]'), sayComparison(situation));
  }

  private read(): Situation {
    return {
      teams: Number(this.input('teams')?.value),
      touchTwoPercent: Number(this.input('two')?.value),
      touchThreePercent: Number(this.input('three')?.value),
      hasContractChecks: this.input('checks')?.checked ?? false,
    };
  }

  private input(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  }

  /** In the chart only; the keys of the table keep their shape. */
  private draw(selector: string, attributes: Readonly<Record<string, string | number>>): void {
    const shape = this.querySelector(`.plot ${selector}`);
    for (const [name, value] of Object.entries(attributes)) shape?.setAttribute(name, String(value));
  }

  private fill(row: string, texts: readonly string[]): void {
    const cells = this.querySelectorAll(`[data-row=${row}] td`);
    for (const [index, cell] of cells.entries()) writeText(cell, texts[index] ?? '');
  }
}

customElements.define('course-coupled-deploys', CoupledDeploysElement);
