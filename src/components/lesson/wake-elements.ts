/**
 * Loads what makes a lesson page interactive with the first sign of a reader: a scroll, a key, a pointer. Until then a page
 * costs this file. A press that comes before its element has arrived is handed on when it has.
 * Runs in the browser; importing it starts it.
 * @module
 */
import { WAKE_EVENT } from '#course/reader-event.ts';

/** The script of each element; one that is not on the page is not loaded. */
const SCRIPTS: Readonly<Record<string, () => Promise<unknown>>> = {
  'course-blast-radius': () => import('#figures/blast-radius/blast-radius-element.ts'),
  'course-coupled-deploys': () => import('#figures/coupled-deploys/coupled-deploys-element.ts'),
  'course-quiz': () => import('#quiz/quiz-element.ts'),
  'course-shop-map': () => import('#figures/shop-map/shop-map-element.ts'),
  'course-strangler-steps': () => import('#figures/strangler-steps/strangler-steps-element.ts'),
  'course-visual-flow': () => import('#figures/visual-flow/visual-flow-element.ts'),
  'course-copy, course-notebook, course-predict, course-term': () => import('./lesson-elements.ts'),
};

let loading: Promise<unknown> | undefined;

function load(): Promise<unknown> {
  loading ??= Promise.all(
    Object.entries(SCRIPTS)
      .filter(([selector]) => document.querySelector(selector))
      .map(([, script]) => script()),
  ).catch((error: unknown) => {
    // Without a connection; the next press tries again.
    loading = undefined;
    throw error;
  });
  return loading;
}

for (const type of ['scroll', 'pointermove', 'pointerdown', 'keydown', 'focusin', WAKE_EVENT]) {
  addEventListener(type, () => void load().catch(() => undefined), { once: true, passive: true, capture: true });
}

for (const type of ['click', 'change'] as const) addEventListener(type, handOn, { capture: true });

/** Repeats a press or a choice inside an element that is not defined yet, as soon as it is. */
function handOn(event: Event): void {
  const control = event.target instanceof Element ? event.target.closest<HTMLElement>('button, select, .term') : null;
  const isPlain = !(event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey));
  if (!isPlain || !control?.closest(':not(:defined)')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void load().then(() => {
    if (event.type === 'click') control.click();
    else control.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
