/**
 * `<course-shop-teaser>`: runs the sketch of the shop in real time, with three faults to switch. Runs in the browser.
 * @module
 */
import { showStates } from '../_figure/show-states.ts';
import type { Faults, ShopState } from './model.ts';
import { advance, describe, NO_FAULTS, quietMinute, wireStates } from './model.ts';

/** One step of the model in milliseconds. */
const STEP_MS = 50;
/** After a hidden tab or a slow frame the shop goes on from where it was. */
const MAX_CATCH_UP_MS = 250;
/** Often enough to follow, rarely enough for a screen reader. */
const STATUS_EVERY_MS = 2000;

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

class ShopTeaserElement extends HTMLElement {
  private state: ShopState = quietMinute();
  private faults: Faults = NO_FAULTS;
  private frame: number | undefined;
  private lastMs = 0;
  private statusAtMs = 0;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (!button) return;
      if (button.dataset['fault']) this.toggle(button, button.dataset['fault'] as keyof Faults);
      else if (this.frame === undefined) this.run();
      else this.pause();
    });
  }

  disconnectedCallback(): void {
    this.pause();
  }

  private toggle(button: HTMLButtonElement, fault: keyof Faults): void {
    this.faults = { ...this.faults, [fault]: !this.faults[fault] };
    button.setAttribute('aria-pressed', String(this.faults[fault]));
    showStates(
      this,
      'data-part',
      new Map([
        ...(this.faults.isNotificationsDead ? [['notifications', 'dead'] as const] : []),
        ...(this.faults.isBankSlow ? [['bank', 'slow'] as const] : []),
      ]),
    );
    showStates(this, 'data-wire', wireStates(this.faults));
    this.statusAtMs = 0;
    if (this.frame === undefined) this.run();
  }

  private run(): void {
    this.lastMs = performance.now();
    this.toggleAttribute('data-running', true);
    this.label('Pause');
    this.frame = requestAnimationFrame((nowMs) => this.tick(nowMs));
  }

  private pause(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
    this.toggleAttribute('data-running', false);
    this.label('Run');
  }

  private label(text: string): void {
    const button = this.querySelector('[data-run]');
    if (button) button.textContent = text;
  }

  private tick(nowMs: number): void {
    for (let dueMs = Math.min(nowMs - this.lastMs, MAX_CATCH_UP_MS); dueMs >= STEP_MS; dueMs -= STEP_MS) {
      this.state = advance(this.state, this.faults, STEP_MS);
      this.lastMs = nowMs - (dueMs - STEP_MS);
    }
    this.show(nowMs);
    this.frame = requestAnimationFrame((next) => this.tick(next));
  }

  private show(nowMs: number): void {
    const { timeMs, accepted, mailed, refused, queued } = this.state;
    this.write('[data-clock]', `${(timeMs / 1000).toFixed(1)} s`);
    this.write('[data-reading=accepted]', number.format(Math.floor(accepted)));
    this.write('[data-reading=mailed]', number.format(Math.floor(mailed)));
    this.write('[data-reading=refused]', number.format(Math.floor(refused)));
    this.write('[data-waiting]', number.format(Math.floor(queued)));
    if (nowMs - this.statusAtMs < STATUS_EVERY_MS) return;
    this.statusAtMs = nowMs;
    this.write('[role=status]', describe(this.state, this.faults));
  }

  private write(selector: string, text: string): void {
    for (const element of this.querySelectorAll(selector)) {
      if (element.textContent !== text) element.textContent = text;
    }
  }
}

customElements.define('course-shop-teaser', ShopTeaserElement);
